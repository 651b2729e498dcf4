"""`python -m harvester.spark`, and what spark-submit is given: a run on Spark from the shell."""

import sys
from typing import NoReturn, cast, get_args

import click

from harvester.errors import Exit, HarvesterError, MissingPartError, install_command
from harvester.reading import Fields
from harvester.records import Only

EPILOG = """\b
Examples:
  python -m harvester.spark run crawl/ found/
  spark-submit --master yarn harvester/spark/__main__.py run s3a://crawl/2019/ s3a://found/2019/
"""
_NAMES = [name for name in Fields._fields if name not in ("text", "html")]


@click.group(epilog=EPILOG)
def main() -> None:
    """The same harvest on Spark, for what outgrows a machine."""


@main.command(epilog="Then:  harvester import OUTPUT/harvest --db db/harvest.db")
@click.argument("source", metavar="INPUT")
@click.argument("target", metavar="OUTPUT")
@click.option("--text-field", metavar="NAME", help="The column with the text.")
@click.option("--html-field", metavar="NAME", help="The column with the page.")
@click.option("--field", "named", metavar="FIELD=NAME", multiple=True, help=f"{', '.join(_NAMES)}.")
@click.option("--outlet", metavar="NAME", help="Who published what does not tell.")
@click.option("--only", type=click.Choice(get_args(Only)), help="Leave the rest out.")
@click.option("--as-quotes", is_flag=True, help="Each text is one quote, its author the account.")
@click.option("--keep-text", is_flag=True, help="Keep the text of articles.")
@click.option("--no-trace", is_flag=True, help="Harvest alone; do not tell who else printed it.")
@click.option("--master", metavar="URL", help="Where Spark runs; spark-submit says it itself.")
def run(
    source: str,
    target: str,
    *,
    text_field: str | None,
    html_field: str | None,
    named: tuple[str, ...],
    outlet: str | None,
    only: str | None,
    as_quotes: bool,
    keep_text: bool,
    no_trace: bool,
    master: str | None,
) -> int:
    """Harvest INPUT, and write to the folder OUTPUT who else printed what.

    INPUT is a file, a folder or a pattern of Parquet, JSON lines, CSV, WARC, or what else
    'harvester run' reads, on any file system that Spark knows. In OUTPUT there are, as Parquet:
    harvest (for 'harvester import'), quotes, clusters, cluster_members, variants, findings,
    problems. Exits with 3 if some inputs could not be read.
    """
    try:
        from harvester.spark.harvesting import Wanted
        from harvester.spark.running import run as run_on
        from harvester.spark.running import session
    except ImportError as missing:
        hint = f"Install it: {install_command('spark')}; it needs Java 17."
        raise MissingPartError("This needs the package pyspark", hint=hint) from missing
    fields = _fields(text=text_field, html=html_field, named=named)
    wanted = Wanted(cast("Only | None", only), as_quotes, keep_text)
    spark = session(master)
    traced = not no_trace
    found = run_on(spark, source, target, wanted=wanted, outlet=outlet, is_traced=traced, **fields)
    click.echo(
        f"{found.articles:,} articles, {found.quotes:,} quotes, {found.clusters:,} clusters, "
        f"{found.problems:,} problems → {target}",
        err=True,
    )
    return Exit.DONE


def _fields(*, text: str | None, html: str | None, named: tuple[str, ...]) -> dict[str, str]:
    fields = {name: value for name, value in (("text", text), ("html", html)) if value}
    for each in named:
        field, _, name = each.partition("=")
        if field not in _NAMES or not name:
            raise click.BadParameter(f"'{each}' is not FIELD=NAME with one of {', '.join(_NAMES)}.")
        fields[field] = name
    return fields


def start(arguments: list[str] | None = None) -> NoReturn:
    """Run a command, and tell the shell how it ended."""
    try:
        code = main.main(arguments, prog_name="harvester.spark", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        code = Exit.WRONG_USAGE
    except HarvesterError as error:
        click.echo(f"Error: {error}", err=True)
        code = error.exit_code
    sys.exit(int(code or 0))


if __name__ == "__main__":
    start()
