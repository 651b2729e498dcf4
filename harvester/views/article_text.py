"""An article's text with its quotes marked in it, for a terminal and as a page to send around."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

import click

from harvester.views.rows import isolated

Quote = Mapping[str, object]

_STYLE = """
:root { color-scheme: light dark }
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere }
p { margin: 0 0 .8em; text-align: start; unicode-bidi: plaintext }
mark { background: #ffe69a; color: #1a1a1a; padding: 0 .1em }
sup, dt, footer { font: .8rem/1.4 system-ui, sans-serif }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em }
dd { margin: 0 }
@media print { mark { outline: 1px solid #888 } }
"""


class Piece(NamedTuple):
    """A stretch of text; of a quote's words its number, from 1, else 0."""

    text: str
    number: int


def pieces(text: str, quotes: Sequence[Quote]) -> Iterator[Piece]:
    """The text, cut where words of quotes begin and end; what overlaps is marked once.

    >>> list(pieces("He said rain.", [{"start": 8, "stop": 12}]))
    [Piece(text='He said ', number=0), Piece(text='rain', number=1), Piece(text='.', number=0)]
    """
    at = 0
    for start, stop, number in sorted(_spans(quotes)):
        if start < at:
            continue
        yield from (Piece(text[at:start], 0), Piece(text[start:stop], number))
        at = stop
    yield Piece(text[at:], 0)


def marked_text(text: str, quotes: Sequence[Quote]) -> str:
    """The text for a terminal: words of quotes stand between numbered brackets, and bold.

    >>> print(click.unstyle(marked_text("He said rain.", [{"start": 8, "stop": 12}])))
    He said [1: rain ].
    """
    shown = (
        click.style(f"[{piece.number}: {_safe(piece.text)} ]", bold=True)
        if piece.number
        else _safe(piece.text)
        for piece in pieces(text, quotes)
    )
    return "".join(shown)


def _safe(text: str) -> str:
    return "\n".join(map(isolated, text.split("\n")))


def numbered(quotes: Sequence[Quote]) -> Iterator[str]:
    """A line a quote: its number, who, when, its id."""
    for number, quote in enumerate(quotes, 1):
        who = quote.get("speaker_name") or quote.get("speaker") or quote.get("author_name")
        handle = f"@{quote['handle']}" if quote.get("handle") else None
        facts = (who, handle, quote.get("platform"), quote.get("posted_at"), quote.get("id"))
        yield f"[{number}] " + " · ".join(isolated(fact) for fact in facts if fact)


def page(facts: Mapping[str, object], text: str, quotes: Sequence[Quote]) -> str:
    """One self-contained HTML page: nothing is loaded, nothing runs, all printed text is text."""
    title = escape(str(facts.get("title") or facts.get("source") or "Article"))
    told = [
        (name, value) for name in ("outlet", "author", "published", "url") if (value := facts[name])
    ]
    listed = "".join(f"<dt>{name}<dd><bdi>{escape(str(value))}</bdi>" for name, value in told)
    notes = "".join(f"<p dir=auto>{escape(line)}</p>\n" for line in numbered(quotes))
    return (
        f'<!doctype html>\n<html lang="{escape(str(facts.get("lang") or "und"))}">'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style>\n"
        f"<h1 dir=auto>{title}</h1><dl>{listed}</dl>\n"
        f"<main>{_paragraphs(text, quotes)}</main>\n<footer>{notes}</footer>\n</html>"
    )


def _paragraphs(text: str, quotes: Sequence[Quote]) -> str:
    """A paragraph a line; a quote that covers several lines is marked in each."""
    lines: list[str] = [""]
    for piece in pieces(text, quotes):
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                lines.append("")
            lines[-1] += _marked(line, piece.number)
    return "\n".join(f"<p dir=auto>{line}</p>" for line in lines if line.strip())


def _marked(line: str, number: int) -> str:
    if not number or not line:
        return escape(line)
    return f"<mark><bdi>{escape(line)}</bdi></mark><sup>{number}</sup>"


def _spans(quotes: Sequence[Quote]) -> Iterator[tuple[int, int, int]]:
    """Where the words of each quote are; of a bare link, where the link is."""
    for number, quote in enumerate(quotes, 1):
        start, stop = quote.get("body_start"), quote.get("body_end")
        if not isinstance(start, int) or not isinstance(stop, int):
            start, stop = quote["start"], quote["stop"]
        if isinstance(start, int) and isinstance(stop, int):
            yield start, stop, number
        if isinstance(quote.get("tail_start"), int):
            yield int(str(quote["tail_start"])), int(str(quote["tail_end"])), number
