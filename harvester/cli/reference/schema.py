"""`harvester schema`: the contracts, as JSON Schema, as a list of fields, or as SQL."""

from pathlib import Path

import click

from harvester.errors import UsageError

EPILOG = "Example:  harvester schema quote"


@click.command("schema", epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--fields", "as_fields", is_flag=True, help="List field, type and meaning instead.")
@click.option("--sql", is_flag=True, help="Print the SQL of the database instead.")
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas into a folder.",
)
def command(name: str | None, as_fields: bool, sql: bool, folder: Path | None) -> None:
    """Print the contracts: JSON Schema, fields, or SQL.

    NAME is a record. Without it, the records are listed.
    """
    from harvester.views.schemas import RECORDS, schema_text, write_schemas

    if folder:
        for path in write_schemas(folder):
            click.echo(f"Wrote {path}", err=True)
    elif sql:
        from harvester.store import schema_sql

        click.echo(schema_sql(), nl=False)
    elif name is None:
        click.echo("\n".join(RECORDS))
    elif name not in RECORDS:
        raise UsageError(
            f"There is no record '{name}'", hint=f"The records are: {', '.join(RECORDS)}."
        )
    elif as_fields:
        _list_fields(RECORDS[name])
    else:
        click.echo(schema_text(name), nl=False)


def _list_fields(record: type) -> None:
    from harvester.cli.output import put
    from harvester.meaning import fields
    from harvester.views.schemas import names_of, type_name

    rows = [
        {"field": name, "type": type_name(field.type), "meaning": field.meaning}
        for name, field in zip(names_of(record), fields(record), strict=True)
    ]
    put(rows, ("field", "type", "meaning"), None)
