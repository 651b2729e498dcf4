"""Handles, hashtags and ticker symbols in a text: the platforms' own rules, and what is none.

The rules were made for posts. In an article an @ may also belong to a style sheet, a price, a mail
address or another network; so more is asked of what stands loose.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import regex

from harvester.entity import EntityKind
from harvester.find.entities.marks import DOUBTFUL, Mark
from harvester.find.entities.signs import Signs
from harvester.text.entities import cashtag_places, hashtag_places, mention_places
from harvester.text.links import Found, is_top_level, link_places, pic_places

# matches ".bsky.social" and ".q9" behind a name; must not match ".The" or ". then"
_DOTTED = regex.compile(r"(?:\.[a-z0-9_-]++)+(?<![_-])(?![\p{L}\p{M}@])")
# matches "@ada@tide.example"; must not match "ada@tide.example"
_FEDERATED = regex.compile(
    r"(?<![\w@＠.+-])[@＠]([A-Za-z0-9_.-]{1,64}+)@([A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{2,63}+)++)"
)
# matches "1", "3x" and "5pm": numbers, sizes and times
_COUNTED = regex.compile(r"\d++(?:[a-z]{1,2})?")
# matches "fff" and "1a2b3c", colours of style sheets
_COLOUR = regex.compile(r"(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", regex.IGNORECASE)
# matches what in a style sheet follows a name of its own
_CODE_BEHIND = regex.compile(r"\s?[{;}]|\s?,\s?[#.]\w|\(\)|\s\S{1,20}\s\{")
# matches the path of an address before "@": "tiktok.com/"
_ADDRESS_BEFORE = regex.compile(r"(?r)\.[a-z]{2,8}(?:/[\w.~-]{1,40})?/")
_BLUESKY = ".bsky.social"


def name_marks(text: str, signs: Signs) -> Iterator[Mark]:
    """Every handle, hashtag and ticker symbol; what may be none of them is marked as doubtful.

    >>> from harvester.find.entities.signs import signs_in
    >>> text = "RT @bo_l9: #tide at $TIDE, said ada@port.example"
    >>> [mark.value for mark in name_marks(text, signs_in(text))]
    ['bo_l9', 'tide', 'TIDE']
    """
    plain = _blanked(text) if signs.slashes else text
    if signs.handles:
        yield from _handles(plain)
    if signs.tags:
        yield from (_hashtag(plain, place) for place in hashtag_places(plain))
    if signs.tickers:
        yield from map(_cashtag, cashtag_places(plain))


def _blanked(text: str) -> str:
    """The text with blanks where links stand, so that names are found as in the words of a post."""
    links = [*link_places(text), *pic_places(text)]
    if not links:
        return text
    parts, end = [], 0
    for link in sorted(links, key=lambda link: link.start):
        if link.start >= end:
            parts += [text[end : link.start], " " * (link.end - link.start)]
            end = link.end
    return "".join([*parts, text[end:]])


def _handles(text: str) -> Iterator[Mark]:
    for match in _FEDERATED.finditer(text) if text.count("@") > 1 else ():
        if is_top_level(match[2].rpartition(".")[2]):
            value = f"{match[1]}@{match[2]}"
            yield Mark("handle", value, *match.span(), "handle.federated", "mastodon")
    for place in mention_places(text):
        if "/" not in place.value:
            yield _handle(text, place)


def _handle(text: str, place: Found) -> Mark:
    dotted = _DOTTED.match(text, place.end) if text[place.end : place.end + 1] == "." else None
    if dotted:
        return _dotted(text, place, dotted[0])
    is_doubtful = (
        place.value.lower() in no_names("handles")
        or (place.value[0].isdecimal() and _COUNTED.fullmatch(place.value))
        or _is_in_code(text, place)
    )
    return _mark("handle", place, is_doubtful=bool(is_doubtful))


def _dotted(text: str, place: Found, rest: str) -> Mark:
    """A name with points in it, as on Bluesky and Instagram; a domain alone is none.

    A handle of Twitter would end at the first point, and does so in the words of a post.
    """
    value, end = place.value + rest, place.end + len(rest)
    if value.lower().endswith(_BLUESKY):
        return Mark("handle", value, place.start, end, "handle.text", "bluesky")
    if _COUNTED.fullmatch(place.value):
        return _mark("handle", place, is_doubtful=True)
    if is_top_level(rest.rpartition(".")[2]):
        if _names_bluesky(text):
            return Mark("handle", value, place.start, end, "handle.text", "bluesky", 0.9)
        return _mark("handle", place, is_doubtful=True)
    return Mark("handle", value, place.start, end, "handle.text", None, 0.9)


@lru_cache(maxsize=1)
def _names_bluesky(text: str) -> bool:
    """Whether a text tells of the platform anywhere: all its handles ask for it."""
    return "bluesky" in text.casefold()


def _is_in_code(text: str, place: Found) -> bool:
    before = text[place.start - 1] if place.start else ""
    if before == "/" and _ADDRESS_BEFORE.match(text, 0, place.start):
        return True
    return before in ("\\", "`") or _CODE_BEHIND.match(text, place.end) is not None


def _hashtag(text: str, place: Found) -> Mark:
    value, before = place.value, text[max(0, place.start - 2) : place.start]
    is_doubtful = (
        value in no_names("hashtags")
        or (_COLOUR.fullmatch(value) and _is_colour(value, before))
        or before.endswith(("#", '="', "='"))
        or _CODE_BEHIND.match(text, place.end)
    )
    return _mark("hashtag", place, is_doubtful=bool(is_doubtful))


def _is_colour(value: str, before: str) -> bool:
    """Whether hexadecimal digits are a colour, and not "#fed" or "#dad"."""
    return any(digit.isdecimal() for digit in value) or before.strip().endswith((":", ","))


def _cashtag(place: Found) -> Mark:
    is_ticker = place.value.isupper() and 1 < len(place.value) < 6
    return _mark("cashtag", place, is_doubtful=not is_ticker or place.value in no_names("cashtags"))


def _mark(kind: EntityKind, place: Found, *, is_doubtful: bool) -> Mark:
    confidence = DOUBTFUL if is_doubtful else 1.0
    return Mark(kind, *place, f"{kind}.text", confidence=confidence)


@cache
def no_names(kind: str) -> frozenset[str]:
    """What looks like a name of this kind ("handles", "hashtags", "cashtags") and is code or money.

    >>> "media" in no_names("handles")
    True
    """
    declared = tomllib.loads((files(__package__) / "no_names.toml").read_text(encoding="utf-8"))
    return frozenset(declared[kind])
