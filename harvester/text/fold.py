"""The three rungs of a text: verbatim as printed, tidy to be read, folded to be compared."""

import unicodedata

import regex

_INVISIBLE = frozenset(
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}"
)
_DROP_INVISIBLE = {ord(mark): None for mark in _INVISIBLE}
_HAS_INVISIBLE = regex.compile(f"[{''.join(sorted(_INVISIBLE))}]")  # most texts have none

# matches a run of trailing media and t.co links; must not match a link inside the words
_TRAILING_MEDIA = regex.compile(
    r"(?:\s*+(?:https?://t\.co/\w{1,10}|pic\.(?:twitter|x)\.com/\w{1,10}))++\s*+\Z"
)
# Scripts whose combining marks readers treat as optional; in Indic scripts they are vowels.
_OPTIONAL_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08D3, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0x3099, 0x309A), (0xFE20, 0xFE2F),
)  # fmt: skip
# Letters that Arabic and Persian keyboards interchange, and letters that spelling habits do.
# fmt: off
_SAME_LETTER = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ء": "", "ـ": "", "ґ": "г", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
}
# fmt: on


class _FoldTable(dict[int, str]):
    """What becomes of each character after decomposition; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] == "M":
        optional = any(low <= ord(character) <= high for low, high in _OPTIONAL_MARKS)
        return "" if optional else character
    return character if category[0] in "LN" else ""


_FOLD = _FoldTable()
_COMMON_MARKS = "“”‘’–—…\N{NO-BREAK SPACE}"
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def fold(text: str) -> str:
    """The key under which two printings of the same words meet: no case, marks, spaces, points.

    Spaces go too, because scrapers glue words together at line ends.

    >>> fold("Élysée, «DIT»") == fold("elysee dit")
    True
    >>> fold("قُسَد ١٢") == fold("قسد 12")
    True
    """
    if text[:1].isascii() and not text.isascii():
        for mark in _COMMON_MARKS:  # often they alone keep words out of ASCII
            text = text.replace(mark, "")
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _ASCII_SIGNS).decode("ascii")
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", decomposed).translate(_FOLD))


def tidy(text: str) -> str:
    """The words to be read: NFC, without invisible marks and without trailing media links.

    >>> tidy("Look! https://t.co/abcdefghij pic.twitter.com/abcdefghij")
    'Look!'
    """
    if not text.isascii():
        if _HAS_INVISIBLE.search(text):
            text = text.translate(_DROP_INVISIBLE)
        text = unicodedata.normalize("NFC", text)
    return _TRAILING_MEDIA.sub("", text).strip() if "/" in text else text.strip()
