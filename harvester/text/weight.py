"""How long a post is by Twitter's own count, which decides whether words can belong to one post."""

import unicodedata
from datetime import date

import regex

from harvester.text.links import url_places

URL_WEIGHT = 23
_LONG_POSTS_SINCE = date(2017, 11, 7).isoformat()
_EMOJI_COUNT_ONCE_SINCE = date(2018, 10, 11).isoformat()
# One picture for the reader, however many code points: keycaps, flags of countries and regions,
# and what skin tones and joiners make of several. What has also a form in black and white needs
# the selector of colour (© and ™) or must not have the other one (☀).
_COLOURED = r"[\p{Emoji_Presentation}--[\u0000-\uFFFF\U0001F004\U0001F21A\U0001F22F]]"
_PLAIN = rf"[\p{{Emoji}}--{_COLOURED}--[\u0000-\u00FF\u2122\u265F]]"
_PICTURE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    rf"|{_COLOURED}|{_PLAIN}(?:\uFE0F|(?!\uFE0E))|[©®\u2122\u265F]\uFE0F)"
)
_EMOJI = regex.compile(
    r"[0-9#*]\uFE0F?\u20E3|\p{RI}\p{RI}|\U0001F3F4[\U000E0020-\U000E007E]++\U000E007F"
    rf"|{_PICTURE}(?:\u200D{_PICTURE})*+",
    regex.V1,
)
# What weighs 2: everything outside the ranges of the twitter-text configuration, version 3.
HEAVY = regex.compile(r"[^\u0000-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")


def weighted_length(text: str, day: str | None = None) -> int:
    """The length of a post as Twitter counted it on a day, or counts it now.

    A URL weighs 23. Since 140 became 280, CJK letters weigh 2; until 2018-10-11 an emoji weighed
    as much as all the code points that it is made of, since then 2.

    >>> words = "字🇸🇾 https://t.co/abcdefghij"
    >>> [weighted_length(words, day) for day in ("2017-01-01", "2018-01-01", None)]
    [27, 30, 28]
    """
    text = unicodedata.normalize("NFC", text)
    weight, position = 0, 0
    for url in url_places(text):
        weight += _weight(text[position : url.start], day) + URL_WEIGHT
        position = url.end
    return weight + _weight(text[position:], day)


def _weight(words: str, day: str | None) -> int:
    """The weight of words without URLs."""
    if words.isascii() or _is_before(_LONG_POSTS_SINCE, day):
        return len(words)
    plain, emoji = (
        (words, 0) if _is_before(_EMOJI_COUNT_ONCE_SINCE, day) else _EMOJI.subn("", words)
    )
    return len(plain) + len(HEAVY.findall(plain)) + 2 * emoji


def _is_before(change: str, day: str | None) -> bool:
    return day is not None and day < change


def are_letters_alike(day: str | None) -> bool:
    """Whether on a day each letter weighed as much as any other, as it did while 140 was the limit.

    >>> are_letters_alike("2017-01-01"), are_letters_alike(None)
    (True, False)
    """
    return _is_before(_LONG_POSTS_SINCE, day)


def length_limit(day: str | None) -> int:
    """The weighted length that a post of this day could have, its trailing link included.

    Twitter doubled 140 to 280 on 2017-11-07; the link of media or of a quoted post came on top.

    >>> length_limit("2016-05-01"), length_limit("2019-03-23"), length_limit(None)
    (164, 304, 304)
    """
    return (140 if _is_before(_LONG_POSTS_SINCE, day) else 280) + 1 + URL_WEIGHT


def fits_one_post(words: str, day: str | None = None) -> bool:
    """Whether words can be one post; spaces count once, since scrapers print more than it has.

    >>> fits_one_post("rain   " * 40), fits_one_post("rain " * 40, "2016-05-01")
    (True, False)
    """
    return weighted_length(" ".join(words.split()), day) <= length_limit(day)
