"""Which kinds of entities a text can hold at all, told by single characters: most hold few.

To look for one character is fast in ASCII. In other text an `a` looks half like an Arabic digit to
the machine; there the bytes of UTF-8 tell first which scripts it has.
"""

from typing import NamedTuple

# The first bytes of what is looked for beside ASCII, and the characters that begin so.
_WIDE_HANDLE, _WIDE_TAG, _YEAR_SIGN = "＠", "＃", "年"
_DIGITS = {
    b"\xd9": "١٢",
    b"\xdb": "۱۲",
    b"\xe0": "१२১২૧૨೧೨௧௨๑๒",
    b"\xef": "１２",
}


class Signs(NamedTuple):
    """What a text has of the signs that entities begin with, and of the digits of years."""

    handles: bool
    tags: bool
    tickers: bool
    slashes: bool
    years: bool


def signs_in(text: str) -> Signs:
    """The signs in a text.

    >>> signs_in("@ada_q9 in 2019"), any(signs_in("nothing"))
    (Signs(handles=True, tags=False, tickers=False, slashes=False, years=True), False)
    >>> signs_in("＠ada_q9 ٢٠١٩")[:1], signs_in("平成三十一年四月").years
    ((True,), True)
    """
    if text.isascii():
        has_year = "1" in text or "2" in text
        return Signs("@" in text, "#" in text, "$" in text, "/" in text, has_year)
    data = text.encode("utf-8", "surrogatepass")
    is_wide = b"\xef" in data
    return Signs(
        b"@" in data or (is_wide and _WIDE_HANDLE in text),
        b"#" in data or (is_wide and _WIDE_TAG in text),
        b"$" in data,
        b"/" in data,
        b"1" in data or b"2" in data or _has_foreign_year(text, data),
    )


def _has_foreign_year(text: str, data: bytes) -> bool:
    if b"\xe5" in data and _YEAR_SIGN in text:
        return True
    return any(
        first in data and any(map(text.__contains__, digits)) for first, digits in _DIGITS.items()
    )
