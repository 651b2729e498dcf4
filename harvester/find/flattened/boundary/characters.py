"""Kinds of characters: what lines begin and end with, as small numbers, and signs of liveliness."""

from functools import cache

import regex

MARGIN = " \t\r\xa0>\u200b\ufeff"
SIGN = regex.compile(r"[#＃@＠!?！？؟\p{Extended_Pictographic}]|://|pic\.")
_WIDE = regex.compile(r"[\u2E80-\uFFEF]")
QUOTE = regex.compile(r"[\"“”«»„「」『』]")
_FIRST = ("#＃", "@＠", "\"“«„‘'‹「『")
_LAST = (".。।", "!?؟！？…", ":：", ",;،؛、-–—", '"”»’“)]』」')


@cache
def first_class(character: str) -> int:
    """What a line begins with: a hash, an @, a quotation mark, a digit, a capital and so on.

    >>> first_class("#") == first_class("＃"), first_class("A") == first_class("a")
    (True, False)
    """
    for number, group in enumerate(_FIRST, 1):
        if character in group:
            return number
    for number, test in enumerate((str.isdigit, str.isupper, str.islower, str.isalpha), 4):
        if test(character):
            return number
    return 8 if character in ".…" else 9 if character in "-–—•*(" else 10


@cache
def last_class(character: str) -> int:
    """What a line ends with: a stop, a question, a colon and so on; 0 if there is no line.

    >>> last_class("."), last_class("。"), last_class("")
    (1, 1, 0)
    """
    if not character:
        return 0
    for number, group in enumerate(_LAST, 1):
        if character in group:
            return number
    return 6 if character.isalpha() else 7 if character.isdigit() else 8


def width(line: str) -> int:
    """How many columns a line takes on a terminal, where letters of East Asia take two."""
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))
