"""The development sets that are harvested both ways, whole or the first lines of them."""

import gzip
from itertools import islice
from pathlib import Path
from typing import NamedTuple


class Set(NamedTuple):
    """A file of JSON lines; `are_quotes` where each text is a quote as it is."""

    name: str
    place: Path
    are_quotes: bool
    fields: dict[str, str]


_OF_QUOTES: dict[str, dict[str, str]] = {"reuse-dev": {"author": "handle"}}
NAMES = ("articles-dev", "html-dev", "reuse-dev")


def set_of(sets: Path, name: str, folder: Path, lines: int | None = None) -> Set:
    """A set in SETS/data; only its first lines, if so many are given, are written to the folder."""
    place = sets / "data" / f"{name}.jsonl.gz"
    if lines is not None:
        whole, place = place, folder / f"{name}.jsonl"
        with gzip.open(whole, "rb") as read, place.open("wb") as written:
            written.writelines(islice(read, lines))
    return Set(name, place, name in _OF_QUOTES, _OF_QUOTES.get(name, {}))
