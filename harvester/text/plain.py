"""A text without differences that mean nothing to those who look for words in it.

`plain_spaces` and `plain_marks` leave all characters in their places, `without_case` need not.
"""

from html import unescape

import regex

from harvester.text.characters import DIRECTION_MARKS

_IN_ASCII = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
# separators, other widths, none to break at, and none at all
_OTHERS = (
    f"{_IN_ASCII}\x85\u2028\u2029\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    f"\u2009\u200a\u202f\u205f\u200b\ufeff{DIRECTION_MARKS}"
)
# matches marks of quotation as HTML, as JSON, and as treebanks and TeX write them
_WRITTEN = regex.compile(
    r"&(?:quot|apos|nbsp|[lr]dquo|[lr]squo|[lr]aquo|bdquo"
    r"|#0{0,3}+(?:34|39|160|171|187|8216|8217|8220|8221|8222)"
    r"|#[xX]0{0,3}+(?:22|27|[aA]0|[aA][bB]|[bB]{2}|201[89cCdDeE]));"
    r"|\\++[\"'“”]|``"
)
# How they begin: to look for each of these is quicker.
_BEGINNINGS = (
    *("&quot;", "&#", "&l", "&r", "&apos;", "&nbsp;", "&bdquo;", "``"),
    *('\\"', "\\'", "\\“", "\\”"),
)
_OPENING, _CLOSING = frozenset("“„«‘"), frozenset("”»’\u00a0")
_APOSTROPHES = frozenset("'’")
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


def plain_marks(text: str) -> str:
    r"""The text with a mark of quotation in the place of what stands for one, filled with spaces.

    >>> plain_marks("&quot;Rain,&quot; said Ada. ``Yes''"), plain_marks(r'\"Rain\"')
    ('     "Rain,"      said Ada.  “Yes\'\'', ' "Rain" ')
    """
    if "&" not in text and "\\" not in text and "`" not in text:
        return text
    return _WRITTEN.sub(_mark, text) if any(map(text.__contains__, _BEGINNINGS)) else text


def written_marks(text: str) -> list[tuple[int, int]]:
    """From where to where something stands for a mark of quotation.

    >>> written_marks("&quot;Rain&quot;")
    [(0, 6), (10, 16)]
    """
    return [written.span() for written in _WRITTEN.finditer(text)]


def _mark(written: regex.Match[str]) -> str:
    """The mark, at the side of the words that it stands beside."""
    mark = "“" if written[0] == "``" else unescape(written[0].lstrip("\\"))
    gap = " " * (len(written[0]) - 1)
    text, start, end = written.string, *written.span()
    is_behind, is_before = text[start - 1 : start].isalnum(), text[end : end + 1].isalnum()
    if mark in _APOSTROPHES and is_behind and is_before:
        return "ʼ" * len(written[0])  # a letter: what stands in a word is no mark
    opens = mark in _OPENING or (mark not in _CLOSING and is_before and not is_behind)
    return gap + mark if opens else mark + gap


def without_case(text: str) -> str:
    """The text in small letters, so that what a pattern found in any case is found as a key, too.

    Patterns that ignore case take the two letters i of Turkish for one; `str.casefold` does not.

    >>> without_case("KASIM"), without_case("Kasım"), without_case("HAZİRAN")
    ('kasim', 'kasim', 'haziran')
    """
    return text.translate(_ONE_LETTER).casefold()
