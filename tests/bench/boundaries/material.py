"""Reports and posts in our own words, on the same matter, by invented people.

They lie in `tests/bench/material`, one file a language. A topic holds the paragraphs of a report
and the posts that it might embed, so that only register, voice and form tell the two apart, never
the subject.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[1] / "material"


class Written(NamedTuple):
    """A post: who wrote it, its lines, and how the report leads to it or repeats it."""

    author: str
    handle: str
    lines: tuple[str, ...]
    lead: str | None = None
    echo: str | None = None


class Topic(NamedTuple):
    """A report and the posts that it might embed."""

    language: str
    name: str
    manner: str
    headline: str
    report: tuple[str, ...]
    posts: tuple[Written, ...]
    furniture: Mapping[str, tuple[str, ...]]


@cache
def topics() -> tuple[Topic, ...]:
    """All topics of all languages, in the order of their files."""
    return tuple(topic for path in sorted(FOLDER.glob("*.toml")) for topic in _topics(path))


def _topics(path: Path) -> Iterator[Topic]:
    declared = tomllib.loads(path.read_text("utf-8"))
    furniture = {kind: tuple(lines) for kind, lines in declared["furniture"].items()}
    for topic in declared["topics"]:
        yield Topic(
            language=declared["language"],
            name=topic["name"],
            manner=topic["manner"],
            headline=topic["headline"],
            report=tuple(topic["report"]),
            posts=tuple(map(_written, topic["posts"])),
            furniture=furniture,
        )


def _written(post: Mapping[str, Any]) -> Written:
    lines = tuple(line for line in post["lines"] if line.strip())
    return Written(post["author"], post["handle"], lines, post.get("lead"), post.get("echo"))
