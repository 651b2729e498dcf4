"""`harvester languages`: whose printed dates are understood, with an example of each."""

from collections.abc import Iterator

import click

from harvester.cli.options import output_options

EPILOG = "Example:  harvester languages --csv"


@click.command("languages", epilog=EPILOG)
@output_options
def command(form: str | None) -> None:
    """List the languages whose dates are understood, with examples."""
    from harvester.cli.output import put

    put(_rows(), ("code", "name", "native", "dates", "example"), form)


def _rows() -> Iterator[dict[str, object]]:
    from harvester.languages import languages
    from harvester.languages.date_forms import example

    for language in languages():
        yield {
            "code": language.code,
            "name": language.name,
            "native": language.native,
            "dates": language.dates,
            "example": example(language),
        }
