"""Links in the words of a post: where each begins and ends, with a scheme and without.

`url_places` keeps to the rules of the twitter-text library. `links` reads what a scraper left of a
post, where a link may stand without a space between it and the words around it.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import groupby
from typing import NamedTuple

from harvester.text.characters import (
    ACCENTED,
    DIRECTION_MARKS,
    NO_CHARACTERS,
    PUNCTUATION,
    SPACES,
)

_LONGEST_URL = 4096
_LONGEST_LABEL = 63  # RFC 1035
_LONGEST_CODE = 40  # of a t.co link

# A label may be in any script; underscores stand in subdomains only, hyphens never at an end.
# The bounds are wider than the DNS sets them: `_is_sound` refuses a name that is too long, whole.
_NO_LABEL = rf"{PUNCTUATION}{SPACES}{NO_CHARACTERS}{DIRECTION_MARKS}"
_SUBDOMAIN = rf"(?![_-])[^{_NO_LABEL}]{{1,256}}+(?<![_-])\."
_DOMAIN = rf"(?!-)[^_{_NO_LABEL}]{{1,256}}+(?<!-)\."
_TOP = r"(?i:TOP_LEVEL(?![0-9A-Za-z@+-])|xn--[0-9a-z-]++)"
_NAME = rf"[^{_NO_LABEL}]++\."
# matches "a.b." of "a.b.c.d": names in a row of which none is a top-level domain, nor the next two
_NO_HOST = rf"(?:{_NAME}(?!{_TOP})(?={_NAME})){{1,200}}+(?!{_NAME}{_TOP})"
_HOST = rf"(?P<host>(?:{_SUBDOMAIN}){{0,126}}{_DOMAIN}{_TOP})"
# A path ends in a letter, a digit or a sign that may close one; brackets of its own may follow.
_IN_PATH = rf"[A-Za-z0-9{ACCENTED}\u0400-\u04FF!*';:=+,.$/%#\[\]\-\u2013_~@|&]"
_BRACKETS = rf"\((?!\)){_IN_PATH}*+(?:\({_IN_PATH}++\){_IN_PATH}*+)?+\)"
_PATH_END = rf"(?<=[A-Za-z0-9{ACCENTED}\u0400-\u04FF+\-=_#/])(?:{_BRACKETS})*+"
_PATH = rf"(?P<path>/{_IN_PATH}*(?:{_BRACKETS}{_IN_PATH}*)*{_PATH_END})?"
_QUERY = r"(?:\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*(?<=[A-Za-z0-9\-_&=#/]))?"
_ADDRESS = rf"{_HOST}(?::[0-9]++)?{_PATH}{_QUERY}"

# matches "https://t.co/abc?d=e" of "https://t.co/abc?d=e's": the code is all there is to its path
_T_CO = re.compile(rf"(?i:https?://t\.co/)([A-Za-z0-9]++){_QUERY}")
# matches "https://t.co/abcdefghij" of "https://t.co/abcdefghijpic.twitter.com": a code has ten
# letters, in 2012 eight, so that what follows the tenth is a word glued to it
_SHORT = r"https?://t\.co/[A-Za-z0-9]{1,10}+"
_PIC = re.compile(r"pic\.(?:twitter|x)\.com/([A-Za-z0-9]{10}|[A-Za-z0-9]{8}(?![A-Za-z0-9]))")


class Found(NamedTuple):
    """Something that stands in a text, and where."""

    value: str
    start: int
    end: int


def url_places(text: str) -> list[Found]:
    """Every URL that Twitter would make a link of; one without a scheme if its host is in ASCII.

    >>> url_places("(tide.example/a_(b)).")
    [Found(value='tide.example/a_(b)', start=1, end=19)]
    >>> [found.value for found in url_places("雨.jp http://雨.jp")]
    ['http://雨.jp']
    """
    if "." not in text:
        return []
    return [found for match in _url().finditer(text) for found in _read(match)]


def links(text: str) -> tuple[str, ...]:
    """URLs with a scheme in order, each once, also where other words touch them.

    >>> links("Seehttps://t.co/abcdefghijpic.twitter.com/ABCDEFGHIJ (or http://a.example/b).")
    ('https://t.co/abcdefghij', 'http://a.example/b')
    """
    if "://" not in text:
        return ()
    return tuple(dict.fromkeys(match[0] for match in _link().finditer(text)))


def pics(text: str) -> tuple[str, ...]:
    """Codes of pic.twitter.com and pic.x.com links in order, each once.

    >>> pics("Look pic.twitter.com/ABCDEFGHIJWow")
    ('ABCDEFGHIJ',)
    """
    return tuple(dict.fromkeys(_PIC.findall(text))) if "pic." in text else ()


def pic_places(text: str) -> list[Found]:
    """Every media link, from its scheme if it has one; its value is the picture's code.

    >>> pic_places("Look pic.twitter.com/ABCDEFGHIJ")
    [Found(value='ABCDEFGHIJ', start=5, end=31)]
    """
    if "pic." not in text:
        return []
    found = ((match[1], *match.span()) for match in _PIC.finditer(text))
    return [Found(code, _with_scheme(text, start), end) for code, start, end in found]


def link_places(text: str) -> list[Found]:
    """Every URL with a scheme, also where other words touch it: where `links` finds them.

    >>> link_places("Seehttps://t.co/abcdefghijpic")
    [Found(value='https://t.co/abcdefghij', start=3, end=26)]
    """
    if "://" not in text:
        return []
    return [Found(match[0], *match.span()) for match in _link().finditer(text)]


def _with_scheme(text: str, start: int) -> int:
    for scheme in ("https://", "http://"):
        if text.endswith(scheme, 0, start):
            return start - len(scheme)
    return start


def without_links(text: str) -> str:
    """The words alone: links and media links taken out.

    >>> without_links("Look https://t.co/abcdefghij here pic.x.com/ABCDEFGHIJ").split()
    ['Look', 'here']
    """
    if "://" in text:
        text = _link().sub(" ", text)
    return _PIC.sub(" ", text) if "pic." in text else text


@cache
def _url() -> re.Pattern[str]:
    # The character before is part of the match, as in the reference: what one link ends in cannot
    # be what stands before the next. Names that end in no host are passed over at once: to begin
    # at each of them would cost the square of their number.
    before = rf"(?:[^A-Za-z0-9@＠$#＃{NO_CHARACTERS}]|^)"
    return _compiled(rf"{before}(?:(?P<url>(?i:https?://)?+{_ADDRESS})|{_NO_HOST})")


@cache
def _link() -> re.Pattern[str]:
    return _compiled(rf"{_SHORT}|(?i:https?)://{_ADDRESS}")


@cache
def _ascii_host() -> re.Pattern[str]:
    return _compiled(rf"(?:[A-Za-z0-9{ACCENTED}-]++\.)+{_TOP}")


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with the top-level domains: `re` compiles it in half the time, and is faster."""
    return re.compile(pattern.replace("TOP_LEVEL", _top_level()))


