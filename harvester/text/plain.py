"""A text without differences that mean nothing to those who look for words in it.

`plain_spaces` leaves each character in its place, `without_case` need not.
"""

DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_IN_ASCII = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
# separators, other widths, none to break at, and none at all
_OTHERS = (
    f"{_IN_ASCII}\x85\u2028\u2029\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    f"\u2009\u200a\u202f\u205f\u200b\ufeff{DIRECTIONS}"
)
_ONE_LETTER = str.maketrans("ıİ", "ii")


def plain_spaces(text: str) -> str:
    r"""The text with a space in the place of what stands between words as one does.

    So do marks of direction, and Markdown's mark of a quoted line where the line begins.

    >>> plain_spaces("«\u00a0Rain\u202f»\n> Again")
    '« Rain »\n  Again'
    """
    for space in filter(text.__contains__, _IN_ASCII if text.isascii() else _OTHERS):
        text = text.replace(space, " ")
    return text.replace("\n>", "\n ") if "\n>" in text else text


def without_case(text: str) -> str:
    """The text in small letters, so that what a pattern found in any case is found as a key, too.

    Patterns that ignore case take the two letters i of Turkish for one; `str.casefold` does not.

    >>> without_case("KASIM"), without_case("Kasım"), without_case("HAZİRAN")
    ('kasim', 'kasim', 'haziran')
    """
    return text.translate(_ONE_LETTER).casefold()
