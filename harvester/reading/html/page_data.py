"""The posts that a page holds as data for its scripts, in JSON.

Services answer in their forms: oEmbed, schema.org, Substack, Twitter's interface. Content systems
name a post by its id or address where a script will show it. Each post comes out as the markup that
`embeds` knows for it.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from html import escape, unescape
from itertools import islice
from typing import NamedTuple

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.platforms.declaration import Platform, PostUrl
from harvester.reading.html.linked_data import loaded
from harvester.records import POST_AUTHOR, POST_DATE, POST_HANDLE, POST_URL

_MOST_NODES = 100_000
_MOST_VALUES = 50  # values that one script assigns
_TAG = regex.compile(r"<[^>]{1,2000}>")
_ASSIGNED = r"(?:\[\"\w+\"\])?+\s{0,4}=\s{0,4}(?=[{\[])"
# match `"raw_oembed": ` in a script, behind which the answer of an oEmbed service stands, and
# `Fusion.globalContent = ` and `window.__NEXT_DATA__ = `, behind which the whole article does;
# each begins with letters that are looked for ten times as fast as any of several
_VALUES = (
    regex.compile(r"mbed\"(?<=\"(?:raw_)?o[eE]mbed\")\s{0,4}:\s{0,4}(?=[{\[])"),
    regex.compile(rf"globalContent(?<=\bglobalContent){_ASSIGNED}"),
    regex.compile(rf"__(?<=\b__)\w{{3,40}}+{_ASSIGNED}"),
)
# match the names by which content systems mark embedded posts, in small letters: "tweet",
# "twitterembed", "social"; each begins with its word, because words are soon looked for
_MARKS = tuple(
    regex.compile(rf"{word}(?<=\"[\w./ -]{{0,40}}{word})[\w./ -]{{0,40}}+\"")
    for word in ("tweet", "twitter", "embed", "social")
)
_BEGINNINGS = ("{", "[")
_STATES = ("globalContent", "__NEXT_DATA__", "__NUXT", "_STATE__", "__PRELOADED", "__INITIAL")
# the keys that say what kind of thing an object is, and those that hold an id
_KINDS = frozenset((
    "type", "_type", "__typename", "kind", "subtype", "embedType", "embed_type", "provider",
    "providerName", "provider_name", "platform", "service", "component", "name", "blockName",
))  # fmt: skip
_EMBEDS = ("embed", "social", "tweet")
_IDS = ("id", "tweetId", "tweet_id", "tweetID", "postId", "post_id", "embedId", "embed_id",
        "statusId", "value", "content", "shortcode", "code", "videoId")  # fmt: skip
_LOOSE = frozenset(("id", "value", "content", "code"))  # that may be the content system's own
_SAFE_ID = regex.compile(r"\d{15,20}")


class _Data(NamedTuple):
    """A post as a page holds it for its scripts."""

    url: str
    words: str = ""
    author: str = ""
    handle: str = ""
    date: str = ""


def may_state(script: str, kind: str) -> bool:
    """Whether a script holds the data of a page, and in it something that may be a post.

    >>> may_state('{"type": "tweet"}', "application/json"), may_state("let embed = 1", "")
    (True, False)
    """
    if not kind.endswith("json") and not any(state in script for state in _STATES):
        return False
    return _is_marked(script)


@lru_cache(maxsize=16)  # asked where a script is seen, and again where it is read
def _is_marked(script: str) -> bool:
    """Whether a script has a name by which content systems mark embedded posts."""
    small = script.lower()
    return any(mark.search(small) for mark in _MARKS)


def stated(source: str) -> Iterator[tuple[str, PostUrl | None]]:
    """The posts that JSON in a script holds as data, as markup, each with what it points to.

    >>> data = '{"type": "tweet", "id": "1108420138842005504"}'
    >>> [post.post_id for _, post in stated(data) if post]
    ['1108420138842005504']
    """
    for data in _data(source):
        post = recognise(data.url)
        if post and post.kind == "post":
            yield _as_markup(data), post
        elif post and post.kind == "profile" and data.words:
            yield _as_markup(data), None  # a quoted post of which no id is told


def _as_markup(data: _Data) -> str:
    """A post that is data in the markup that finders know for it."""
    said = ((POST_URL, data.url), (POST_AUTHOR, data.author), (POST_HANDLE, data.handle))
    named = [*said, (POST_DATE, data.date)]
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in named if value)
    words = "".join(f"{escape(line)}<br>" for line in data.words.splitlines())
    return f"<blockquote {attributes}><p>{words}</p></blockquote>"


def _data(source: str) -> Iterator[_Data]:
    """The posts that JSON holds as data, in the order in which they stand."""
    is_known = any(key in source for key in ("author_name", '"full_text"', "SocialMediaPosting"))
    if not is_known and not _is_marked(source):
        return
    waiting = list(reversed(_parsed(source)))
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            data = _post(value)
            if data:
                yield data
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _parsed(source: str) -> list[object]:
    """The JSON in a script: all of it, or else the values that it assigns."""
    whole = source.strip().rstrip(";")
    if whole[:1] in _BEGINNINGS:
        with suppress(ValueError, RecursionError):
            return [_resolved(loaded(whole))]
    return list(_values(source))


def _resolved(value: object) -> object:
    """Nuxt's list of values, in which objects name their fields' values by place, as objects."""
    if not isinstance(value, list) or not any(map(_is_indexed, value)):
        return value
    return [_looked_up(each, value) if _is_indexed(each) else None for each in value]


def _is_indexed(value: object) -> bool:
    """Whether an object has nothing but places of other values."""
    return isinstance(value, dict) and bool(value) and all(type(n) is int for n in value.values())


def _looked_up(node: object, values: list[object]) -> dict[str, object]:
    """An object with the plain values that its places name."""
    named = node.items() if isinstance(node, dict) else ()
    found = {name: values[at] for name, at in named if 0 <= at < len(values)}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _values(source: str) -> Iterator[object]:
    """Each value that a script assigns, or that is the answer of an oEmbed service."""
    decoder = json.JSONDecoder(strict=False)
    end = 0
    for at in sorted(at for pattern in _VALUES for at in _ends(pattern, source)):
        if at >= end:
            with suppress(ValueError, RecursionError):
                value, end = decoder.raw_decode(source, at)
                yield value


def _ends(pattern: regex.Pattern[str], source: str) -> Iterator[int]:
    return (match.end() for match in islice(pattern.finditer(source), _MOST_VALUES))


def _post(node: Mapping[str, object]) -> _Data | None:
    """The post that a JSON object is, or that it names."""
    url = _text(node, "url")
    if "full_text" in node:
        return _tweet(node, url)
    if url and "SocialMediaPosting" in str(node.get("@type")):
        return _posting(node, url)
    if url and "author_name" in node:
        return _Data(url, "", _text(node, "author_name"), _text(node, "author_url"))
    named = _named(node)
    return _Data(named) if named else None


def _text(node: Mapping[str, object], name: str) -> str:
    value = node.get(name)
    return value if isinstance(value, str) else ""


def _tweet(node: Mapping[str, object], url: str) -> _Data | None:
    """A tweet as Substack keeps it, or as Twitter's own interface tells it."""
    words = unescape(_TAG.sub("", _text(node, "full_text")))
    user = node.get("user")
    who = user if isinstance(user, dict) else node
    name = _text(who, "name")
    handle = _text(who, "screen_name") or _text(node, "username")
    post_id = _text(node, "id_str")
    if not url and handle:
        url = f"https://twitter.com/{handle}" + (f"/status/{post_id}" if post_id else "")
    date = _text(node, "date") or _text(node, "created_at")
    return _Data(url, words, name, handle, date) if url else None


