"""What stands inside the words of a post: hashtags, mentions and cashtags.

The rules are those of the twitter-text library: which characters may stand before and after, and
which a name is made of. Links have a module of their own.
"""

from collections.abc import Iterable, Iterator

import regex

from harvester.text.characters import ACCENTED, DIRECTION_MARKS, PUNCTUATION, SPACES
from harvester.text.links import Found, url_places, without_links

# In a hashtag beside letters, marks and digits: joiners, and what joins or ends words in Hebrew,
# Japanese, Tibetan, Catalan and old Cyrillic
_JOINING = (
    r"_\u200C\u200D\u05BE\u05F3\u05F4\u3003\u301C\u309B\u309C\u30A0\u30FB"
    r"\uFF5E\u0F0B\u0F0C\xB7\uA67E"
)
_IN_TAG = rf"\p{{L}}\p{{M}}\p{{Nd}}{_JOINING}"
# matches "#news", "＃ニュース" and "✌️#a"; must not match "&#39;", "a#b", "#1", "#a#b" or "#http://"
_HASHTAG = regex.compile(
    rf"[#＃](?<!(?![\uFE0E\uFE0F])[{_IN_TAG}&].)(?![\uFE0F\u20E3])"
    rf"([\p{{Nd}}{_JOINING}]*+[\p{{L}}\p{{M}}][{_IN_TAG}]*+)(?![#＃]|://)"
)
# matches the sign in "a#b"; must not match one after white space, which no URL contains
_TOUCHING = regex.compile(r"(?<=\S)[#＃]")
# matches what stands without white space before a sign, read backwards, and behind it
_STRETCH_BEFORE, _STRETCH_BEHIND = regex.compile(r"(?r)\S++"), regex.compile(r"\S++")
# matches ".@name", "RT@name" and "の@nameに"; must not match "me@example.org", "@a@b" or "@http://"
_MENTION = regex.compile(
    r"[@＠](?<=(?:(?<![A-Za-z0-9_!#$%&*@＠])|(?<=(?<![A-Za-z0-9_+~.@＠-])[Rr][Tt])).)"
    r"([A-Za-z0-9_]{1,20}+(?:/[A-Za-z][A-Za-z0-9_-]{0,24}+)?+)"
    rf"(?![@＠{ACCENTED}]|://)"
)
# matches "$TEST", "$brk.b"; must not match "$5", "US$A" or "$TOOLONGS"
_CASHTAG = regex.compile(
    rf"\$(?<=(?<![^{SPACES}{DIRECTION_MARKS}]).)"
    rf"([A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?)(?![^\s{PUNCTUATION}_-])"
)
# matches "#rain, @ada"; must not match "#rain again"
_ONLY_TAGS = regex.compile(r"[^\w#＃@＠]*+(?:[#＃@＠]\w++[^\w#＃@＠]*+)++")


def hashtags(text: str) -> tuple[str, ...]:
    """Hashtags in order, without #, each once.

    >>> hashtags("#الباغوز and #News, not &#39; or tide.example/#top")
    ('الباغوز', 'News')
    """
    if "#" not in text and "＃" not in text:
        return ()
    if _TOUCHING.search(text):
        return _unique(place.value for place in hashtag_places(text))
    return _unique(_HASHTAG.findall(text))


def mentions(text: str) -> tuple[str, ...]:
    """Mentioned handles in order, without @, each once; a list such as @ada_m9/friends is none.

    >>> mentions(".@ada_m9 told me@example.org")
    ('ada_m9',)
    """
    if "@" not in text and "＠" not in text:
        return ()
    return _unique(name for name in _MENTION.findall(text) if "/" not in name)


def cashtags(text: str) -> tuple[str, ...]:
    """Ticker symbols in order, without $, each once.

    >>> cashtags("$TIDE fell, $brk.b rose by $5 (US$ACME)")
    ('TIDE', 'brk.b')
    """
    return _unique(_CASHTAG.findall(text)) if "$" in text else ()


def is_only_tags(words: str) -> bool:
    """Whether nothing but hashtags, mentions and links is there: many posts end with the same.

    >>> is_only_tags("#rain @ada https://t.co/abcdefghij"), is_only_tags("#rain again")
    (True, False)
    """
    return ("#" in words or "@" in words) and bool(_ONLY_TAGS.fullmatch(without_links(words)))


def hashtag_places(text: str) -> list[Found]:
    """Every hashtag, with its #; what a URL contains is none.

    >>> hashtag_places("a #b")
    [Found(value='b', start=2, end=4)]
    """
    tags = _places(_HASHTAG, text)
    urls = [*_urls_with_signs(text)] if tags else []
    if not urls:
        return tags
    kept, end = [], 0
    for place in sorted([*tags, *urls], key=lambda place: place.start):
        if place.start >= end:  # of two that overlap, the first one stands
            kept.append(place)
            end = place.end
    return [place for place in kept if text[place.start] in "#＃"]


def _urls_with_signs(text: str) -> Iterator[Found]:
    """The URLs in stretches without white space that have a # inside: few, so it is quick."""
    done = 0
    for sign in _TOUCHING.finditer(text):
        if sign.start() < done:
            continue
        before = _STRETCH_BEFORE.match(text, done, sign.start())
        behind = _STRETCH_BEHIND.match(text, sign.start())
        if before and behind:
            start, done = before.start(), behind.end()
            for url in url_places(text[start:done]):
                yield url._replace(start=start + url.start, end=start + url.end)


def mention_places(text: str) -> list[Found]:
    """Every mention and list, with its @; a list has the form name/list.

    >>> mention_places("of @ada_m9/friends")
    [Found(value='ada_m9/friends', start=3, end=18)]
    """
    return _places(_MENTION, text)


def cashtag_places(text: str) -> list[Found]:
    """Every ticker symbol, with its $.

    >>> cashtag_places("a $TIDE.")
    [Found(value='TIDE', start=2, end=7)]
    """
    return _places(_CASHTAG, text)


def _places(pattern: regex.Pattern[str], text: str) -> list[Found]:
    return [Found(match[1], *match.span()) for match in pattern.finditer(text)]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
