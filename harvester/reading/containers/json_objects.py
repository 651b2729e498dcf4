"""One JSON object becomes an article: which field means what, and what is done with odd values.

Unknown fields do no harm. What cannot be used is told, never guessed.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

import regex

from harvester.reading.encoding.decoding import REPLACEMENT
from harvester.reading.problems import Damage, warning
from harvester.reading.published import iso_time, language_tag
from harvester.records import Article, Problem
from harvester.text.domains import registered_domain

_SURROGATES = regex.compile("[\ud800-\udfff]")
_Given = tuple[str | None, str | None, str | None, str | None, str | None, str | None, str | None]
_PLAIN = frozenset((str, type(None)))
_NAMED = 12  # fields that a message names
_dated = lru_cache(maxsize=4096)(iso_time)


class Fields(NamedTuple):
    """The names that the input uses for what is known of an article."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"
    title: str = "title"
    outlet: str = "outlet"
    author: str = "author"
    published: str = "published"
    lang: str = "lang"

    def renamed(self) -> dict[str, str]:
        """The fields that the input calls by other names.

        >>> Fields(text="body").renamed()
        {'text': 'body'}
        """
        return {name: value for name, value in self._asdict().items() if name != value}


class Doubt(NamedTuple):
    """Something odd that many records of one input may have: told once, with its first place."""

    first: str
    places: int


Doubts = dict[str, Doubt]

_SAID = {
    "surrogate": ("Half characters (lone surrogates) were replaced by U+FFFD", "Mend the export."),
    "nul": ("NUL characters were replaced by U+FFFD", "Mend the export."),
    "not-utf8": ("The line is not UTF-8 and was decoded by a guess", "Convert it to UTF-8."),
    "wrong-type": ("A field that should be a string is not, and was left out", "Mend the export."),
    "bad-date": ("The date of publication is not ISO 8601, and was left out", "Use 2019-03-23."),
    "bad-lang": ("The language is not a BCP 47 tag, and was left out", "Use tags such as pt-BR."),
}


def doubt(doubts: Doubts, code: str, source: str) -> None:
    """Count something odd, and keep where it was first."""
    first, places = doubts.get(code, Doubt(source, 0))
    doubts[code] = Doubt(first, places + 1)


def told(doubts: Doubts) -> Iterator[Problem]:
    """One warning for each kind of oddity."""
    for code, (first, places) in doubts.items():
        what, hint = _SAID[code]
        more = f" (and in {places - 1} more records)" if places > 1 else ""
        yield warning(code, first, what + more, hint)


def object_to_article(
    record: dict[str, object], fields: Fields, outlet: str | None, source: str, doubts: Doubts
) -> Article:
    """The article that an object describes; raises Damage if it has no text."""
    get = record.get
    text = get(fields.text)
    given = tuple(map(get, fields[2:]))
    if not _PLAIN.issuperset(map(type, given)) or "" in given:
        given = tuple(_as_string(value, source, doubts) for value in given)
    given_id, url, title, name, author, published, lang = cast("_Given", given)
    if published and _dated(published) != published:
        published = _or_doubt(_dated(published), "bad-date", source, doubts)
    if lang:
        lang = language_tag(lang) or _or_doubt(None, "bad-lang", source, doubts)
    if isinstance(text, str) and text:
        name = name or (registered_domain(url) if url else None) or outlet
        return Article(text, given_id, url, name, title, author, published, lang, source)
    known = Article("", given_id, url, name, title, author, published, lang, source)
    return _without_text(record, fields, known, outlet)


def _or_doubt(value: str | None, code: str, source: str, doubts: Doubts) -> str | None:
    """The value; if there is none, that is counted as odd."""
    if value is None:
        doubt(doubts, code, source)
    return value


def clean(record: dict[str, object], source: str, doubts: Doubts) -> None:
    """Replace, in place, what neither UTF-8 nor SQLite can keep; offsets stay as they are."""
    for name, value in record.items():
        if isinstance(value, str):
            record[name] = _cleaned(value, source, doubts)


def _cleaned(value: str, source: str, doubts: Doubts) -> str:
    if "\0" in value:
        doubt(doubts, "nul", source)
    try:
        value.encode("utf-16-le")  # half the cost of UTF-8, the same refusal
    except UnicodeEncodeError:
        doubt(doubts, "surrogate", source)
        value = _SURROGATES.sub(REPLACEMENT, value)
    return value.replace("\0", REPLACEMENT)


def _without_text(
    record: dict[str, object], fields: Fields, known: Article, outlet: str | None
) -> Article:
    """The article of an object that has a page, or an empty text, or neither."""
    html, text = record.get(fields.html), record.get(fields.text)
    if isinstance(html, str) and html:
        from harvester.reading.html.page import html_to_article  # lxml, only where there is HTML

        return html_to_article(html, known=known, outlet=outlet)
    for name, value in ((fields.text, text), (fields.html, html)):
        if value is not None and not isinstance(value, str):
            what = f"Field '{name}' holds {_kind(value)}, not a string (str)"
            raise Damage("wrong-type", what, "Mend the export; the other records were read.")
    if text is None and html is None:
        raise _no_text(record, fields)
    domain = registered_domain(known.url) if known.url else None
    return known._replace(outlet=known.outlet or domain or outlet)


def _no_text(record: dict[str, object], fields: Fields) -> Damage:
    names = ", ".join(ascii(name) for name in list(record)[:_NAMED]) or "none"
    what = f"No field '{fields.text}' or '{fields.html}' in the object; its fields are {names}"
    hint = "Name the right one with --text-field or --html-field."
    return Damage("no-text", what, hint)


def _as_string(value: object, source: str, doubts: Doubts) -> str | None:
    """A value as the string it stands for: numbers as ids, lists of names as bylines."""
    if value.__class__ is int or value.__class__ is float:
        return str(value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(filter(None, value)) or None
    if value is not None and not isinstance(value, str) and value != []:
        doubt(doubts, "wrong-type", source)
    return value if isinstance(value, str) and value else None


def _kind(value: object) -> str:
    kinds = {list: "a list", dict: "an object", bool: "true or false", int: "a number"}
    return kinds.get(type(value), "a number")
