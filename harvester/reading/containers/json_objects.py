"""Objects with named values become records: of JSON, of a row in a table, of an item in a feed.

Unknown fields do no harm. What cannot be used is told, once for all records that have it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple, cast

import regex

from harvester.reading.columns import Columns, Fields, columns_of
from harvester.reading.containers.formats import is_markup
from harvester.reading.containers.streams import LIMIT, too_large
from harvester.reading.documents import Page, Record
from harvester.reading.encoding.decoding import REPLACEMENT
from harvester.reading.problems import Damage, note, warning
from harvester.reading.published import any_time, language_tag
from harvester.records import Article, Problem
from harvester.text.domains import registered_domain

_SURROGATES = regex.compile("[\ud800-\udfff]")
_NAMED = 12  # fields that a message names
_HOPELESS = 1000  # records that failed, before any that did not
_OTHERS = "Other names are given with --text-field, --url-field and so on, or with --fields."
_MANY = 10  # records without a date: their reader would want to know

Object = dict[str, object]


class ShortRow(Object):
    """A row of a table that ends before its last columns: these have None."""


Objects = Iterable[tuple[str, Object | Damage]]


class Doubt(NamedTuple):
    """Something odd that many records of one input may have: told once, with its first place."""

    first: str
    places: int
    damage: Damage | None = None


Doubts = dict[str, Doubt]

_SAID = {
    "surrogate": ("Half characters (lone surrogates) were replaced by U+FFFD", "Mend the export."),
    "nul": ("NUL characters were replaced by U+FFFD", "Mend the export."),
    "not-utf8": ("The line is not UTF-8 and was decoded by a guess", "Convert it to UTF-8."),
    "wrong-type": ("A field that should be a string is not, and was left out", "Mend the export."),
    "bad-date": ("The date of publication names no day, and was left out", "Use 2019-03-23."),
    "ambiguous-date": (
        "The date of publication can mean two days (which is the month?), and was left out",
        "Write it as 2019-03-23.",
    ),
    "bad-lang": ("The language is not a BCP 47 tag, and was left out", "Use tags such as pt-BR."),
}


def doubt(doubts: Doubts, code: str, source: str, damage: Damage | None = None) -> None:
    """Count something odd, and keep where it was first."""
    first, places, damage = doubts.get(code, Doubt(source, 0, damage))
    doubts[code] = Doubt(first, places + 1, damage)


def told(doubts: Doubts) -> Iterator[Problem]:
    """One problem for each kind of oddity."""
    for code, (first, places, damage) in doubts.items():
        more = f" (and in {places - 1} more records)" if places > 1 else ""
        if damage:
            yield Damage(code, damage.what + more, damage.hint, damage.severity).problem(first)
        else:
            what, hint = _SAID[code]
            yield warning(code, first, what + more, hint)


def objects_to_records(
    objects: Objects, name: str, asked: Fields, outlet: str | None, doubts: Doubts
) -> Iterator[Record | Problem]:
    """A record for each object that has a text or a page; what is odd is told in the end."""
    try:
        yield from _records(objects, name, asked, outlet, doubts)
    except Damage as damage:
        yield from told(doubts)
        yield damage.problem(name)
    else:
        yield from told(doubts)


def _records(
    objects: Objects, name: str, asked: Fields, outlet: str | None, doubts: Doubts
) -> Iterator[Record | Problem]:
    guessed: set[tuple[str, str]] = set()
    failed, good, dated = 0, 0, False
    for source, found in objects:
        try:
            columns = _columns(found, asked)
            if not guessed.issuperset(columns.guessed):
                guessed.update(columns.guessed)
                yield note("columns", name, columns.sentence, _OTHERS)
            record = object_to_record(cast("Object", found), columns, outlet, source, doubts)
        except Damage as damage:
            failed += 1
            yield from _failed(damage, source, doubts)
            if failed >= _HOPELESS and not good:
                raise _hopeless() from damage
        else:
            good += 1
            dated = dated or isinstance(record, Page) or bool(record.published)
            yield record
    if good and not dated:
        yield from _undated(name, good, asked)


def _columns(found: Object | Damage, asked: Fields) -> Columns:
    if isinstance(found, Damage):
        raise found
    return columns_of(tuple(found), asked)


def _failed(damage: Damage, source: str, doubts: Doubts) -> Iterator[Problem]:
    """A problem of one record; where many lack the same, that is told once."""
    if damage.code in ("no-text", "short-row"):
        doubt(doubts, damage.code, source, damage)
    else:
        yield damage.problem(source)


def _undated(name: str, records: int, asked: Fields) -> Iterator[Problem]:
    """What to say if no record has a date: it is missed most if it was asked for by name."""
    field = asked.published
    what = f"None of {records} records has a date of publication in `{field}`"
    if field != Fields().published:
        yield warning("no-date", name, what, "Name the right one with --published-field.")
    elif records >= _MANY:
        hint = "Name the field with --published-field, or give one date to all with --published."
        yield warning("no-date", name, what, hint)


def _hopeless() -> Damage:
    what = f"None of the first {_HOPELESS} records is an article; the rest was not read"
    return Damage("gave-up", what, "See the problems above, and whether it holds articles at all.")


def object_to_record(
    record: Object, columns: Columns, outlet: str | None, source: str, doubts: Doubts
) -> Record:
    """The article or page that an object describes; raises Damage if it has neither."""
    get, fields = record.get, columns.fields
    text = get(fields.text)
    given = [
        value
        if value is None or (value.__class__ is str and value)
        else _as_string(value, source, doubts)
        for value in map(get, fields[2:])
    ]
    given_id, url, title, name, author, published, lang = given
    if published:
        published = _dated(published, source, doubts)
    if lang:
        lang = language_tag(lang) or _or_doubt(None, "bad-lang", source, doubts)
    if name and columns.guessed and "." in name:
        name = registered_domain(name if "//" in name else f"https://{name}") or name
    _check_size(text, get(fields.html))
    if isinstance(text, str) and text and not (columns.guessed and is_markup(text)):
        name = name or (registered_domain(url) if url else None) or outlet
        return Article(text, given_id, url, name, title, author, published, lang, source)
    known = Article("", given_id, url, name, title, author, published, lang, source)
    return _without_text(record, fields, known, outlet)


def _check_size(*values: object) -> None:
    for value in values:
        if isinstance(value, str) and len(value) > LIMIT:
            raise too_large("The text")


def _dated(published: str, source: str, doubts: Doubts) -> str | None:
    """The date in ISO 8601; one that is none, or may be two, is counted as odd."""
    iso, is_ambiguous = any_time(published)
    if iso is None:
        doubt(doubts, "ambiguous-date" if is_ambiguous else "bad-date", source)
    return iso


def _or_doubt(value: str | None, code: str, source: str, doubts: Doubts) -> str | None:
    """The value; if there is none, that is counted as odd."""
    if value is None:
        doubt(doubts, code, source)
    return value


def clean(record: Object, source: str, doubts: Doubts) -> None:
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


def _without_text(record: Object, fields: Fields, known: Article, outlet: str | None) -> Record:
    """The record of an object that has a page, or an empty text, or neither."""
    html, text = record.get(fields.html), record.get(fields.text)
    if isinstance(text, str) and text:  # a text that is markup
        html = html or text
    if isinstance(html, str) and html:
        return Page(html, known, outlet)
    for name, value in ((fields.text, text), (fields.html, html)):
        if value is not None and not isinstance(value, str):
            what = f"Field '{name}' holds {_kind(value)}, not a string (str)"
            raise Damage("wrong-type", what, "Mend the export; the other records were read.")
    if text is None and html is None:
        raise _no_text(record, fields)
    domain = registered_domain(known.url) if known.url else None
    return known._replace(outlet=known.outlet or domain or outlet)


def _no_text(record: Object, fields: Fields) -> Damage:
    sought = (fields.text, fields.html)
    if isinstance(record, ShortRow) and not record.keys().isdisjoint(sought):
        cells = sum(value is not None for value in record.values())
        what = f"The row has fewer cells ({cells}) than there are columns ({len(record)})"
        hint = "Leave it out, or export it anew."
        return Damage("short-row", f"{what}, and ends before its text", hint)
    others = [name for name in record if name not in sought]
    names = ", ".join(map(repr, others[:_NAMED])) or "none"
    what = f"No field '{fields.text}' or '{fields.html}' in the object; its fields are {names}"
    hint = "Name the right one with --text-field or --html-field."
    return Damage("no-text", what, hint)


def _as_string(value: object, source: str, doubts: Doubts) -> str | None:
    """A value as the string it stands for: numbers as ids, lists of names as bylines."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if value.__class__ is int or value.__class__ is float:
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(filter(None, value)) or None
    if value is not None and not isinstance(value, str) and value != []:
        doubt(doubts, "wrong-type", source)
    return value if isinstance(value, str) and value else None


def _kind(value: object) -> str:
    kinds = {list: "a list", dict: "an object", bool: "true or false", int: "a number"}
    return kinds.get(type(value), "a number")
