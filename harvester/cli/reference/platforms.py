"""`harvester platforms`: which platforms are understood, with an example of each."""

import click

from harvester.cli.options import output_options

EPILOG = "Example:  harvester platforms --table"


@click.command("platforms", epilog=EPILOG)
@output_options
def command(form: str | None) -> None:
    """List the platforms that are understood, with examples.

    A table leaves out the hosts, which are many.
    """
    from harvester.cli.output import chosen, put
    from harvester.views.platforms import COLUMNS, FOR_PEOPLE, platform_rows

    put(platform_rows(), FOR_PEOPLE if chosen(form) == "table" else COLUMNS, form)
