"""`harvester explain`: where each flattened post may begin, and why it was decided as it was."""

from typing import TYPE_CHECKING

import click

from harvester.cli.options import InputOptions, input_options
from harvester.errors import Exit

if TYPE_CHECKING:
    from harvester.find.explain import Explanation
    from harvester.records import Article

EPILOG = "Example:  harvester explain article.txt"

_SHOWN = 60


@click.command("explain", epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="[INPUT...]")
@input_options
def command(sources: tuple[str, ...], options: InputOptions) -> int:
    """Explain where each flattened post begins, and why.

    The evidence is what told the first choice from the second; a number is its weight in log odds.
    Exits with 1 if there is no flattened post to explain.
    """
    from harvester.cli.inputs import reading
    from harvester.cli.problems import tell
    from harvester.find.explain import explain
    from harvester.pipeline import scan
    from harvester.records import Problem

    count, failed = 0, False
    for item in scan(sources or ("-",), reading(options, sources=sources)):
        if isinstance(item, Problem):
            failed = failed or item.severity == "error"
            tell(item)
            continue
        for explanation in explain(item[0]):
            _show(item[0], explanation)
            count += 1
    if failed:
        return Exit.SOME_INPUTS_FAILED
    if not count:
        click.echo("There is no flattened post to explain.", err=True)
    return Exit.DONE if count else Exit.NOTHING_FOUND


def _show(article: "Article", explanation: "Explanation") -> None:
    from harvester.views.rows import isolated

    span = explanation.told_by
    printed = isolated(" ".join(article.text[span.start : span.end].split()))
    click.secho(f"{article.source or article.id}, {span.start}: {printed}", bold=True)
    for number, start in enumerate(explanation.starts):
        words = " ".join(article.text[start : explanation.end].split())
        mark = f"begins at {start}," if number == 0 else f"  or at  {start}:"
        sure = f" confidence {explanation.confidence:.2f}:" if number == 0 else ""
        click.echo(f"  {mark}{sure} {isolated(words[:_SHOWN])}{'…' if len(words) > _SHOWN else ''}")
    for title, reasons in (
        ("for it", explanation.reasons_for),
        ("against it", explanation.reasons_against),
    ):
        for reason in reasons:
            click.echo(f"    {title:10} {reason.weight:+.2f}  {reason.meaning}")
    click.echo()
