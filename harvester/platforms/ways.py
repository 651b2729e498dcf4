"""The declared ways of embedding a post, each found by the rarest thing that it asks for.

That is a class, an attribute, or else a tag. Most elements of a page have none of these, and that is
soon told, to the reader of a page and to the finder of embeds alike.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from harvester.platforms import PLATFORMS
from harvester.platforms.declaration import Markup, Platform
from harvester.records import POST_URL

# Attributes that are looked up by their elements, because many elements have them.
_COMMON = frozenset({"src", "href", "cite"})


class Declared(NamedTuple):
    """One way of embedding, and whose it is."""

    platform: Platform
    markup: Markup


class Addressed(NamedTuple):
    """The ways of one tag that hold a post's whole address, and the attributes that may hold it."""

    names: dict[str, None]
    ways: list[Declared]


class Index(NamedTuple):
    """All declared ways, each where it is looked up: by the rarest thing it asks for.

    `by_address` holds those of frames: one look at where a frame leads spares twenty platforms.
    `by_id` holds those that an `id` tells which begins so: many elements have an `id`.
    """

    by_class: dict[str, list[Declared]]
    by_attribute: dict[str, list[Declared]]
    by_tag: dict[str, list[Declared]]
    by_address: dict[str, Addressed]
    by_id: dict[str, list[Declared]]
    alone: dict[str, dict[str, Declared]]


@cache
def ways() -> Index:
    """All declared ways of embedding.

    >>> "twitter-tweet" in ways().by_class, "data-tweet-id" in ways().by_attribute
    (True, True)
    """
    index = Index({}, {POST_URL: []}, {}, {}, {}, {})
    for platform in PLATFORMS:
        for markup in platform.markup:
            declared = Declared(platform, markup)
            if markup.source == "text":
                for tag in markup.tags:
                    index.alone.setdefault(tag, {})[platform.name] = declared
                continue
            place, names = _place(index, markup)
            for name in names:
                if place is index.by_tag and _holds_address(markup):
                    _add_address(index, name, declared)
                else:
                    place.setdefault(name, []).append(declared)
    return index


def _holds_address(markup: Markup) -> bool:
    """Whether attributes hold the whole address of a post."""
    return not isinstance(markup.source, str) and markup.address == "{}" and markup.holds == "url"


def _add_address(index: Index, tag: str, declared: Declared) -> None:
    addressed = index.by_address.setdefault(tag, Addressed({}, []))
    addressed.names.update(dict.fromkeys(declared.markup.source))
    addressed.ways.append(declared)


def _place(index: Index, markup: Markup) -> tuple[dict[str, list[Declared]], Sequence[str]]:
    """Where a way of embedding is looked up: attributes that many elements have tell little."""
    if markup.classes:
        return index.by_class, markup.classes
    if markup.named:
        return index.by_attribute, (markup.named,)
    if markup.source == ("id",):
        return index.by_id, (markup.begins,)
    if isinstance(markup.source, str) or any(name in _COMMON for name in markup.source):
        return index.by_tag, markup.tags
    return index.by_attribute, markup.source


class Marks(NamedTuple):
    """What tells cheaply that an element may embed a post: any of these.

    `ids` are how they begin. `bearers` are the tags of which a class or an attribute tells so much,
    and `anywhere` selects, in CSS, elements of other tags of which it does.
    """

    tags: frozenset[str]
    classes: frozenset[str]
    attributes: frozenset[str]
    ids: tuple[str, ...]
    bearers: frozenset[str]
    anywhere: str


@cache
def marks() -> Marks:
    """What there is to look for on a page."""
    index = ways()
    listed = [each.markup for place in index.by_id.values() for each in place]
    free = []
    for sign, place in ((".{}", index.by_class), ("[{}]", index.by_attribute)):
        for name, each in place.items():
            listed += [declared.markup for declared in each]
            free += [sign.format(name) for declared in each if not declared.markup.tags]
    return Marks(
        frozenset((*index.by_tag, *index.by_address)),
        frozenset(index.by_class),
        frozenset(index.by_attribute),
        tuple(index.by_id),
        frozenset(tag for markup in listed for tag in markup.tags),
        ",".join(dict.fromkeys(free)),
    )


def is_marked(attributes: Mapping[str, str]) -> bool:
    """Whether the attributes of an element tell that it may embed a post.

    >>> is_marked({"class": "post twitter-tweet"}), is_marked({"class": "post", "id": "a"})
    (True, False)
    """
    told = marks()
    return (
        not told.attributes.isdisjoint(attributes)
        or has_marked_class(attributes.get("class"))
        or ("id" in attributes and attributes["id"].startswith(told.ids))
    )


@lru_cache(maxsize=16384)  # pages of an outlet name their elements alike
def has_marked_class(classes: str | None) -> bool:
    """Whether one of the classes of an element is one by which posts are told.

    >>> has_marked_class("post twitter-tweet")
    True
    """
    return classes is not None and not marks().classes.isdisjoint(classes.split())
