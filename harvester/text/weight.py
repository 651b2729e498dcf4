"""How long a post is by Twitter's own count, which decides whether words can belong to one post."""

import unicodedata
from datetime import date
from itertools import accumulate

import regex


_URL_WEIGHT = 23
_LONG_POSTS_SINCE = date(2017, 11, 7).isoformat()
# One picture for the reader, however many code points: flags, families, keycaps, skin tones.
_EMOJI = regex.compile(
    r"\p{RI}\p{RI}|(?=[\p{Emoji_Presentation}\p{Extended_Pictographic}])\X|[0-9#*]\uFE0F?\u20E3"
)
_URL = regex.compile(r"https?://\S++|pic\.(?:twitter|x)\.com/\w++")
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


def weighted_length(text: str) -> int:
    """The length of a post as Twitter counts it: CJK letters weigh 2, a URL 23, an emoji 2.

    >>> weighted_length("字🇸🇾 https://t.co/abcdefghij")
    28
    """
    text = unicodedata.normalize("NFC", text)
    urls = _URL.findall(text) if "/" in text else []
    if urls:
        text = _URL.sub("", text)
    if text.isascii():
        return len(text) + _URL_WEIGHT * len(urls)
    plain, emoji = _EMOJI.subn("", text)
    return sum(map(_weight, plain)) + 2 * emoji + _URL_WEIGHT * len(urls)


def _weight(character: str) -> int:
    code = ord(character)
    return 1 if any(low <= code <= high for low, high in _LIGHT) else 2


def suffix_weights(text: str, start: int, end: int) -> list[int]:
    """For each position from `start` to `end`, the weight of what stands from there to `end`.

    >>> suffix_weights("a 字 pic.x.com/AbCdEfGhIj", 0, 23)[:5]
    [28, 27, 26, 24, 23]
    """
    each = [1 if character < "\u1100" else _weight(character) for character in text[start:end]]
    for url in _URL.finditer(text, start, end):
        each[url.start() - start : url.end() - start] = [_URL_WEIGHT] + [0] * (len(url[0]) - 1)
    return list(accumulate(reversed(each)))[::-1] + [0]


def length_limit(day: str | None) -> int:
    """The weighted length that a post of this day could have, its trailing link included.

    Twitter doubled 140 to 280 on 2017-11-07; the link of media or of a quoted post came on top.

    >>> length_limit("2016-05-01"), length_limit("2019-03-23"), length_limit(None)
    (164, 304, 304)
    """
    return (140 if day is not None and day < _LONG_POSTS_SINCE else 280) + 1 + _URL_WEIGHT
