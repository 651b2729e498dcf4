"""Cards for the terminal: a quote in its context, its words set apart from the article's own."""

import textwrap
from collections.abc import Iterator, Mapping
from shutil import get_terminal_size
from unicodedata import east_asian_width

import click

from harvester.views.rows import isolated

_WIDEST = 100  # columns: longer lines are hard to read
_BAR = "│ "  # before the words, so that they differ from their context without colour
_CONTEXT = 100
_NEAR = 40  # characters around an entity
_DENIED = (False, 0)  # in a record, and in a row of the database


def quote_card(quote: Mapping[str, object]) -> str:
    """One quote as people read it: who, when, which words, how it was found, what stands around it.

    >>> found = {"handle": "ada_m9", "platform": "twitter", "posted_at": "2019-03-23"}
    >>> found |= {"tidy": "Rain again.", "rule": "signature.twitter"}
    >>> print(click.unstyle(quote_card(found)))
    @ada_m9 · twitter · 2019-03-23
    │ Rain again.
      signature.twitter
    """
    return "\n".join(_lines(quote))


def entity_line(entity: Mapping[str, object], text: str = "") -> str:
    """One entity as people read it: what it is, its value, and as what and where it is printed.

    With the `text` of its article it is shown in its context.

    >>> found = {"kind": "date", "value": "2019-03-03", "printed": "March 3, 2019", "start": 34}
    >>> print(click.unstyle(entity_line(found)))
    date      2019-03-03  ← March 3, 2019 · 34
    >>> tag = {"kind": "hashtag", "value": "tide", "printed": "#tide", "start": 5, "stop": 10}
    >>> print(click.unstyle(entity_line(tag, "Look #tide!")))
    hashtag   tide  ← #tide · 5 · Look #tide!
    """
    value, start = entity.get("value"), int(str(entity["start"]))
    kind = click.style(f"{entity['kind']!s:<8}", fg="cyan")
    said = f"{kind}  {isolated(value or '?')}  ← {isolated(entity['printed'])} · {start}"
    where = " · loose" if "quote_id" in entity and not entity["quote_id"] else ""
    return said + where + (f" · {_marked(entity, text)}" if text else "")


def _marked(entity: Mapping[str, object], text: str) -> str:
    """The line in which an entity stands, as far as it is near, with the entity in bold."""
    start, stop = int(str(entity["start"])), int(str(entity["stop"]))
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[stop : stop + _NEAR].partition("\n")[0]
    return isolated(before) + click.style(isolated(text[start:stop]), bold=True) + isolated(after)


def _lines(quote: Mapping[str, object]) -> Iterator[str]:
    yield click.style(" · ".join(_who_and_when(quote)), bold=True)
    before = _before(quote).strip()
    if before:
        yield click.style(_indented("… " + _whole_words(before[-_CONTEXT:])), dim=True)
    harvested = str(quote.get("tidy") or quote.get("text") or "")
    words = str(quote.get("corrected_words") or harvested)
    yield _indented(words, _BAR) if words else click.style("  (no words printed)", dim=True)
    after = str(quote.get("suffix") or "").strip()
    if after:
        yield click.style(_indented((after.rpartition(" ")[0] or after) + " …"), dim=True)
    if quote.get("corrected_by"):
        yield click.style(_indented(_correction(quote)), fg="yellow")
        yield click.style(_indented(harvested), dim=True)
    yield click.style("  " + " · ".join(_evidence(quote)), fg="cyan")


def _before(quote: Mapping[str, object]) -> str:
    """What stands before the words, wherever they begin by now."""
    prefix = str(quote.get("prefix") or "")
    start, before = quote.get("corrected_start"), quote.get("body_start")
    if not isinstance(start, int) or not isinstance(before, int):
        return prefix
    return (prefix + str(quote.get("text") or ""))[: len(prefix) + start - before]


def _correction(quote: Mapping[str, object]) -> str:
    """Why the words are others than those harvested, which follow."""
    articles = f"{quote['corrected_in']} article{'' if quote['corrected_in'] == 1 else 's'}"
    why = {
        "embed": f"an embed of the post in {articles} has these words",
        "consensus": f"{articles} that print the post decided together",
    }[str(quote["corrected_by"])]
    sure = f"confidence {quote['corrected_confidence']}"
    moved = f"they begin at {quote['corrected_start']}, not at {quote['body_start']}"
    return f"corrected: {why} ({sure}); {moved}. Harvested as:"


def _who_and_when(quote: Mapping[str, object]) -> Iterator[str]:
    if quote.get("speaker"):
        yield _speaker(quote)
    if quote.get("author_name"):
        yield isolated(quote["author_name"])
    if quote.get("handle"):
        yield f"@{quote['handle']}"
    for name in ("platform", "posted_at", "outlet"):
        if quote.get(name):
            yield isolated(quote[name])
    if quote.get("is_date_confirmed") in _DENIED:
        yield f"printed date differs: {isolated(quote.get('printed_date'))}"


def _speaker(quote: Mapping[str, object]) -> str:
    """The speaker as printed; whom a pronoun stands for, and what was inferred, in brackets."""
    speaker, name = quote["speaker"], quote.get("speaker_name")
    if name not in (None, speaker):
        return f"{isolated(speaker)} ({isolated(name)})"
    return f"({isolated(speaker)})" if quote.get("is_speaker_inferred") else isolated(speaker)


def _evidence(quote: Mapping[str, object]) -> Iterator[str]:
    for name in ("rule", "confidence", "url", "source", "id"):
        if quote.get(name) is not None:
            yield isolated(quote[name])


def _whole_words(cut: str) -> str:
    r"""What stands before a quote, from the first word that was not cut; the last lines of it.

    >>> _whole_words("ter in town.\n\nThen the sun came.")
    'in town.\nThen the sun came.'
    """
    lines = (cut.partition(" ")[2] or cut).splitlines()
    return "\n".join(line for line in lines if line.strip())


def _indented(text: str, before: str = "  ") -> str:
    """Wrapped lines, each isolated, so that right-to-left words are ordered within their line."""
    return "\n".join(f"{before}{line}".rstrip() for line in wrapped(text, _WIDEST, before))


def wrapped(text: str, widest: int, before: str = "") -> Iterator[str]:
    """The lines of a text that fit the terminal behind `before`, each isolated.

    Letters of East Asia take two columns. An address is not broken: it is to be copied.

    >>> list(wrapped("Rain again, and the ferry is late.", 20)), list(wrapped("雨と船", 4))
    (['Rain again, and the', 'ferry is late.'], ['雨と', '船'])
    """
    width = min(get_terminal_size().columns, widest) - len(before)
    for line in text.splitlines():
        columns = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)
        letters = width * len(line) // max(columns, 1)
        breaks = not line.startswith(("http://", "https://"))
        parts = textwrap.wrap(
            line, max(letters, 1), break_long_words=breaks, break_on_hyphens=breaks
        )
        yield from map(isolated, parts or [""])
