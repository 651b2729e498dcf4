"""RSS, Atom and news sitemaps: an article an item, where the item holds the article's text.

lxml reads the XML as it streams, without the network and without entities of the file's own.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from harvester.reading.columns import Fields
from harvester.reading.containers.json_objects import Doubts, Object, objects_to_records
from harvester.reading.containers.streams import BlockFile, Stream
from harvester.reading.documents import Record
from harvester.reading.problems import Damage, note
from harvester.records import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_ITEMS = ("{*}item", "{*}entry", "{*}url")
# The local names of elements, the fullest text first.
_MEANT = {
    "html": ("encoded", "content", "description", "summary"),
    "id": ("guid", "id"),
    "url": ("link", "loc"),
    "title": ("title",),
    "outlet": ("name",),
    "author": ("creator", "author"),
    "published": ("pubDate", "published", "publication_date", "date", "updated", "issued"),
    "lang": ("language",),
}


def feed_records(stream: Stream, outlet: str | None) -> Iterator[Record | Problem]:
    """A page for each item that holds one; the others are counted."""
    doubts: Doubts = {}
    skipped: Counter[str] = Counter()
    objects = _objects(stream, skipped)
    yield from objects_to_records(objects, stream.name, Fields(), outlet, doubts)
    if total := skipped.total():
        items = "1 item holds" if total == 1 else f"{total} items hold"
        what = f"{items} no text of an article"
        yield note("skipped-items", stream.name, what, "Fetch the pages they point to.")


def _objects(stream: Stream, skipped: Counter[str]) -> Iterator[tuple[str, Object]]:
    for number, item in enumerate(_items(stream), 1):
        found = _object(item)
        if found["html"]:
            yield f"{stream.name}:{number}", found
        else:
            skipped["no text"] += 1


def _items(stream: Stream) -> Iterator["_Element"]:
    """The items one by one; each is forgotten before the next, however many there are."""
    from lxml import etree

    file = cast("Any", BlockFile(stream.blocks))
    try:
        for _, element in etree.iterparse(
            file, tag=_ITEMS, resolve_entities=False, no_network=True, recover=False
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as failure:
        what = f"The XML is damaged: {failure}"
        raise Damage("damaged-xml", what, "Fetch it again; the items before were read.") from None


def _object(item: "_Element") -> Object:
    """The item by the names of our fields."""
    texts: dict[str, str] = {}
    for element in item.iter("*"):
        name = str(element.tag).rpartition("}")[2]
        words = _words(element, name)
        if words and len(words) > len(texts.get(name, "")):
            texts[name] = words
    found: Object = {}
    for field, names in _MEANT.items():
        found[field] = next((texts[name] for name in names if name in texts), None)
    return found


def _words(element: "_Element", name: str) -> str:
    """What an element says; a link of Atom says it in an attribute, its text may be XHTML."""
    from lxml import etree

    if name == "link" and element.get("href"):
        is_own = element.get("rel", "alternate") == "alternate"
        return str(element.get("href")) if is_own else ""
    if name in ("content", "summary") and len(element):
        return b"".join(map(etree.tostring, element)).decode("ascii")
    if name == "author":
        return " ".join("".join(map(str, element.itertext())).split())
    return str(element.text or "").strip()
