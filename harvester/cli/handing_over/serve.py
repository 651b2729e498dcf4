"""`harvester serve`: browse the database with Datasette."""

import json
import socket
import tempfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from harvester.cli.options import database_option
from harvester.errors import Exit, MissingPartError, UsageError, install_command

EPILOG = "Example:  harvester serve --metadata metadata.json"
_MILLISECONDS = 5000  # for a question; more is for the command line


@click.command("serve", epilog=EPILOG)
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may ask: this machine.")
@click.option("-p", "--port", type=int, default=8001, show_default=True, help="The port.")
@click.option(
    "--metadata",
    "metadata_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what Datasette is told, for a server of your own, and serve nothing.",
)
@click.option(
    "--copy",
    "copy",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --metadata: write the copy that is browsed, too.",
)
@database_option
def command(
    *, host: str, port: int, metadata_file: Path | None, copy: Path | None, database: Path
) -> int:
    """Browse the database with Datasette.

    Tables with facets, full text, and saved questions with their parameters. What is served
    is a copy, made when the server starts: slow views are stored in it, the words are
    indexed, and nobody can write to the database. It needs no network. Ctrl-C ends it.
    """
    if metadata_file is not None:
        served = copy or database
        if copy is not None:
            write_copy(database, copy)
        _save(metadata_file, metadata_of(database, served.stem))
        return Exit.DONE
    _check_browser()
    _check_port(host, port)
    with tempfile.TemporaryDirectory(prefix="harvester-") as folder:
        place = Path(folder) / database.name
        write_copy(database, place)
        click.echo(f"http://{host}:{port}/{place.stem}", err=True)
        _serve(place, metadata_of(database, place.stem), host, port)
    return Exit.DONE


def write_copy(database: Path, place: Path) -> None:
    """Write the copy that is browsed; what is there goes."""
    from harvester.store import open_database, write_browsing_copy

    place.unlink(missing_ok=True)
    with closing(open_database(database, read_only=True)) as connection:
        write_browsing_copy(connection, place)


def _save(place: Path, described: dict[str, Any]) -> None:
    from harvester.cli.output import save

    text = json.dumps(described, indent=2, ensure_ascii=False)
    save(place, f"{text}\n".encode())
    click.echo(f"{place}: for datasette --metadata {place}", err=True)


def metadata_of(database: Path, name: str) -> dict[str, Any]:
    """What Datasette is told of a database that it calls by this name."""
    from harvester.store import FACETS, columns, open_database, questions, table_meanings
    from harvester.views.browse.metadata import metadata

    with closing(open_database(database, read_only=True)) as connection:
        return metadata(name, columns(connection), table_meanings(), questions(), FACETS)


def _check_browser() -> None:
    if find_spec("datasette") is None:
        raise MissingPartError(
            "Browsing needs the package datasette", hint=f"Install it: {install_command('browse')}"
        )


def _check_port(host: str, port: int) -> None:
    try:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except (OSError, OverflowError) as error:
        what = f"The port cannot be opened: {error}"
        raise UsageError(what, where=f"{host}:{port}", hint="Give another with --port.") from error


def _serve(place: Path, described: dict[str, Any], host: str, port: int) -> None:
    import uvicorn

    app = browser(place, described).app()
    uvicorn.run(app, host=host, port=port, log_level="warning")


def browser(place: Path, described: dict[str, Any]) -> Any:
    """Datasette over a copy, with our plugin and templates."""
    from datasette.app import Datasette
    from datasette.plugins import pm

    from harvester.views.browse import plugin

    pm.register(plugin, name="harvester")
    settings = {
        "sql_time_limit_ms": _MILLISECONDS,
        "facet_time_limit_ms": 1000,
        "default_facet_size": 12,
        "suggest_facets": False,  # each column of a page would be counted for them
    }
    templates = str(Path(plugin.__file__).parent / "templates")
    return Datasette(
        [],
        immutables=[str(place)],
        metadata=described,
        settings=settings,
        template_dir=templates,
    )
