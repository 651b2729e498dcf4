"""The subject of a sentence, told by capital letters: whom a participle or another verb belongs to.

"Quist opened the pier on Monday, saying …" names who speaks, yet far from the verb. A name that
only follows a preposition, owns something or describes a noun is no subject.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.vocabulary import Word
from harvester.find.quotations.words import Words
from harvester.records import Span
from harvester.text.occurrences import occurrences

_APPOSED = 3  # small words between an office and a name: "White House press secretary Ada Quist"


class _Run(NamedTuple):
    """Words with capitals in a row: which of a sentence they are."""

    first: int
    last: int


def subject(text: str, words: Words, lexicon: Lexicon, *, is_beside: bool = False) -> Span | None:
    """The subject by its capital letters, or a pronoun before it; None where none is sure.

    `is_beside` says that a participle follows directly: "a film of Ada Quist saying" has the name
    beside it as its subject, whatever stands before.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.words import words
    >>> text, english = "In Brinewick, port spokeswoman Ada Quist met Bo", lexicon("en")
    >>> text[slice(*subject(text, words(text, 0, len(text), english), english))]
    'Ada Quist'
    """
    runs = list(_runs(text, words, lexicon))
    ends_with_name = bool(runs) and runs[-1].last == len(words) - 1
    if is_beside and ends_with_name and not _is_recipient(words, runs[-1], lexicon):
        return _span(words, runs[-1])
    main = _main_clause(words, lexicon)
    subjects = [run for run in runs if _is_subject(words, run, lexicon)]
    first = next((run for run in subjects if run.first >= main), next(iter(subjects), None))
    if first is not None and _is_behind_verb(words, first, lexicon):
        first = None
    pronoun = next(_pronouns(words, lexicon), None)
    if pronoun is not None and (first is None or pronoun < first.first):
        return words.span(pronoun, pronoun)
    if first is None or (len(words) == 1 and not is_beside):
        return None
    return _span(words, _whole(words, first, runs, lexicon))


def _main_clause(words: Sequence[Word], lexicon: Lexicon) -> int:
    """Where the clause begins that a "when" or "while" at the head of a sentence leads to."""
    if not words or words[0].text not in lexicon.stops or words[0].text in lexicon.joins:
        return 0
    return next((place for place, word in enumerate(words) if word.is_break), 0)


def _is_recipient(words: Sequence[Word], run: _Run, lexicon: Lexicon) -> bool:
    """Whether a preposition before a name, or before its article, says that others speak to it."""
    place = run.first - 1
    if place > 0 and words[place].text in lexicon.determiners:
        place -= 1
    return place >= 0 and words[place].text in lexicon.speech.recipients


def _span(words: Words, run: _Run) -> Span:
    return words.span(*run)


def _runs(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[_Run]:
    first: int | None = None
    for place, word in enumerate([*words, None]):
        if word is not None and word.is_capital and _may_name(text, words, place, lexicon):
            first = place if first is None else first
        elif first is not None:
            yield _Run(first, place - 1)
            first = None


def _may_name(text: str, words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether a capital says more than that a sentence begins."""
    word = words[place]
    if word.is_break or word.text in lexicon.ends or word.text in lexicon.determiners:
        return False
    if word.text in lexicon.times or _is_opener(words, place, lexicon):
        return False
    if word.text in lexicon.pronouns or word.text.endswith(lexicon.speech.adverb_endings or "\n"):
        return False
    return place > 0 or len(words) == 1 or _may_begin(text, word, words[1], lexicon)


def _is_opener(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether a capital is that of a line: "JUST WATCHED Quist", and not "Light of Brinewick"."""
    if words[place].text not in lexicon.openers:
        return False
    if place == 0:
        return True
    before = words[place - 1]
    is_name = before.is_capital and before.text not in lexicon.ends
    return not is_name or before.text in lexicon.openers


def _may_begin(text: str, word: Word, behind: Word, lexicon: Lexicon) -> bool:
    """Whether the first word of a sentence is a name by what follows, or by its other places."""
    if behind.is_capital:
        return True
    may_end = behind.is_break or behind.text in lexicon.ends
    if lexicon.speech.capitalises_nouns:
        return may_end
    return _is_proper(text, word.printed) or (may_end and not any(_places(text, word.text)))


def _is_proper(text: str, word: str) -> bool:
    """Whether a word has its capital within sentences, too."""
    return any(text[at - 1].islower() or text[at - 1] == "," for at in _places(text, word) if at)


def _places(text: str, word: str) -> Iterator[int]:
    """The spaces behind which a word stands as it is spelt."""
    for at in occurrences(text, f" {word}"):
        if not text[at + 1 + len(word) : at + 2 + len(word)].isalnum():
            yield at


def _pronouns(words: Sequence[Word], lexicon: Lexicon) -> Iterator[int]:
    """Where pronouns stand that name nobody but are subjects."""
    for place, word in enumerate(words):
        if word.text in lexicon.pronouns:
            yield place


def _is_subject(words: Words, run: _Run, lexicon: Lexicon) -> bool:
    before = words[run.first - 1].text if run.first else ""
    if before in lexicon.links or before in lexicon.speech.recipients:
        return False
    behind = words[run.last + 1] if run.last + 1 < len(words) else None
    if behind is None:
        return before not in lexicon.determiners
    if behind.text == "s" and words.starts[run.last + 1] == words.ends[run.last] + 1:
        return False  # whose something is
    return before not in lexicon.determiners or behind.is_break


def _is_behind_verb(words: Sequence[Word], run: _Run, lexicon: Lexicon) -> bool:
    """Whether so many small words stand before a name in its clause that a verb is among them."""
    place = run.first
    while place > 0 and not (words[place - 1].is_break or words[place - 1].text in lexicon.stops):
        place -= 1
    while place < run.first and words[place].text in lexicon.ends:
        place += 1
    return run.first - place > _APPOSED


def _whole(words: Sequence[Word], run: _Run, runs: Sequence[_Run], lexicon: Lexicon) -> _Run:
    """The name behind an office that has capitals of its own, with nothing else between."""
    after = next((other for other in runs if other.first > run.last), None)
    if after is None or after.first - run.last - 1 > _APPOSED or after.first == after.last:
        return run
    between = words[run.last + 1 : after.first]
    is_plain = not any(
        word.is_break or word.text in lexicon.ends or word.text in lexicon.speech.recipients
        for word in between
    )
    return after if is_plain and between else run
