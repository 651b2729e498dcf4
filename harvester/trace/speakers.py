"""The same words, several speakers: quotes that name somebody else than the rest of their cluster.

What the post's author is called where the post is printed counts most, then the name that most
quotes give. Each script has its own, because names in different scripts cannot be compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from harvester.records import POST_KINDS
from harvester.text.fold import fold
from harvester.trace.names import Name, is_named_in, may_agree, may_have_handle, name
from harvester.trace.printing import Finding, Printing


class Spoken(NamedTuple):
    """A quote and whom it names."""

    printing: Printing
    name: Name
    printed: str


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
        for each in group:
            if not _may_be_same(each, usual, handles):
                detail = f"{each.printed} ≠ {usual.printed}"
                yield Finding(
                    "misattribution", each.printing.quote_id, usual.printing.quote_id, detail
                )


def _spoken(printing: Printing) -> Spoken | None:
    """Whom a quote names: of a quotation the speaker, of a post its author."""
    given = (printing.speaker, printing.author_name)
    for printed in given[::-1] if printing.kind in POST_KINDS else given:
        if printed is not None and (found := name(printed)) is not None:
            return Spoken(printing, found, " ".join(printed.split()))
    return None


def _usual(group: Sequence[Spoken]) -> Spoken:
    """The quote that the others are held against."""
    counts = Counter(each.name for each in group)

    def rank(each: Spoken) -> tuple[int, int, str, str]:
        printing = each.printing
        place = POST_KINDS.index(printing.kind) if printing.kind in POST_KINDS else len(POST_KINDS)
        return place, -counts[each.name], printing.published or "9", printing.quote_id

    return min(group, key=rank)


def _may_be_same(each: Spoken, usual: Spoken, handles: Iterable[str]) -> bool:
    """Whether nothing speaks against one speaker.

    Whoever is named in the words of the post may be quoted there by its author.
    """
    one, other = each.printing, usual.printing
    return (
        may_agree(each.name, usual.name)
        or (one.handle is not None and one.handle.lower() == (other.handle or "").lower())
        or any(may_have_handle(each.name, handle) for handle in handles)
        or (other.kind in POST_KINDS and is_named_in(each.name, fold(other.words)))
    )
