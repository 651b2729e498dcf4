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
# What weighs 2: everything outside the ranges of the twitter-text configuration, version 3.
_HEAVY = regex.compile(r"[^\u0000-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")


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
    return len(plain) + len(_HEAVY.findall(plain)) + 2 * emoji + _URL_WEIGHT * len(urls)


def suffix_weights(text: str, start: int, end: int) -> list[int]:
    """For each position from `start` to `end`, the weight of what stands from there to `end`.

    >>> suffix_weights("a 字 pic.x.com/AbCdEfGhIj", 0, 23)[:5]
    [28, 27, 26, 24, 23]
    """
    each = [1] * (end - start)
    for heavy in _HEAVY.finditer(text, start, end):
        each[heavy.start() - start] = 2
    for url in _URL.finditer(text, start, end):
        each[url.start() - start : url.end() - start] = [_URL_WEIGHT, *[0] * (len(url[0]) - 1)]
    return [*list(accumulate(reversed(each)))[::-1], 0]


def length_limit(day: str | None) -> int:
    """The weighted length that a post of this day could have, its trailing link included.

    Twitter doubled 140 to 280 on 2017-11-07; the link of media or of a quoted post came on top.

    >>> length_limit("2016-05-01"), length_limit("2019-03-23"), length_limit(None)
    (164, 304, 304)
    """
    return (140 if day is not None and day < _LONG_POSTS_SINCE else 280) + 1 + _URL_WEIGHT
