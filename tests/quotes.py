"""The least that a quote of a post can be; each test file adds what it speaks of."""

from collections.abc import Iterable
from typing import Any

from harvester.entity import Entity, EntityKind
from harvester.records import Quote
from harvester.text.digest import digest


def bare_quote(name: str, **known: Any) -> Quote:
    """A flattened post, told apart by its name; what is not given is unknown or empty."""
    least: dict[str, Any] = dict.fromkeys(Quote._fields)
    least |= {"id": digest(name), "article_id": "", "kind": "signature"}
    least |= {"rule": "signature.twitter", "platform": "twitter"}
    least |= {"start": 0, "end": 9, "confidence": 0.9, "prefix": "", "suffix": ""}
    least |= {"pics": (), "links": (), "hashtags": (), "mentions": (), "cashtags": ()}
    return Quote(**(least | known))


_LISTS: tuple[tuple[EntityKind, str], ...] = (
    ("pic", "pics"),
    ("hashtag", "hashtags"),
    ("cashtag", "cashtags"),
)


def entities_of(quotes: Iterable[Quote]) -> list[Entity]:
    """What the quotes list in their words, each at a place of its own."""
    found = [
        (quote.id, kind, value)
        for quote in quotes
        for kind, values in _LISTS
        for value in dict.fromkeys(getattr(quote, values))
    ]
    return [
        Entity("", quote_id, kind, value, value, at, at + 1, None, f"{kind}.text", 1.0, False)
        for at, (quote_id, kind, value) in enumerate(found)
    ]
