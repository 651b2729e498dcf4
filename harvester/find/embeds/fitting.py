"""Which of the platforms' declarations an element fits, told cheaply: most elements fit none.

What an element that fits leads to is the business of `markup`.
"""

from collections.abc import Iterator, Sequence

from harvester.platforms import recognise
from harvester.platforms.ways import Addressed, Declared, Index
from harvester.records import Anchor


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
