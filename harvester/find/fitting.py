"""Which of the platforms' declarations an element fits, told cheaply: most elements fit none.

Every declared way of embedding is looked up by the rarest thing it asks for: a class, an attribute,
or else a tag. What an element that fits leads to is the business of `embeds`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from harvester.platforms import PLATFORMS
from harvester.platforms.declaration import Markup, Platform
from harvester.records import POST_URL, Anchor

# Attributes that are looked up by their elements, because many elements have them.
_COMMON = frozenset({"src", "href", "cite"})


class Declared(NamedTuple):
    """One way of embedding, and whose it is."""

    platform: Platform
    markup: Markup


class Index(NamedTuple):
    """All declared ways, each where it is looked up: by the rarest thing it asks for."""

    by_class: dict[str, list[Declared]]
    by_attribute: dict[str, list[Declared]]
    by_tag: dict[str, list[Declared]]
    alone: dict[str, dict[str, Declared]]


@cache
def ways() -> Index:
    """All declared ways of embedding.

    >>> "twitter-tweet" in ways().by_class, "data-tweet-id" in ways().by_attribute
    (True, True)
    """
    index = Index({}, {POST_URL: []}, {}, {})
    for platform in PLATFORMS:
        for markup in platform.markup:
            declared = Declared(platform, markup)
            if markup.source == "text":
                for tag in markup.tags:
                    index.alone.setdefault(tag, {})[platform.name] = declared
                continue
            place, names = _place(index, markup)
            for name in names:
                place.setdefault(name, []).append(declared)
    return index


def _place(index: Index, markup: Markup) -> tuple[dict[str, list[Declared]], Sequence[str]]:
    """Where a way of embedding is looked up: attributes that many elements have tell little."""
    if markup.classes:
        return index.by_class, markup.classes
    if markup.source == "inside" or any(name in _COMMON for name in markup.source):
        return index.by_tag, markup.tags
    return index.by_attribute, markup.source


def candidates(index: Index, anchor: Anchor) -> Iterator[Declared]:
    """The ways of embedding that an element fits; few elements fit any."""
    attributes = anchor.attributes
    if "class" in attributes:
        for name in attributes["class"].split():
            if name in index.by_class:
                yield from _fitting(index.by_class[name], anchor)
    for name in attributes:
        if name in index.by_attribute:
            yield from _fitting(index.by_attribute[name], anchor)
    if anchor.tag in index.by_tag:
        yield from _fitting(index.by_tag[anchor.tag], anchor)


def _fitting(declared: Sequence[Declared], anchor: Anchor) -> Iterator[Declared]:
    for each in declared:
        markup = each.markup
        if markup.tags and anchor.tag not in markup.tags:
            continue
        if markup.source == "inside" or any(
            name in anchor.attributes and anchor.attributes[name].startswith(markup.begins)
            for name in markup.source
        ):
            yield each
