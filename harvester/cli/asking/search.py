"""`harvester search`: full-text search over quotes and articles, in any script."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.grouping import Grouped
from harvester.cli.options import as_text, database_option, filter_options, output_options
from harvester.errors import Exit, UsageError
from harvester.filters import Filters

if TYPE_CHECKING:
    from harvester.store import Corpus, Place

_FOR_PEOPLE = ("published", "outlet", "handle", "person", "title", "snippet")
_NOTHING = (
    "Nothing has all these words. 'harvester trace' finds what is remembered by and large, "
    "'word*' what begins so; texts of articles are there if they were harvested with --keep-text."
)
EPILOG = "Example:  harvester search lighthouse stairs --since 2019 --csv"


@click.command("search", cls=Grouped, epilog=EPILOG)
@click.argument("asked", nargs=-1, metavar="WORDS...", callback=as_text)
@click.option("--articles", is_flag=True, help="Search the texts of articles, not quotes.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many answers."
)
@click.option("--index", is_flag=True, help="Make an index first, or make it anew.")
@filter_options
@output_options
@database_option
def command(
    asked: tuple[str, ...],
    *,
    articles: bool,
    limit: int,
    index: bool,
    filters: Filters,
    form: str | None,
    database: Path,
) -> int:
    """Find quotes that have all these words, the best first.

    Words are whole, of any length and script; case, marks and letter variants do not matter, nor
    does the Arabic article glued to a word, alone or behind other letters.
    'light*' is how a word begins, '"the old lighthouse"' are words side by side. Where you
    remember a sentence only by and large, 'trace' finds it. An index makes large databases quick
    to search, and later runs keep it. Exits with 1 if nothing is found.
    """
    from harvester.store import open_database, search_words

    if index:
        _build(database, articles=articles)
    if not asked:
        return _nothing_asked(index=index)
    with closing(open_database(database, read_only=True)) as connection:
        found = search_words(
            connection, " ".join(asked), filters=filters, limit=limit, corpus=_corpus(articles)
        )
    count = _put(found, form, articles=articles)
    if not count:
        click.echo(_NOTHING, err=True)
    if count == limit:
        click.echo(f"These are the best {limit}; --limit shows more.", err=True)
    return Exit.DONE if count else Exit.NOTHING_FOUND


def _corpus(articles: bool) -> "Corpus":
    from harvester.store import ARTICLES, QUOTES

    return ARTICLES if articles else QUOTES


def _nothing_asked(*, index: bool) -> int:
    if index:
        return Exit.DONE
    raise UsageError("There is nothing to search for", hint="Give words: harvester search rain")


def _build(database: Path, *, articles: bool) -> None:
    from harvester.store import build_index, open_database

    with closing(open_database(database)) as connection:
        corpus = _corpus(articles)
        built = build_index(connection, corpus)
    click.echo(
        f"Indexed {built.texts:,} {corpus.table} in {built.seconds:.1f} s; "
        f"the index takes {built.size / 1e6:,.1f} MB.",
        err=True,
    )


def _put(found: "list[Place]", form: str | None, *, articles: bool) -> int:
    from harvester.cli.output import chosen, put
    from harvester.views.search import ARTICLE_COLUMNS, COLUMNS, place_card, place_row

    if form is None and chosen(form) == "table":
        for number, place in enumerate(found):
            click.echo(("\n" if number else "") + place_card(place))
        return len(found)
    columns = ARTICLE_COLUMNS if articles else COLUMNS
    rows = (place_row(place) for place in found)
    if form in ("table", "wide"):
        columns = tuple(name for name in columns if name in _FOR_PEOPLE)
    return put(rows, columns, form)