def _posting(node: Mapping[str, object], url: str) -> _Data:
    """A post as schema.org describes it."""
    author = node.get("author")
    who = author if isinstance(author, dict) else {"name": author}
    name, handle = (str(who.get(key) or "") for key in ("name", "alternateName"))
    words = _text(node, "articleBody") or _text(node, "text") or _text(node, "headline")
    return _Data(url, words, name, handle, _text(node, "datePublished"))


def _named(node: Mapping[str, object]) -> str | None:
    """The address of the post that an object of a content system names, by address or by id."""
    kind = " ".join(_text(node, key) for key in _KINDS.intersection(node)).casefold()
    if not kind:
        return None
    platform = next((each for word, each in _called().items() if word in kind), None)
    if platform is None and not any(word in kind for word in _EMBEDS):
        return None
    for said in node.values():
        if isinstance(said, str) and 0 < said.find("/") < len(said) - 1:
            post = recognise(said.strip())
            if post and post.kind == "post" and post.platform in _shown():
                return said.strip()
    return _by_id(node, platform) if platform else None


def _by_id(node: Mapping[str, object], platform: Platform) -> str | None:
    for key in _IDS:
        value = str(node.get(key) or "")
        is_id = _SAFE_ID.fullmatch(value) if key in _LOOSE else len(value) > 10
        if is_id and regex.fullmatch(platform.post_id, value):
            handle = platform.anonymous_handle or ""
            return platform.permalink.format(id=value, handle=handle)
    return None


@cache
def _called() -> dict[str, Platform]:
    """The words by which content systems call the posts of the platforms that are embedded."""
    by_name = {each.name: each for each in PLATFORMS if each.name in _shown()}
    return {"tweet": by_name["twitter"], **by_name}


@cache
def _shown() -> frozenset[str]:
    """The platforms whose posts are shown with their words; players show nobody's."""
    return frozenset(
        each.name for each in PLATFORMS if any(way.kind == "embed" for way in each.markup)
    )
