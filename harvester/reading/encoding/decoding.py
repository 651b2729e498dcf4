"""Bytes become text: by byte order mark, by UTF-8, by declaration, and only then by a guess.

Valid UTF-8 wins over what a page says of itself, because servers and editors lie and other
encodings hardly ever look like UTF-8. Every guess and every repair is told. Which old code page
fits best is left to `codepages`.
"""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

import regex

from harvester.reading.encoding.codepages import SIGNS, best_codepage
from harvester.reading.problems import warning
from harvester.records import Problem

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# The mark of UTF-32LE begins with that of UTF-16LE: the longer one comes first.
_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16
_DECLARED_WITHIN = 2048
# <meta charset="windows-1251">   <?xml version="1.0" encoding='koi8-r'?>   not: <p>charset=utf-8
_META = regex.compile(rb"(?i)<meta\b[^>]{1,300}?\bcharset\s*+=\s*+[\"']?\s*+([\w.:-]{2,40})")
_XML = regex.compile(rb"(?i)^\s*+<\?xml\b[^>]{1,200}?\bencoding\s*+=\s*+[\"']([\w.:-]{2,40})")
_PUNCTUATION = regex.compile("[\u2010-\u2026]")  # it’s  not: it's
_MOSTLY = 0.65
# What browsers do: the label on the left means the code page on the right.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Python knows codecs that are no character encodings, and utf-7 hides markup from every filter.
_HONOURED_NAMES = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 cp932 cp949 "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 "
    "iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gb18030 big5hkscs "
    "euc_jp iso2022_jp johab utf-16 utf-16-le utf-16-be"
)
_HONOURED = frozenset(_HONOURED_NAMES.split())


# Bytes that are not UTF-8, as Python holds them until it is told what they are.
_STRAY = regex.compile("[\udc80-\udcff]+")


class Decoded(NamedTuple):
    """Text, how it was decoded, whether that was a guess, and how many places did not fit.

    `mixed` places were in windows-1252 amid UTF-8, as texts are that were pasted together.
    """

    text: str
    encoding: str
    is_guess: bool = False
    replaced: int = 0
    mixed: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes, without a byte order mark; it never fails.

    >>> decode("Пётр".encode())[:2]
    ('Пётр', 'utf-8')
    >>> decode("Пётр".encode("cp1251"), "windows-1251").text
    'Пётр'
    """
    marked = marked_encoding(data)
    if marked:
        return _forced(data[len(_MARKS[marked]) :], marked)
    wide = wide_encoding(data) if b"\0" in data else None
    if wide:
        return _forced(data, wide)._replace(is_guess=True)
    return _seven_bit(data, declared) or _as_utf8(data) or _as_declared(data, declared)


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for name, mark in _MARKS.items() if data.startswith(mark)), None)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page claims for itself, in its first two kilobytes."""
    head = data[:_DECLARED_WITHIN]
    found = _XML.search(head) or _META.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def doubts(decoded: Decoded, source: str) -> Iterator[Problem]:
    """What a person should know of how the text was decoded."""
    if decoded.is_guess:
        what = (
            f"Not UTF-8 and no encoding declared; decoded as {_public(decoded.encoding)} by a guess"
        )
        hint = "If letters look wrong, convert the file to UTF-8 with iconv."
        yield warning("encoding-guessed", source, what, hint)
    if decoded.replaced:
        what = f"{decoded.replaced} place(s) could not be decoded as {_public(decoded.encoding)}"
        hint = "Bad bytes were replaced by U+FFFD; fetch the file again if it was cut."
        yield warning("bytes-replaced", source, what, hint)
    if decoded.mixed:
        what = f"{decoded.mixed} place(s) in windows-1252 amid UTF-8 were read as such"
        yield warning("encoding-mixed", source, what, "Nothing to do, unless letters look wrong.")


def _public(codec: str) -> str:
    """The name by which people know a code page."""
    return codec.replace("cp125", "windows-125")


