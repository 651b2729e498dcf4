"""Which of the platforms' declarations an element fits, told cheaply: most elements fit none.

Every declared way of embedding is looked up by the rarest thing it asks for: a class, an attribute,
or else a tag. What an element that fits leads to is the business of `embeds`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from harvester.platforms import PLATFORMS, recognise
from harvester.platforms.declaration import Markup, Platform
from harvester.records import POST_URL, Anchor

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


def candidates(index: Index, anchor: Anchor) -> Iterator[Declared]:
    """The ways of embedding that an element fits; few elements fit any."""
    for declared in _listed(index, anchor):
        yield from _fitting(declared, anchor)


def _listed(index: Index, anchor: Anchor) -> Iterator[Sequence[Declared]]:
    """What stands in the index under anything that an element has."""
    tag, attributes = anchor.tag, anchor.attributes
    classes, own_id = attributes.get("class", "").split(), attributes.get("id", "")
    yield from (index.by_class[name] for name in classes if name in index.by_class)
    yield from (ways for begins, ways in index.by_id.items() if own_id.startswith(begins))
    yield from (index.by_attribute[name] for name in attributes if name in index.by_attribute)
    if tag in index.by_tag:
        yield index.by_tag[tag]
    if tag in index.by_address:
        yield _leading(index.by_address[tag], anchor)


def _leading(addressed: Addressed, anchor: Anchor) -> Sequence[Declared]:
    """The ways of the platforms that an element leads to; most frames lead to none."""
    said = anchor.attributes
    posts = [recognise(said[name]) for name in addressed.names if name in said]
    led = {post.platform for post in posts if post}
    return [each for each in addressed.ways if each.platform.name in led] if led else ()


def _fitting(declared: Sequence[Declared], anchor: Anchor) -> Iterator[Declared]:
    for each in declared:
        markup = each.markup
        if markup.tags and anchor.tag not in markup.tags:
            continue
        if markup.named and anchor.attributes.get(markup.named) not in markup.values:
            continue
        if isinstance(markup.source, str) or any(
            name in anchor.attributes and anchor.attributes[name].startswith(markup.begins)
            for name in markup.source
        ):
            yield each
