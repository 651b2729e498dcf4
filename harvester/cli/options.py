"""Flags that several commands share, each declared once."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from harvester.filters import FILTERS, Filters

Command = TypeVar("Command", bound=Callable[..., Any])

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
                help=f"The JSON field of {content}.",
            )(command)
        return command

    return decorate


def input_options(command: Command) -> Command:
    """How inputs are read: the names of fields in JSON lines, and the outlet of what names none."""
    command = field_options(INPUT_FIELDS)(command)
    return click.option(
        "--outlet", metavar="NAME", help="The outlet of articles that name none and have no url."
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


def only_option(command: Command) -> Command:
    """`--only`, which leaves out one half of what is found."""
    return click.option(
        "--only",
        type=click.Choice(["posts", "quotations"]),
        help="Leave out quotations, or leave out posts.",
    )(command)


def output_options(command: Command) -> Command:
    """One choice of `--json --nl --csv --tsv --table`; the command has a default."""
    choices = (
        ("table", "A table for people."),
        ("tsv", "Tab-separated values."),
        ("csv", "Comma-separated values, with a header."),
        ("nl", "JSON lines, one object a line."),
        ("json", "One JSON array."),
    )
    for name, meaning in choices:
        command = click.option(f"--{name}", "form", flag_value=name, type=str, help=meaning)(
            command
        )
    return command