def wide_encoding(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 in which these bytes make sense without a byte order mark.

    >>> wide_encoding("Ein Satz ohne Marke.".encode("utf-16-le"))
    'utf-16-le'
    >>> wide_encoding(b"one stray" + bytes(1) + b" byte") is None
    True
    """
    sample = data[: _SAMPLE & ~3]
    return next((wide for wide in _WIDE if _reads_as(sample, wide)), None)


def _reads_as(sample: bytes, wide: str) -> bool:
    """Whether the sample is text in this encoding: with word breaks, without control characters."""
    width = 4 if "32" in wide else 2
    try:
        text = sample[: len(sample) // width * width].decode(wide)
    except UnicodeDecodeError as failure:
        if failure.end < len(sample) - 3:  # else the sample ends within a pair
            return False
        text = sample[: failure.start].decode(wide)
    common = sum(map(text.count, " \n,.\N{IDEOGRAPHIC COMMA}\N{IDEOGRAPHIC FULL STOP}<>"))
    odd = sum(c < " " and c not in "\t\n\r\f" for c in text)
    return bool(text) and common * 40 > len(text) and odd * 50 <= len(text)


def _forced(data: bytes, encoding: str) -> Decoded:
    """The text in an encoding that is known; what does not fit becomes U+FFFD."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, replaced=max(1, text.count(REPLACEMENT)))


def _seven_bit(data: bytes, declared: str | None) -> Decoded | None:
    """ISO-2022-JP, the one honoured encoding that is also valid UTF-8: told by its escapes."""
    if declared and b"\x1b$" in data and _codec(declared) == "iso2022_jp":
        return _forced(data, "iso2022_jp")
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    """The text if the bytes are UTF-8, or were before a few of them were spoilt.

    Text in a code page of East Asia or of Cyrillic holds valid sequences too, by chance up to half
    of its bytes; but E2 80, which begins every dash and curly quotation mark, is in none of them.
    """
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        kept = data.decode("utf-8", "ignore")
    valid = len(kept.encode()) - sum(map(str.isascii, kept))
    high = sum(byte > 0x7F for byte in data)
    pasted = _pasted(data)
    is_utf8 = valid and valid + pasted.mixed >= high * _MOSTLY
    return pasted if is_utf8 or _PUNCTUATION.search(kept) else None


def _pasted(data: bytes) -> Decoded:
    """UTF-8 with stray bytes: what is plainly windows-1252 is read so, the rest is replaced.

    >>> _pasted("Déjà — ".encode() + "l’été".encode("cp1252")).text
    'Déjà — l’été'
    """
    mixed = 0

    def read(stray: regex.Match[str]) -> str:
        nonlocal mixed
        found = stray[0].encode("utf-8", "surrogateescape")
        meant = found.decode("cp1252", "replace")
        if not _is_plain(meant, *_beside(stray)):
            return found.decode("utf-8", "replace")
        mixed += 1
        return meant

    text = _STRAY.sub(read, data.decode("utf-8", "surrogateescape"))
    return Decoded(text, "utf-8", replaced=text.count(REPLACEMENT), mixed=mixed)


def _beside(stray: regex.Match[str]) -> tuple[str, str]:
    """The characters before and after, empty at an end of the text."""
    start, end = stray.span()
    return stray.string[max(0, start - 1) : start], stray.string[end : end + 1]


def _is_plain(meant: str, before: str, after: str) -> bool:
    """Whether stray bytes are signs and at most one letter, which stands beside one of ASCII."""
    letters = [character for character in meant if character not in SIGNS]
    beside = any(c.isascii() and c.isalpha() for c in (before, after))
    return not letters or (len(letters) == 1 and letters[0].isalpha() and beside)


def _as_declared(data: bytes, declared: str | None) -> Decoded:
    """The text as the page says, if it fits; else by the best guess."""
    encoding = _codec(declared) if declared else None
    if encoding:
        decoded = _forced(data, encoding)
        if decoded.replaced * 50 <= len(data):
            return decoded
    return _forced(data, best_codepage(data))._replace(is_guess=True)


def _codec(label: str) -> str | None:
    """The codec that a label means to a browser, or None if it is not one to honour.

    >>> _codec("ISO-8859-1"), _codec("utf-7"), _codec("x-no-such")
    ('cp1252', None, None)
    """
    try:
        name = codecs.lookup(label.replace("windows-", "cp")).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if name in _HONOURED else None
