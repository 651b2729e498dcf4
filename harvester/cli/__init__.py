"""The command line: one file a command, loaded when it is called, so that `--help` is quick.

Data goes to standard output, everything said about it to standard error.
"""

import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from harvester.errors import DISTRIBUTION, Exit, HarvesterError, Terminated

# The folders of commands, and the commands of each in the order in which people meet them.
ROOMS = {
    "harvesting": ("run", "scan", "explain", "forget"),
    "asking": ("show", "trace", "query", "cluster"),
    "handing_over": ("report", "export", "import", "serve"),
    "reference": ("schema", "doctor", "platforms", "languages"),
}
COMMANDS = {command: room for room, commands in ROOMS.items() for command in commands}


class LazyGroup(click.Group):
    """A group whose commands are imported by name when they are needed."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"harvester.cli.{COMMANDS[cmd_name]}.{cmd_name}"
        ).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; a reader such as `head` that has seen enough is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_output()
            return Exit.DONE
        return result


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=DISTRIBUTION)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Find the social-media posts that news articles embed, and who printed the same words."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False  # no command colours what it says


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end the process with one of the promised exit codes."""
    # JSON is UTF-8 whatever the locale says; half a character must not end a long run.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: list[str] | None) -> int:
    try:
        result: Any = cli.main(args=arguments, prog_name="harvester", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt) as end:
        if isinstance(end, Terminated) or isinstance(end.__cause__, Terminated):
            return _say("Terminated.", Exit.TERMINATED)
        return _say("Interrupted.", Exit.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except HarvesterError as error:
        return _say(f"Error: {error}", error.exit_code)
    return result if isinstance(result, int) else Exit.DONE


def _terminate(_number: int, _frame: object) -> NoReturn:
    raise Terminated


def _say(message: str, code: Exit) -> int:
    click.echo(message, err=True)
    return int(code)


def _close_output() -> None:
    """What is still to be written goes nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
