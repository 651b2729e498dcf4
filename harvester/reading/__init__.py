"""Bytes become articles: containers, encodings, records, web pages, plain text.

`inputs` finds the files, `input_records` reads one, `laid_out` turns its pages into articles,
`read` does all of it. What cannot be read becomes a problem in the same stream, so that one bad
file never ends a run. Nothing here knows of posts.
"""

from collections.abc import Iterator
from pathlib import Path

from harvester.reading.columns import Fields
from harvester.reading.containers.inputs import SUFFIXES, Input, inputs
from harvester.reading.containers.records import input_records
from harvester.reading.containers.streams import STANDARD_INPUT
from harvester.reading.documents import Page, Record, laid_out
from harvester.records import Article, Problem

__all__ = [
    "STANDARD_INPUT",
    "SUFFIXES",
    "Fields",
    "Input",
    "Page",
    "Record",
    "input_records",
    "inputs",
    "laid_out",
    "read",
    "read_input",
]

_FIELDS = Fields()


def read(
    source: str | Path, *, fields: Fields = _FIELDS, outlet: str | None = None
) -> Iterator[Article | Problem]:
    """All articles of a file, a folder, a pattern, or standard input ("-"), and what went wrong.

    `outlet` names the publisher of articles that do not tell theirs.

    >>> [found.code for found in read("no/such/file.txt")]
    ['unreadable']
    """
    for found in inputs([source]):
        if isinstance(found, Problem):
            yield found
        else:
            yield from read_input(found, fields=fields, outlet=outlet)


def read_input(
    source: Input, *, fields: Fields = _FIELDS, outlet: str | None = None
) -> Iterator[Article | Problem]:
    """The articles of one input, and what went wrong; it never raises for what the input holds."""
    for found in input_records(source, fields, outlet):
        if isinstance(found, Problem):
            yield found
        else:
            yield from laid_out(found)
