"""What is known of articles beside their files: a table of the files, or one word for all.

A folder of plain texts tells neither date nor address; a table that a crawler wrote beside it does.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from harvester.reading.columns import FILE, Fields
from harvester.reading.containers.inputs import Input, inputs
from harvester.reading.containers.records import input_records
from harvester.reading.documents import Record
from harvester.reading.problems import error
from harvester.records import Article, Problem
from harvester.text.domains import registered_domain

Known = Article  # without a text
FOR_ALL = ""  # the name of what holds for every file


def read_known(path: str, fields: Fields) -> Iterator[tuple[str, Known] | Problem]:
    """The name of each file in a table, with what the table says of it."""
    for item in inputs([path]):
        if isinstance(item, Problem):
            yield item
            continue
        yield from _rows(item, fields)


def _rows(item: Input, fields: Fields) -> Iterator[tuple[str, Known] | Problem]:
    is_empty = True
    for row in input_records(item, fields._replace(text=FILE), None):
        if isinstance(row, Article):
            is_empty = False
            yield row.text, row._replace(text="")
        elif isinstance(row, Problem):
            yield row
    if is_empty:
        hint = "Name the column of the files' names `file`."
        yield error("no-metadata", item.name, "It names no file", hint)


def completed(record: Record, known: Mapping[str, Known]) -> Record:
    """The record with what is known beside it; what it says of itself wins.

    >>> rain = Article("Rain.", source="crawl/a.txt")
    >>> completed(rain, {"a.txt": Article("", published="2019-03-23")}).published
    '2019-03-23'
    """
    article = record if isinstance(record, Article) else record.known
    path = PurePath(article.source or "")
    found = (known.get(name) for name in (str(path), path.name, path.stem, FOR_ALL))
    for other in found:
        article = _merged(article, other) if other else article
    return article if isinstance(record, Article) else record._replace(known=article)


def _merged(article: Article, other: Known) -> Article:
    url = article.url or other.url
    return article._replace(
        given_id=article.given_id or other.given_id,
        url=url,
        outlet=article.outlet or other.outlet or (registered_domain(url) if url else None),
        title=article.title or other.title,
        author=article.author or other.author,
        published=article.published or other.published,
        lang=article.lang or other.lang,
    )
