"""Printings of one cluster, and what its lineage tells of them."""

from typing import Any

from harvester.trace.lineage.lineages import lineage
from harvester.trace.lineage.printings import Member, Printing

WORDS = "The ferry will not sail again before Monday"
OTHER_WORDS = "The ferry shall not sail before Monday"
SKETCH = tuple(range(24))


def printing(place: str, published: str | None = None, **known: Any) -> Printing:
    """A flattened post in an article of its own, by default with the same words everywhere."""
    usual: dict[str, Any] = {"kind": "signature", "words": WORDS, "wording": 1}
    usual |= {"outlet": f"{place}.example", "article_id": f"article-{place}"}
    return Printing(quote_id=place, published=published, **(usual | known))


def members(*printings: Printing) -> dict[str, Member]:
    return {member.quote_id: member for member in lineage(printings).members}


def findings(*printings: Printing) -> list[tuple[str, str, str | None]]:
    return [found[:3] for found in lineage(printings).findings]
