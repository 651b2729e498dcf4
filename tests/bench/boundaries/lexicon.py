"""Which words are those of posts, and which those of reports on the same matter, counted.

A document that has a word in its report as often as its posts lead to expect says nothing; what
moves a weight is that over many documents posts use the word more than their share of the text, or
less. So the subject of a document cancels out, and words that few documents use are left aside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from harvester.find.flattened.boundary.register import WordWeights, tokens_of, voice
from harvester.languages import CODES
from harvester.records import Span
from harvester.text.script import LINK, UNSPACED, words_of

_FEWEST_DOCUMENTS = 4
_FEWEST_SOURCES = 2
_DOUBT = 4.0  # as if a word had been met so often more, as its list or the usual share has it
_LISTED = 0.7  # log odds that a list gives a word before it is counted
_WORTH_KEEPING = 0.2  # of log odds
_MOST = 2000  # words of a language


class Side(NamedTuple):
    """The words of a document's posts and of its report."""

    language: str
    source: str
    posts: Counter[str]
    report: Counter[str]


class _Count:
    """How often a word stood in posts and in reports, and how often it was to be expected."""

    __slots__ = ("documents", "expected", "expected_report", "posts", "report", "sources")

    def __init__(self) -> None:
        self.posts = self.report = self.expected = self.expected_report = 0.0
        self.documents = 0
        self.sources: set[str] = set()


def side(language: str, source: str, text: str, bodies: Iterable[tuple[int, int]]) -> Side:
    """The words on both sides of a document; what stands in neither is cut out before."""
    posts, report, last = [], [], 0
    for start, end in sorted(bodies):
        report.append(text[last:start])
        posts.append(text[start:end])
        last = end
    report.append(text[last:])
    return Side(
        language if language in CODES else "en",
        source,
        Counter(_tokens("\n".join(posts))),
        Counter(_tokens("\n".join(report))),
    )


def _tokens(text: str) -> list[str]:
    """The words as they are weighed; pairs of letters where no spaces part them."""
    if UNSPACED.search(text):
        return words_of(text)
    return [token for _, token in tokens_of(LINK.sub(" ", text), Span(0, len(text)))]


def weights(sides: Iterable[Side]) -> dict[str, dict[str, float]]:
    """The log odds of each telling word, language by language."""
    counts: dict[str, dict[str, _Count]] = defaultdict(lambda: defaultdict(_Count))
    for each in sides:
        _count(each, counts[each.language])
    return {code: _telling(code, known) for code, known in sorted(counts.items())}


def _count(side: Side, known: dict[str, _Count]) -> None:
    in_posts, in_report = side.posts.total(), side.report.total()
    if not in_posts or not in_report:
        return
    share = in_posts / (in_posts + in_report)
    for word in side.posts.keys() | side.report.keys():
        one, many = known[word], side.posts[word] + side.report[word]
        # A word that one document uses all the time must not speak for a language.
        scale = min(many, 3) / many
        one.posts += side.posts[word] * scale
        one.report += side.report[word] * scale
        one.expected += many * scale * share
        one.expected_report += many * scale * (1 - share)
        one.documents += 1
        one.sources.add(side.source)


def _telling(code: str, known: dict[str, _Count]) -> dict[str, float]:
    found = {}
    for word, count in known.items():
        if count.documents >= _FEWEST_DOCUMENTS and len(count.sources) >= _FEWEST_SOURCES:
            weight = _weight(code, word, count)
            if abs(weight) >= _WORTH_KEEPING:
                found[word] = (abs(weight) * count.documents**0.5, round(weight, 1))
    best = sorted(found, key=lambda word: (-found[word][0], word))[:_MOST]
    return {word: found[word][1] for word in sorted(best)}


def _weight(code: str, word: str, count: _Count) -> float:
    heard = voice(code, word)
    listed = _LISTED * (heard.is_own - heard.is_report)
    total = count.expected + count.expected_report
    usual, usual_report = (
        _DOUBT * each / total for each in (count.expected, count.expected_report)
    )
    posts = (count.posts + usual) / (count.expected + usual)
    report = (count.report + usual_report) / (count.expected_report + usual_report)
    doubt = _DOUBT / (_DOUBT + total)
    return log(posts / report) + doubt * listed


def tenths(weights: WordWeights) -> dict[str, dict[str, int]]:
    """The weights as the file of the model holds them."""
    return {
        code: {word: round(10 * weight) for word, weight in known.items()}
        for code, known in weights.items()
        if known
    }
