"""What the input options of a command mean to the reader."""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harvester.cli.options import INPUT_FIELDS, InputOptions
from harvester.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harvester.pipeline import Reading
    from harvester.reading import Fields
    from harvester.records import Article, Only

CONFIGURATION = "harvester.toml"  # in the folder of a corpus


def reading(
    options: InputOptions, *, sources: Sequence[str] = (), only: "Only | None" = None
) -> "Reading":
    """The reading that the input options ask for; what they leave open, a file of the corpus says.

    Raises UsageError for a file that cannot be understood.
    """
    from harvester.pipeline import Reading

    fields = _fields(options, sources)
    return Reading(fields, options["outlet"], only, known=_known(options, fields))


def all_sources(sources: Sequence[str], files_from: str | None) -> list[str]:
    """The inputs that were named, and those in a list: a path a line, - for standard input."""
    if files_from is None:
        return list(sources)
    try:
        text = (
            sys.stdin.read() if files_from == "-" else Path(files_from).read_text(encoding="utf-8")
        )
    except (OSError, UnicodeDecodeError) as failure:
        raise UsageError(
            f"The list cannot be read ({failure})", where=files_from, hint="Give a path a line."
        ) from failure
    return [*sources, *filter(None, text.splitlines())]


def _fields(options: InputOptions, sources: Sequence[str]) -> "Fields":
    from harvester.reading import Fields

    names: dict[str, str] = {}
    for place in _configurations(options["fields_file"], sources):
        names |= _named(place)
    given = {name: options["names"][f"{name}_field"] for name in INPUT_FIELDS}
    asked = {name: value for name, value in given.items() if value != name}
    return Fields(**{**names, **asked})


def _configurations(named: str | None, sources: Sequence[str]) -> Iterator[Path]:
    """The file that was named, else the one in the folder of the first input."""
    if named:
        yield Path(named)
        return
    for source in sources[:1]:
        folder = Path(source) if Path(source).is_dir() else Path(source).parent
        if source != "-" and (folder / CONFIGURATION).is_file():
            yield folder / CONFIGURATION


def _named(place: Path) -> dict[str, str]:
    """The names of columns in a file: its table `fields`, or the whole of it."""
    try:
        told: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        hint = 'Write lines such as: text = "content"'
        raise UsageError(
            f"This configuration is no TOML ({failure})", where=str(place), hint=hint
        ) from failure
    fields = told.get("fields", told)
    for name, column in fields.items() if isinstance(fields, dict) else [("fields", fields)]:
        if name not in INPUT_FIELDS or not isinstance(column, str):
            hint = f"Its names are: {', '.join(INPUT_FIELDS)}; each is a string."
            raise UsageError(
                f"The configuration does not know `{name}`", where=str(place), hint=hint
            )
    return dict(fields)


def _known(options: InputOptions, fields: "Fields") -> "Mapping[str, Article]":
    """What is known of articles beside their files."""
    from harvester.reading.published import any_time
    from harvester.reading.sidecar import FOR_ALL
    from harvester.records import Article

    known: dict[str, Article] = {}
    if options["metadata"]:
        known |= _table(options["metadata"], fields)
    published, url = options["published"], options["url"]
    if published and any_time(published).iso is None:
        hint = "Write it as 2019-03-23."
        raise UsageError(f"'{published}' is no date, or may be two", where="--published", hint=hint)
    if published or url:
        day = any_time(published).iso if published else None
        known[FOR_ALL] = Article("", url=url, published=day)
    return known


def _table(path: str, fields: "Fields") -> "dict[str, Article]":
    from harvester.cli.problems import teller
    from harvester.reading.sidecar import read_known
    from harvester.records import Problem

    known: dict[str, Article] = {}
    tell = teller(set())
    for found in read_known(path, fields):
        if not isinstance(found, Problem):
            known[found[0]] = found[1]
        elif found.severity == "error":
            raise UsageError(found.message, hint="")
        else:
            tell(found)
    return known