def is_top_level(name: str) -> bool:
    """Whether a word is a top-level domain, in lower case.

    >>> is_top_level("com"), is_top_level("then")
    (True, False)
    """
    return name in _top_levels()


@cache
def _top_levels() -> frozenset[str]:
    lines = (resources.files("harvester.text") / "top_level_domains.txt").read_text("utf-8")
    return frozenset(
        " ".join(line for line in lines.splitlines() if not line.startswith("#")).split()
    )


@cache
def _top_level() -> str:
    """A pattern of all top-level domains, by their first letters: ten times as fast as a list."""
    longest_first = sorted(_top_levels(), key=lambda name: (name[0], -len(name), name))
    groups = groupby(longest_first, key=lambda name: name[0])
    rests = ((first, "|".join(name[1:] for name in group)) for first, group in groups)
    return "(?:" + "|".join(f"{first}(?:{rest})" for first, rest in rests) + ")"


def _read(match: re.Match[str]) -> Iterator[Found]:
    if not match["url"] or not _is_sound(match):
        return
    if match.start("host") == match.start("url"):
        yield from _without_scheme(match)
    elif short := _T_CO.match(match["url"]):
        if len(short[1]) <= _LONGEST_CODE:
            yield Found(short[0], match.start("url"), match.start("url") + short.end())
    else:
        yield Found(match["url"], *match.span("url"))


def _without_scheme(match: re.Match[str]) -> Iterator[Found]:
    """The ASCII names in a host, each a link of its own; the path belongs to the last."""
    if match.start() < match.start("url") and match[0][0] in "-_./":
        return
    text, span = match.string, match.span("host")
    places = [name.span() for name in _ascii_host().finditer(text, *span)]
    if places and match["path"]:
        places[-1] = (places[-1][0], match.end())
    for start, end in places:
        yield Found(text[start:end], start, end)


def _is_sound(match: re.Match[str]) -> bool:
    """Whether the host can be one in the DNS, where other letters than ASCII are spelt in it."""
    host = match["host"]
    if host.startswith("xn--") and not _ascii_host().search(host):
        return False
    return len(match["url"]) <= _LONGEST_URL and all(map(_is_label, host.split(".")))


def _is_label(label: str) -> bool:
    if len(label) > _LONGEST_LABEL or label.isascii():
        return len(label) <= _LONGEST_LABEL
    return len("xn--") + len(label.encode("punycode")) <= _LONGEST_LABEL
