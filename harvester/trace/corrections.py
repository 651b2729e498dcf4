"""Where the words of a post begin, by all that print it: what one article cannot tell others can.

An embed of the post says which words are the post's; so where a flattened one ends with these
words, it begins where they do. Without an embed the articles decide together, as far as they end
with the same words. What an article printed stays as it was found: this is said beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from harvester.meaning import Meaning
from harvester.text.entities import is_only_tags
from harvester.text.fold import tidy
from harvester.trace.consensus import Reading, beginning, consensus, ending, has_letters

Reason = Literal["embed", "consensus"]

_MOST_SURE = 0.99
_SAME_END = 16  # letters: printings that end with them end with the same words
# Letters before the words that may be the same by chance. Where more are, the articles are copies
# of one another, and cannot tell where they part from the post.
_MOST_SHARED = 3


class Correction(NamedTuple):
    """Where the words of a quote begin, as other printings of the post tell."""

    quote_id: Annotated[str, Meaning("The quote that begins elsewhere; it stays as harvested.")]
    start_before: Annotated[int, Meaning("Where its words were taken to begin.")]
    start: Annotated[int, Meaning("Where they begin.")]
    words: Annotated[str, Meaning("The words from there on in tidy form.")]
    reason: Annotated[
        Reason,
        Meaning("embed: an embed has just these words; consensus: articles decided together."),
    ]
    n_articles: Annotated[int, Meaning("In how many articles the embeds, or what decided, stand.")]
    confidence: Annotated[float, Meaning("How sure it is, from 0 to 1.")]


class Printed(NamedTuple):
    """A flattened post in an article: its text ends with the words, which begin at `start`."""

    quote_id: str
    article: str
    text: str
    start: int
    body_start: int
    confidence: float
    runner_up: int | None = None

    @property
    def reading(self) -> Reading:
        """What the article alone thinks."""
        sure = min(_MOST_SURE, self.confidence)
        starts = {self.start: sure}
        if self.runner_up is not None:
            starts[self.start + self.runner_up - self.body_start] = 1 - sure
        return Reading(self.text, starts)


def corrections(
    printed: Iterable[Printed], embedded: Mapping[str, Iterable[str]]
) -> list[Correction]:
    """The printings of one post that begin elsewhere; `embedded` are words, and articles with them.

    >>> one = Printed("q1", "a1", "It was late. Sea calm.", 0, 70, 0.6)
    >>> [(each.start, each.words) for each in corrections([one], {"Sea calm.": ["a2"]})]
    [(83, 'Sea calm.')]
    """
    undecided, found = [], []
    for one in printed:
        if (known := _by_embed(one, embedded)) is None:
            undecided.append(one)
        else:
            found.append(known)
    for group in _same_ends(undecided):
        found += _by_consensus(group)
    return [each for each in found if each.start != each.start_before]


def _by_embed(one: Printed, embedded: Mapping[str, Iterable[str]]) -> Correction | None:
    """What the longest of the embedded words tells with which the printing ends."""
    for words in sorted(embedded, key=lambda words: (-len(words), words)):
        start = beginning(one.text, words)
        if start is not None:
            # Marks alone are left as they were printed here.
            is_same = not has_letters(one.text[min(start, one.start) : max(start, one.start)])
            start = one.start if is_same else start
            return _correction(one, start, "embed", len(set(embedded[words])), _MOST_SURE)
    return None


def _same_ends(printed: Iterable[Printed]) -> Iterator[list[Printed]]:
    """Printings in two or more articles that end with the same words."""
    groups: dict[str, list[Printed]] = defaultdict(list)
    for one in printed:
        if has_letters(one.text[one.start :]):
            groups[ending(one.text, _SAME_END)].append(one)
    for group in groups.values():
        if len({one.article for one in group}) > 1:
            yield group


def _by_consensus(group: Sequence[Printed]) -> list[Correction]:
    agreed = consensus([one.reading for one in group])
    if agreed is None or agreed.shared > _MOST_SHARED:
        return []
    if any(is_only_tags(one.text[at:]) for one, at in zip(group, agreed.starts, strict=True)):
        return []
    articles = len({one.article for one in group})
    return [
        _correction(one, start, "consensus", articles, min(_MOST_SURE, agreed.confidence))
        for one, start in zip(group, agreed.starts, strict=True)
    ]


def _correction(
    one: Printed, start: int, reason: Reason, articles: int, confidence: float
) -> Correction:
    now = one.body_start + start - one.start
    words = tidy(one.text[start:])
    return Correction(
        one.quote_id, one.body_start, now, words, reason, articles, round(confidence, 3)
    )
