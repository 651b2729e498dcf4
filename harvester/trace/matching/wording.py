"""What of a text is compared with other texts: its letters and digits, and who is said to speak.

Outlets change case, marks, points, links and the way a retweet begins; scrapers glue words
together. None of it is left in a match key. What a newspaper puts into square brackets is its own.
"""

from html import unescape
from typing import NamedTuple

import regex

from harvester.text.fold import fold
from harvester.text.links import without_links

ELISION = "…"

# matches "RT @ada_m9: " at the beginning
_RETWEET = regex.compile(r"\W{0,4}+[Rr][Tt]\s{0,3}+[@＠]\w{1,20}+\s{0,2}+:?+")
# matches "@ada_m9" and "@ada@tide.example"; must not match the rest of "me@example.org"
_MENTION = regex.compile(r"(?<![\w@＠])[@＠]\w{1,30}+(?:@[\w.-]{1,60}+)?+")
# matches what stands for words left out: "…", "...", "[...]", "(…)"; must not match ".."
_ELISION = regex.compile(r"[\[(]?+(?:…|\.{3,}+|[.]\s[.]\s[.])++[\])]?+")
# matches a word or four that a newspaper put in: "[sic]", "[the minister]"
_INSERTED = regex.compile(r"\[[^\[\]\n]{1,40}\]")
# matches an entity that a scraper left: "&amp;", "&#39;"
_ENTITY = regex.compile(r"&(?:#\d{1,6}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
_MOST_ESCAPES = 3
# matches a letter of a script whose words are of few: Thai, Ethiopic, Hangul, Kana and Han
DENSE = (
    (0x0E00, 0x0EFF), (0x1100, 0x139F), (0x2E80, 0xA4CF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
)  # fmt: skip
_DENSE = regex.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in DENSE) + "]")
_SHORTEST, _SHORTEST_DENSE = 12, 6  # letters of a text that is compared


class Wording(NamedTuple):
    """The words of a text as they are compared, and the account that they are ascribed to.

    Quotes with the same wording are the same thing to everything that is asked of words.
    """

    key: str
    account: str | None = None


def wording(text: str, handle: str | None = None) -> Wording:
    """What a text with these words is compared by.

    >>> wording("RT @ada: It “rains”, again… https://t.co/abcdefghij", "Ada_M9")
    Wording(key='itrainsagain', account='ada_m9')
    """
    return Wording(match_key(text), handle.lower() if handle else None)


def match_key(text: str) -> str:
    """The letters and digits of a text, folded, with a mark where words inside are left out.

    At an end that mark tells nothing, but behind a number: that may be cut off, too.

    >>> match_key("Il a plu… [sic] &amp; neigé"), match_key("… and 15…")
    ('ilaplu…neige', 'and15…')
    """
    if "&" in text:
        text = _unescaped(text)
    if "@" in text or "＠" in text:
        text = _MENTION.sub(" ", _RETWEET.sub("", text, 1, endpos=len(text)))
    text = without_links(text)
    is_elided = "…" in text or "..." in text or ". . ." in text
    pieces = _ELISION.split(text) if is_elided else [text]
    if "[" in text:
        pieces = [_INSERTED.sub(" ", piece) for piece in pieces]
    return _joined(
        [folded for piece in pieces if (folded := fold(piece))], ends=not pieces[-1].strip()
    )


def _joined(pieces: list[str], *, ends: bool) -> str:
    joined = ELISION.join(pieces)
    return joined + ELISION if ends and len(joined) and joined[-1].isdecimal() else joined


def _unescaped(text: str) -> str:
    for _ in range(_MOST_ESCAPES):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return text


def plain(key: str) -> str:
    """The match key without the marks of what is left out.

    >>> plain("itrains…again")
    'itrainsagain'
    """
    return key.replace(ELISION, "") if ELISION in key else key


def is_comparable(words: Wording) -> bool:
    """Whether there is so much of it that two who print it hardly do so by chance.

    Whom an account is known of may say little: that it says it twice is unlikely enough.

    >>> is_comparable(Wording("thankyou")), is_comparable(Wording("thankyou", "ada_m9"))
    (False, True)
    """
    letters = plain(words.key)
    if words.account:
        return bool(letters)
    return len(letters) >= (_SHORTEST_DENSE if is_dense(letters[:_SHORTEST]) else _SHORTEST)


def is_dense(letters: str) -> bool:
    """Whether there is a letter of a script whose words are of few, such as Han or Thai.

    >>> is_dense("雨"), is_dense("rain")
    (True, False)
    """
    return not letters.isascii() and _DENSE.search(letters) is not None
