"""What a whole document does: how it breaks lines, where it puts signatures, which words it uses.

Each extractor leaves its fingerprint, so a document teaches its own convention. It is learned once
and serves all posts in the document.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary.characters import width
from harvester.find.flattened.boundary.post_end import PostEnd
from harvester.find.flattened.boundary.register import language_or_usual
from harvester.languages.word_identification import identify

_LONGEST_POST = 330
_ENOUGH_PROSE = 20_000  # characters are enough to know a document's words
_ENOUGH_WORDS = 500  # are enough to know its language

# matches a line that is one inline element of a post: a tag, a mention, a link
_FRAGMENT = regex.compile(r"(?:[#＃@＠]\w+|(?:https?://|pic\.)\S+)[\s.,:;!?]*+")
GAP = regex.compile(r"\n[\s>]*+")
_STOPS = '.!?…。؟！？।:"”»」』'


class DocumentProfile(NamedTuple):
    """The conventions of one document."""

    words: frozenset[str]
    language: str
    script: str
    lines: int
    mean_line: float
    middle_line: float
    stopped: float
    fragments: float
    widest: int
    glued: float
    gap_after: float
    posts: int
    usual_gap: int
    runs: float
    marks: float

    @property
    def sound_language(self) -> str:
        """In whose lists the words are looked up."""
        return language_or_usual(self.language, self.script)


def profile_of(text: str, signatures: Sequence[PostEnd]) -> DocumentProfile:
    """The profile of a document in which these signatures stand."""
    lines = [line.strip() for line in text.split("\n")]
    full = [line for line in lines if line]
    prose = _prose(text, signatures)
    widths = [width(line) for line in full]
    words = _words(prose[:_ENOUGH_PROSE])
    some = max(1, len(full))
    posts = max(1, len(signatures))
    gaps = [text[max(0, s.start - 1) : s.start] for s in signatures]
    return DocumentProfile(
        words=frozenset(words),
        language=identify(words[:_ENOUGH_WORDS]),
        script=_script(prose[:4000] or text[:4000]),
        lines=len(full),
        mean_line=sum(widths) / some,
        middle_line=_middle([width(line) for line in prose.split("\n") if len(line) > 30]),
        stopped=sum(line[-1] in _STOPS for line in full) / some,
        fragments=sum(_FRAGMENT.fullmatch(line) is not None for line in full) / some,
        widest=max(widths, default=0),
        glued=sum(not gap.isspace() for gap in gaps) / posts,
        gap_after=_middle([float(line_ends_after(text, s.end)) for s in signatures]),
        posts=len(signatures),
        usual_gap=_usual_gap(text),
        runs=_runs(signatures),
        marks=_marks(prose),
    )


def _runs(signatures: Sequence[PostEnd]) -> float:
    """Of the gaps between two signatures, how many are no longer than one post."""
    gaps = [after.start - before.end for before, after in pairwise(signatures)]
    return sum(gap <= _LONGEST_POST for gap in gaps) / len(gaps) if gaps else -1.0


def _marks(prose: str) -> float:
    """From 1, all printers' quotation marks and apostrophes, to -1, all typewriters'."""
    curly = sum(map(prose.count, "’“”"))
    straight = sum(map(prose.count, "'\""))
    return (curly - straight) / max(1, curly + straight)


def vocabulary(text: str, endings: Sequence[PostEnd]) -> frozenset[str]:
    """The words of a document outside of the posts that end there."""
    return frozenset(_words(_prose(text, endings)[:_ENOUGH_PROSE]))


def _words(prose: str) -> list[str]:
    """The words of many lines, as `words_of` gives them."""
    from harvester.find.flattened.boundary.evidence.facts import words_in

    return words_in(prose)


def _script(prose: str) -> str:
    """The script of many lines, as `script_of` gives it."""
    from harvester.find.flattened.boundary.evidence.facts import facts_of, script_in

    return script_in(facts_of(prose))


def _usual_gap(text: str) -> int:
    """How many line ends most often stand between two lines with words."""
    runs = Counter(run.count("\n") for run in GAP.findall(text))
    return runs.most_common(1)[0][0] if runs else 0


def _prose(text: str, signatures: Sequence[PostEnd]) -> str:
    """The text without the signatures and what can be words of a post before them."""
    parts = []
    wall = 0
    for signature in signatures:
        parts.append(text[wall : max(wall, signature.start - _LONGEST_POST)])
        wall = signature.end
    parts.append(text[wall:])
    return "\n".join(parts)


def _middle(numbers: Sequence[float]) -> float:
    return float(median(numbers)) if numbers else 0.0


def line_ends_after(text: str, position: int) -> int:
    """How many line ends follow a position before the next word, four at the most."""
    after = text[position : position + 40]
    return min(4, after[: len(after) - len(after.lstrip())].count("\n"))
