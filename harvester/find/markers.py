"""Whether anything in a text can be a post or a quotation: most texts of a crawl hold neither.

One search for a single character is a thousand times as fast as reading, so these come first; words
without such a character are looked for only where their capital stands.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from harvester.find.flattened.cards.titles import may_hold_titles
from harvester.find.flattened.platform_lines import marks_without_at
from harvester.find.quotations.marking.dialogue import OPENINGS
from harvester.find.quotations.marking.marks import PLAIN, SINGLE

_WIDE_AT = "＠"  # in brackets only; to look for it costs more, as half of it is a space
_NO_APOSTROPHE = "\u0e00"  # from Thai on, scripts have no apostrophes


def may_hold_posts(text: str) -> bool:
    """Whether a text has any mark of a flattened post or of a link to one.

    Every handle has an @, every address and media link a slash.

    >>> may_hold_posts("“Rain,” she said."), may_hold_posts("Posted by Ada")
    (False, True)
    """
    if "@" in text or "/" in text or _has_wide_at(text):
        return True
    return _has_line(text) or may_hold_titles(text)


def may_hold_quotations(text: str) -> bool:
    r"""Whether a text has any mark of a quotation.

    >>> may_hold_quotations("It’s raining. The well-known mayor left.")
    False
    >>> may_hold_quotations("“Rain,” she said."), may_hold_quotations("Rain\n- Sun")
    (True, True)
    """
    found = _standing(text, _signs(text.isascii()))
    return bool(found) and any(_opens_words(text, sign) for sign in found)


def _standing(text: str, signs: Iterable[str]) -> list[str]:
    """Which of these signs stand in a text: in most texts none."""
    return [*filter(text.__contains__, signs)]


def _has_wide_at(text: str) -> bool:
    return not text.isascii() and ("(" in text or "（" in text) and _WIDE_AT in text


def _has_line(text: str) -> bool:
    """Whether a word stands there with which a platform's line begins."""
    words = _words()
    found = _standing(text, words)
    return bool(found) and any(_has_word(text, sign, words[sign]) for sign in found)


def _opens_words(text: str, sign: str) -> bool:
    """Whether a sign that stands there marks words: an apostrophe may not, nor a hyphen."""
    if sign in SINGLE:
        return _stands_alone(text, sign)
    return sign in PLAIN or _begins_line(text, sign, _dashes()[sign])


@cache
def _signs(is_ascii: bool) -> tuple[str, ...]:
    """The characters to be looked for in a text in ASCII, and in others."""
    signs = (*PLAIN, *SINGLE, *_dashes())
    return tuple(sign for sign in signs if sign.isascii() or not is_ascii)


@cache
def _dashes() -> Mapping[str, tuple[str, ...]]:
    """What opens a turn of a dialogue, by its first character."""
    firsts = dict.fromkeys(each[0] for each in OPENINGS)
    return {dash: tuple(each for each in OPENINGS if each[0] == dash) for dash in firsts}


def _stands_alone(text: str, mark: str) -> bool:
    at = text.find(mark)
    while at >= 0:
        behind = text[at + 1 : at + 2]
        if not (text[at - 1 : at].isalnum() and behind.isalnum() and behind < _NO_APOSTROPHE):
            return True
        at = text.find(mark, at + 1)
    return False


def _begins_line(text: str, dash: str, openings: tuple[str, ...]) -> bool:
    at = text.find(dash)
    while at >= 0:
        if (at == 0 or text[at - 1] == "\n") and text.startswith(openings, at):
            return True
        at = text.find(dash, at + 1)
    return False


def _has_word(text: str, sign: str, words: tuple[str, ...]) -> bool:
    if not sign.isascii():
        return any(word in text for word in words)
    at = text.find(sign)
    while at >= 0:
        if text.startswith(words, at):
            return True
        at = text.find(sign, at + 1)
    return False


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """The words that begin a platform's line, by their capital or the letter that is rarest."""
    words = [word for word in marks_without_at() if "/" not in word]
    rare = {word: word[0] if word[0].isupper() else max(word) for word in words}
    return {
        sign: tuple(word for word in words if rare[word] == sign)
        for sign in dict.fromkeys(rare.values())
    }
