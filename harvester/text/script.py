"""Which script a text is in, and what its words are, in scripts with spaces and without."""

from itertools import pairwise
from string import ascii_uppercase

import regex

# The ranges of code points in which letters of news are, and the scripts that are told apart
_SCRIPTS = (
    ("Latin", 0x41, 0x24F), ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x52F),
    ("Hebrew", 0x590, 0x5FF), ("Arabic", 0x600, 0x77F), ("Indic", 0x900, 0xDFF),
    ("Thai", 0xE00, 0xEFF), ("Burmese", 0x1000, 0x109F), ("Georgian", 0x10A0, 0x10FF),
    ("Hangul", 0x1100, 0x11FF), ("Ethiopic", 0x1200, 0x139F), ("Khmer", 0x1780, 0x17FF),
    ("Latin", 0x1E00, 0x1EFF), ("Han", 0x2E80, 0xA4CF), ("Hangul", 0xAC00, 0xD7AF),
    ("Arabic", 0xFB50, 0xFEFC),
)  # fmt: skip
LINK = regex.compile(r"https?://\S++|pic\.(?:twitter|x)\.com/\w++")
_WORD = regex.compile(r"[\p{L}\p{M}']++")
# The range comes first: it costs a sixth of what eight properties do, and most letters are below it
UNSPACED = regex.compile(
    r"(?=[\u0e00-\u1fff\u2e80-\U0010ffff])"
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
)


# One letter stands for each script, so that a text is translated and counted in one go each.
_CODES = dict(zip(dict.fromkeys(name for name, _, _ in _SCRIPTS), ascii_uppercase, strict=False))

_NAMES = {code: name for name, code in _CODES.items()}
SCRIPTS = tuple(_CODES)


class _ScriptTable(dict[int, str]):
    """The code of each letter's script, nothing for other characters; found out once."""

    def __missing__(self, code: int) -> str:
        found = next((name for name, low, high in _SCRIPTS if low <= code <= high), None)
        self[code] = _CODES[found] if found and chr(code).isalpha() else ""
        return self[code]


_SCRIPT = _ScriptTable()


def script_of(text: str) -> str:
    """The script most letters of a text are in; empty without letters.

    >>> script_of("Слово word слово"), script_of("12 !")
    ('Cyrillic', '')
    """
    if text.isascii():
        return "Latin" if text.lower() != text.upper() else ""
    letters = text.translate(_SCRIPT)
    if not letters:
        return ""
    if letters.count(letters[0]) == len(letters):
        return _NAMES[letters[0]]
    return max(_CODES, key=lambda name: (letters.count(_CODES[name]), name))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, links left out; pairs of letters where none has spaces.

    >>> words_of("Rain, again"), words_of("雨が降る")
    (['rain', 'again'], ['雨が', 'が降', '降る'])
    """
    plain = (LINK.sub(" ", text) if "/" in text else text).lower()
    if not plain.isascii() and UNSPACED.search(plain):
        letters = [letter for letter in plain if letter.isalpha()]
        return ["".join(pair) for pair in pairwise(letters)]
    return _WORD.findall(plain)
