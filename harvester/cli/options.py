"""Flags that several commands share, each declared once."""

import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypedDict, TypeVar

import click

from harvester.errors import UsageError
from harvester.filters import FILTERS, Filters

Command = TypeVar("Command", bound=Callable[..., Any])


class InputOptions(TypedDict):
    """How inputs are to be read, as the command line says it."""

    outlet: str | None
    published: str | None
    url: str | None
    metadata: str | None
    fields_file: str | None
    names: dict[str, str]


DEFAULT_DATABASE = Path("db/harvest.db")
INPUT_FIELDS = {
    "text": "the text",
    "html": "the page",
    "id": "the id",
    "url": "the address",
    "title": "the headline",
    "outlet": "the outlet",
    "author": "the byline",
    "published": "the date of publication",
    "lang": "the language",
}


_BESIDE = {
    "outlet": ("--outlet", "NAME", "The outlet of articles that name none and have no url."),
    "published": ("--published", "DATE", "The date of articles that tell none."),
    "url": ("--url", "URL", "The address of an article that tells none."),
    "metadata": ("--metadata", "FILE", "A table of the files' names, urls, dates and so on."),
    "fields_file": ("--fields", "FILE", "Names of columns, as TOML; else harvester.toml beside."),
}


def as_text(
    _ctx: click.Context, _param: click.Parameter, words: tuple[str, ...]
) -> tuple[str, ...]:
    """Words of the command line; bytes that are not UTF-8 become U+FFFD, as in standard input.

    >>> as_text(None, None, ("caf" + chr(0xDCE9),)) == ("caf" + chr(0xFFFD),)
    True
    """
    return tuple(
        word.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for word in words
    )


def database_option(command: Command) -> Command:
    """`--db`, with the environment variable that overrides the default."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path, dir_okay=False),
        default=DEFAULT_DATABASE,
        show_default=True,
        envvar="HARVESTER_DB",
        show_envvar=True,
        help="The SQLite database.",
    )(command)


def field_options(fields: Mapping[str, str]) -> Callable[[Command], Command]:
    """An option for the name of each of these fields in JSON lines."""

    def decorate(command: Command) -> Command:
        for name, content in reversed(list(fields.items())):
            command = click.option(
                f"--{name}-field",
                default=name,
                show_default=True,
                metavar="NAME",
                help=f"The field or column of {content}.",
            )(command)
        return command

    return decorate


def input_options(command: Command) -> Any:
    """How inputs are read: names of fields, and what is known of articles beside their files.

    The command gets all of it as one argument, `options`.
    """

    @wraps(command)
    def gathered(*args: Any, **given: Any) -> Any:
        names = {f"{name}_field": given.pop(f"{name}_field") for name in INPUT_FIELDS}
        beside = {name: given.pop(name) for name in _BESIDE}
        return command(*args, options={**beside, "names": names}, **given)

    decorated: Any = field_options(INPUT_FIELDS)(gathered)
    for name, (flag, metavar, meaning) in reversed(_BESIDE.items()):
        decorated = click.option(flag, name, metavar=metavar, help=meaning)(decorated)
    return decorated


def workers_option(command: Command) -> Command:
    """`--workers`, by default as many as the machine has cores for us."""
    return click.option(
        "-j",
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        default=None,
        help="Processes that work; as many as there are cores, unless told.",
    )(command)


def filter_options(command: Command) -> Any:
    """Which places are wanted: `--since`, `--outlet` and the like, as the argument `filters`."""

    @wraps(command)
    def gathered(*args: Any, **given: Any) -> Any:
        chosen = Filters(**{each.name: given.pop(each.name) for each in FILTERS})
        return command(*args, filters=chosen, **given)

    decorated: Any = gathered
    for each in reversed(FILTERS):
        decorated = click.option(
            *each.flags,
            each.name,
            type=click.FloatRange(0, 1) if each.name == "min_confidence" else str,
            multiple=each.is_many,
            metavar=each.metavar,
            help=each.meaning,
        )(decorated)
    return decorated


def files_from_option(command: Command) -> Command:
    """`--files-from`, for lists that no command line can hold."""
    return click.option(
        "--files-from", metavar="FILE", help="Read the paths of inputs from FILE, one a line."
    )(command)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def only_option(command: Command) -> Command:
    """`--only`, which leaves out one half of what is found."""
    return click.option(
        "--only",
        type=click.Choice(["posts", "quotations"]),
        help="Leave out quotations, or leave out posts.",
    )(command)


_FORMS = {
    "json": "One JSON array.",
    "nl": "JSON lines, one object a line.",
    "csv": "Comma-separated values, with a header.",
    "tsv": "Tab-separated values.",
    "table": "A table for people, as wide as the terminal.",
    "wide": "A table that cuts nothing.",
}


def output_options(command: Command) -> Any:
    """One choice of `--json --nl --csv --tsv --table --wide`, as `form`; None leaves it open."""

    @wraps(command)
    def chosen(*args: Any, **given: Any) -> Any:
        asked = [name for name in _FORMS if given.pop(f"as_{name}")]
        if len(asked) > 1:
            both = " and ".join(f"--{name}" for name in asked)
            raise UsageError(f"{both} exclude each other", hint="Choose one.")
        return command(*args, form=next(iter(asked), None), **given)

    decorated: Any = chosen
    for name, meaning in reversed(_FORMS.items()):
        decorated = click.option(f"--{name}", f"as_{name}", is_flag=True, help=meaning)(decorated)
    return decorated
