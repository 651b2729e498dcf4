"""The lines with which platforms sign flattened posts, as `lines.toml` holds them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from harvester.platforms.declaration import Line


def lines(platform: str) -> tuple[Line, ...]:
    """The signing lines of a platform, in all languages that are known.

    >>> lines("threads")[0].template
    'Post by @{handle} View on Threads'
    """
    declared = _declared()[platform]
    headings = tuple(declared.get("headings", ()))
    undated_words = declared.get("undated_words", True)
    return tuple(
        Line(template, declared["words"], headings, undated_words, None if lang == "any" else lang)
        for lang, templates in declared["templates"].items()
        for template in templates
    )


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "lines.toml").read_text("utf-8"))
