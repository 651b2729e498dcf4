"""Which old code page some bytes are in, told by what their letters are in each.

chardet knows how often letters follow each other in each language. It is asked among the code pages
that newspapers used, because from a headline it would else tell of DOS and of Macintosh; and not at
all where only dashes and quotation marks are beyond ASCII.
`tests/bench/libraries/encodings.py` compares it.
"""

from collections.abc import Iterator

import regex

_SAMPLE = 6000  # bytes with at least one that is not ASCII
_FALLBACK = "cp1252"
SIGNS = "“”‘’„–—…•«»©®°€£™§·\N{NO-BREAK SPACE}"
CODE_PAGES = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "koi8-r"),
    *("gb18030", "big5hkscs", "cp932", "euc-jp", "cp949"),
)
_OTHER = r"[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}]"
# a word in two scripts: дйjа  not: КГБ/KGB, KGBの文書
_HALF_AND_HALF = regex.compile(rf"[A-Za-z]{_OTHER}|{_OTHER}[A-Za-z]")


def best_codepage(data: bytes) -> str:
    """The code page in which these bytes read best; windows-1252 if nothing tells.

    >>> best_codepage("نص عربي قصير — مارس".encode("cp1256"))
    'cp1256'
    >>> best_codepage("Élysée : « c’est dit »".encode("cp1252"))
    'cp1252'
    """
    sample = _telling(data)
    if _has_only_signs(sample):
        return _FALLBACK
    return next((page for page in _ranked(sample) if _makes_sense(sample, page)), _FALLBACK)


def _ranked(sample: bytes) -> Iterator[str]:
    """The code pages that may be meant, the likeliest first."""
    from chardet import detect_all  # only where something is to be guessed

    for found in detect_all(sample, ignore_threshold=True, include_encodings=CODE_PAGES):
        yield (found["encoding"] or _FALLBACK).lower().replace("windows-", "cp")


def _makes_sense(sample: bytes, page: str) -> bool:
    return not _HALF_AND_HALF.search(sample.decode(page, "replace"))


def _telling(data: bytes) -> bytes:
    """Whole lines with bytes beyond ASCII, as many as are needed to tell."""
    held, size = [], 0
    for line in data.split(b"\n"):
        if not line.isascii():
            held.append(line[: _SAMPLE * 10])
            size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(held)


def _has_only_signs(sample: bytes) -> bool:
    """Whether all that is beyond ASCII are dashes, quotation marks and the like, as in English."""
    return all(c.isascii() or c in SIGNS for c in sample.decode(_FALLBACK, "replace"))
