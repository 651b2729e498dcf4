"""What the shell offers after TAB beside commands and options: questions and their parameters."""

import click
from click.shell_completion import CompletionItem


def questions(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """The saved questions that begin so, each with what it answers."""
    from harvester.store import questions as saved

    return [
        CompletionItem(each.name, help=each.answers)
        for each in saved()
        if each.name.startswith(begun)
    ]


def parameters(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """The parameters of the question that stands before, each with its meaning."""
    from harvester.store import questions as saved

    before = {ctx.params.get("question"), *ctx.args}  # click gives up on a -p without its value
    return [
        CompletionItem(parameter.name, help=parameter.meaning)
        for each in saved()
        if each.name in before
        for parameter in each.parameters
        if parameter.name.startswith(begun)
    ]
