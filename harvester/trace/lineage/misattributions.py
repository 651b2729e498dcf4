"""The same words, several speakers: quotes that name somebody else than the rest of their cluster.

What the post's author is called where the post is printed counts most, then the name that most
quotes give. Each script has its own, because names in different scripts cannot be compared.

A finding accuses somebody, so nothing is said where it may as well be the program that erred: of
speakers that it inferred, of mere descriptions, of two quotes of one article, of two names that may
be the first and the last of one person, and of posts that quote others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from harvester.records import POST_KINDS
from harvester.text.fold import fold
from harvester.trace.lineage.names import (
    Name,
    is_description,
    is_named_in,
    may_agree,
    may_have_handle,
    name,
)
from harvester.trace.lineage.printings import Finding, Printing

# matches “It rains” and, to the end of the post, “It rains; must not match the s in it's
MARKED = regex.compile(r'["“”„«»「『]([^"“”„«»」』]{1,1000}+)["“”«»」』]?+')


class Spoken(NamedTuple):
    """A quote and whom it names."""

    printing: Printing
    name: Name
    printed: str


class _Alike(NamedTuple):
    """All by which the usual speaker goes, and where: each name once, of however many quotes."""

    names: frozenset[Name]
    articles: frozenset[str]
    has_full_name: bool

    @classmethod
    def of(cls, spoken: Iterable[Spoken]) -> "_Alike":
        listed = list(spoken)
        names = frozenset(each.name for each in listed)
        articles = frozenset(each.printing.article_id for each in listed)
        return cls(names, articles, any(each.is_full for each in names))


def misattributions(printings: Iterable[Printing]) -> Iterator[Finding]:
    """A finding for each quote whose speaker is somebody else than elsewhere."""
    by_script: dict[str, list[Spoken]] = {}
    handles = set()
    for printing in printings:
        if printing.handle:
            handles.add(printing.handle)
        if (spoken := _spoken(printing)) is not None:
            by_script.setdefault(spoken.name.script, []).append(spoken)
    for group in by_script.values():
        usual = _usual(group)
        alike = _Alike.of(each for each in group if may_agree(each.name, usual.name))
        for each in group:
            if _is_somebody_else(each, alike) and not _may_be_same(each, usual, handles):
                detail = f"{each.printed} ≠ {usual.printed}"
                yield Finding(
                    "misattribution", each.printing.quote_id, usual.printing.quote_id, detail
                )


def _spoken(printing: Printing) -> Spoken | None:
    """Whom a quote names: of a quotation the speaker, of a post its author."""
    given = (_named(printing), printing.author_name)
    for printed in given[::-1] if printing.kind in POST_KINDS else given:
        if printed is not None and (found := name(printed)) is not None:
            return Spoken(printing, found, " ".join(printed.split()))
    return None


def _named(printing: Printing) -> str | None:
    """The speaker, if the article names one beside the words, for sure."""
    is_told = printing.is_sure and not printing.is_speaker_inferred
    speaker = printing.speaker if is_told else None
    return None if speaker is None or is_description(speaker) else speaker


def _usual(group: Sequence[Spoken]) -> Spoken:
    """The quote that the others are held against."""
    counts = Counter(each.name for each in group)

    def rank(each: Spoken) -> tuple[int, int, str, str]:
        printing = each.printing
        place = POST_KINDS.index(printing.kind) if printing.kind in POST_KINDS else len(POST_KINDS)
        return place, -counts[each.name], printing.published or "9", printing.quote_id

    return min(group, key=rank)


def _is_somebody_else(one: Spoken, alike: _Alike) -> bool:
    """Whether a name is told apart from all by which the usual speaker goes, in other articles."""
    is_telling = one.name.is_full or alike.has_full_name
    return (
        is_telling
        and one.printing.article_id not in alike.articles
        and not any(may_agree(one.name, each) for each in alike.names)
    )


def _may_be_same(each: Spoken, usual: Spoken, handles: Iterable[str]) -> bool:
    """Whether nothing speaks against one speaker.

    Whoever is named in the words of the post, or stands there in marks, may be quoted there.
    """
    one, other = each.printing, usual.printing
    return (
        (one.person is not None and one.person == other.person)
        or (one.handle is not None and one.handle.lower() == (other.handle or "").lower())
        or any(may_have_handle(each.name, handle) for handle in handles)
        or (other.kind in POST_KINDS and _may_quote(other.words, each))
    )


def _may_quote(post: str, each: Spoken) -> bool:
    """Whether a post names somebody, or has the words of a quote in quotation marks."""
    if is_named_in(each.name, fold(post)):
        return True
    letters = fold(each.printing.words)
    marked = (fold(found) for found in MARKED.findall(post))
    return any(one in letters or letters in one for one in marked if one)
