"""Quotes as W3C Web Annotations: each says of a stretch of an article that it reproduces words.

https://www.w3.org/TR/annotation-model/: a position in code points, and the words with what stands
around them, by which a reader finds the place again when the text has moved.
"""

import json
from collections.abc import Iterable, Iterator

from harvester.views.rows import Row

_CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
_AROUND = 80  # characters before the words; as many are kept behind them


def annotations(rows: Iterable[Row]) -> Iterator[str]:
    """A JSON-LD document, piece by piece: a page of annotations."""
    head = {"@context": _CONTEXTS, "type": "AnnotationPage"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n" + json.dumps(annotation(row), ensure_ascii=False)
    yield "\n]}\n"


def annotation(row: Row) -> dict[str, object]:
    """One quote as an annotation."""
    place = {"type": "TextPositionSelector", "start": row["body_start"], "end": row["body_end"]}
    words = {
        "type": "TextQuoteSelector",
        "exact": row["text"] or "",
        "prefix": _before(row),
        "suffix": row["suffix"] if row["body_end"] == row["end"] else "",
    }
    is_whole = row["text"] is not None and _length(row) == len(str(row["text"]))
    return {
        "id": f"urn:harvester:quote:{row['id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": f"harvester {row['rule']}"},
        "body": _body(row),
        "target": {
            "source": row["article_url"] or f"urn:harvester:article:{row['article_id']}",
            "selector": [place, words] if is_whole else [place],
        },
    }


def _body(row: Row) -> dict[str, object]:
    named = {"schema:name": row["author_name"], "schema:alternateName": row["handle"]}
    creator = {name: value for name, value in named.items() if value}
    told = {
        "type": "schema:Quotation" if row["kind"] == "quotation" else "schema:SocialMediaPosting",
        "id": row["link"],
        "schema:creator": {"type": "schema:Person", **creator} if creator else None,
        "schema:dateCreated": row["posted_at"],
        "schema:publisher": row["platform"],
    }
    return {name: value for name, value in told.items() if value is not None}


def _before(row: Row) -> str:
    return str(row["prefix"])[-_AROUND:] if row["body_start"] == row["start"] else ""


def _length(row: Row) -> int:
    return int(str(row["body_end"])) - int(str(row["body_start"]))
