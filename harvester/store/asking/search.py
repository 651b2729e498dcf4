"""Search: which wordings carry a text, wholly or in part, exactly or as somebody remembers it.

It reads what tracing has written and writes nothing. Of the text all pieces are asked for, of each
wording only the chosen ones are in the index: so nine letters in a row that are right may be
enough, thirteen always are, and no second index is needed.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, get_args

from rapidfuzz import fuzz

from harvester.languages import languages
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.postings.candidates import sharing_most
from harvester.store.settling.wordings import listed
from harvester.text.fold import fold
from harvester.text.script import UNSPACED
from harvester.trace.matching.comparison import Verdict, match
from harvester.trace.matching.difference import words
from harvester.trace.matching.fingerprints import pieces
from harvester.trace.matching.wording import match_key, plain

How = Literal["same", "numbers", "like"]
_HOWS: tuple[How, ...] = get_args(How)
_OF_VERDICT: dict[Verdict, How | None] = {
    "same": "same",
    "maybe": "like",
    "numbers": "numbers",
    "near": None,
}

_CANDIDATES = 200
_THESE = f"SELECT id, skeleton, cluster FROM wordings WHERE id {AMONG}"
# What is too short to have a piece in common with the index; this reads all wordings.
_CONTAINING = f"""
SELECT id, skeleton, cluster FROM wordings
WHERE instr(skeleton, ?) ORDER BY id LIMIT {_CANDIDATES}
"""
# How much of what is asked for there must be, and how alike words are that are only like it:
# `tests/bench/remembered.py` prints what these find, and what they find that nobody meant.
_LEAST_COVERED, _LEAST_ALIKE = 0.4, 0.62
_FEW = 3  # words: in more of them, letters across words are no chance
_FEWEST_LETTERS = 3
_BEHIND = 0.2  # what is so much less like it than the best is chance


class Hit(NamedTuple):
    """A wording that carries a text, and its cluster.

    `same`: the same words, or a part of them; `numbers`: the same but for the numbers; `like`: much
    of it is the same. `likeness` is the share of the text that is found there.
    """

    how: How
    likeness: float
    cluster: str
    wording: int


def search(connection: Connection, text: str) -> list[Hit]:
    """The clusters that carry this text, the best first, each with its best wording."""
    wanted = match_key(text)
    if not plain(wanted):
        return []
    sharing = sharing_most(connection, pieces(wanted), _CANDIDATES)
    found = [*_found(wanted, rows(connection, _THESE, (listed(sharing),)))]
    if not found:
        found = [*_found(wanted, rows(connection, _CONTAINING, (wanted,)))]
    asked = keys_of(text)
    if len(asked) <= _FEW and not UNSPACED.search(text):
        found = [hit for hit in found if _has_words(connection, hit.wording, asked)]
    least = max((hit.likeness for hit in found), default=0) - _BEHIND
    best: dict[str, Hit] = {}
    for hit in sorted(found, key=_rank):
        if hit.how != "like" or hit.likeness >= least:
            best.setdefault(hit.cluster, hit)
    return [*best.values()]


def is_too_little(text: str) -> bool:
    """Whether a question stands in nearly every text: no letters, two letters, or common words.

    >>> is_too_little("the"), is_too_little("…"), is_too_little("taxi"), is_too_little("雨天")
    (True, True, False, False)
    """
    asked = keys_of(text)
    if not asked and any(letter.isalpha() for letter in text):
        return False  # an address, say: whoever asks with it is told that it is not there
    if UNSPACED.search(text):
        return sum(map(len, asked)) < _FEWEST_LETTERS - 1
    common = _common_words()
    return len(asked) <= _FEW and all(len(key) < _FEWEST_LETTERS or key in common for key in asked)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(fold(word) for language in languages() for word in language.common_words)


def keys_of(text: str) -> list[str]:
    """The words of a text as they are compared.

    >>> keys_of("Tax-induced rain!")
    ['tax', 'induced', 'rain']
    """
    return [word.key for word in words(text)]


def _has_words(connection: Connection, wording: int, asked: list[str]) -> bool:
    """Whether a quote has these words as whole words, side by side: `taxi` is not `tax-induced`."""
    printed = rows(connection, "SELECT DISTINCT tidy FROM quotes WHERE wording = ?", (wording,))
    return any(
        found[place : place + len(asked)] == asked
        for (text,) in printed
        for found in [keys_of(text)]
        for place in range(len(found) - len(asked) + 1)
    )


def _rank(hit: Hit) -> tuple[int, float, str, int]:
    return _HOWS.index(hit.how), -hit.likeness, hit.cluster, hit.wording


def _found(wanted: str, candidates: list[tuple[int, str, str]]) -> Iterator[Hit]:
    for number, letters, cluster in candidates:
        judged = _judged(wanted, letters)
        if judged is not None:
            yield Hit(*judged, cluster, number)


def _judged(wanted: str, letters: str) -> tuple[How, float] | None:
    """How a wording carries a text, and how much of it; None if it does not."""
    shorter, longer = sorted((wanted, letters), key=lambda each: len(plain(each)))
    share = min(1.0, len(plain(letters)) / len(plain(wanted)))
    found = match(shorter, longer)
    how = _OF_VERDICT[found.verdict] if found else None
    if found and how and found.likeness * share >= _LEAST_COVERED:
        return how, round(found.likeness * share, 4)
    alike = fuzz.partial_ratio(plain(shorter), plain(longer)) / 100
    return ("like", round(alike * share, 4)) if alike >= _LEAST_ALIKE <= alike * share else None
