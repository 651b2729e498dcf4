"""What a search found: as a row, and as a card whose words are marked."""

import click

from harvester.records import Span
from harvester.store import Place
from harvester.views.cards import wrapped
from harvester.views.rows import isolated

_AROUND = 90  # characters on each side of the first match
_WIDEST = 200  # columns
COLUMNS: tuple[str, ...] = (
    *("published", "outlet", "kind", "platform", "handle", "author_name", "speaker", "person"),
    *("snippet", "words", "matches", "before", "after", "posted_at", "link", "confidence"),
    *("title", "article_url", "source", "quote_id", "article_id"),
)
ARTICLE_COLUMNS: tuple[str, ...] = (
    *("published", "outlet", "title", "snippet", "n_matches", "article_url", "source", "lang"),
    "article_id",
)


def place_row(place: Place) -> dict[str, object]:
    """A place for programs and spreadsheets: `**` stands around what was found in `snippet`.

    `matches` are places in `words`, half-open; of an article its text is left out.
    """
    row = place.row
    known = {
        **row,
        "snippet": snippet(place, "**"),
        "matches": [list(span) for span in place.matches],
        "n_matches": len(place.matches),
        "before": row.get("prefix"),
        "after": row.get("suffix"),
    }
    columns = COLUMNS if "quote_id" in row else ARTICLE_COLUMNS
    return {name: known[name] for name in columns}


def place_card(place: Place) -> str:
    """A place for people: who, when and where; the words, marked, in their context; its id."""
    row = place.row
    who = row.get("person") or row.get("speaker") or row.get("author_name")
    handle = f"@{row['handle']}" if row.get("handle") else None
    head = (who, handle, row.get("platform"), row["outlet"], row["published"], row.get("title"))
    evidence = (row.get("kind"), row["article_url"] or row["source"])
    ends = (row.get("quote_id") or row["article_id"],)
    return "\n".join(
        (
            click.style(_joined(head), bold=True),
            *(f"  {line}" for line in wrapped(snippet(place, "**"), _WIDEST, "  ") if line),
            click.style(f"  {_joined((*evidence, *ends))}", fg="cyan"),
        )
    )


def snippet(place: Place, mark: str) -> str:
    """What stands around the first match, each match between marks.

    >>> found = Place({"words": "Rain again, and the ferry is late."}, (Span(20, 25),))
    >>> snippet(found, "**")
    'Rain again, and the **ferry** is late.'
    """
    text = str(place.row["words"] or "")
    start, stop = _around(text, place.matches)
    shown, at = ["…" * (start > 0)], start
    for match in place.matches:
        if match.start >= at and match.end <= stop:
            shown += (text[at : match.start], mark, text[match.start : match.end], mark)
            at = match.end
    return "".join((*shown, text[at:stop], "…" * (stop < len(text)))).strip()


def _around(text: str, matches: tuple[Span, ...]) -> tuple[int, int]:
    """Whole words around the first match."""
    first = matches[0] if matches else Span(0, 0)
    start, stop = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
    if start:
        start = max(start, text.find(" ", start, first.start) + 1)
    if stop < len(text):
        cut = text.rfind(" ", first.end, stop)
        stop = cut if cut > 0 else stop
    return start, stop


def _joined(values: tuple[object, ...]) -> str:
    return " · ".join(isolated(value) for value in values if value)
