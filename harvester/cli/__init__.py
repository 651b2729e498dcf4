"""The command line: one file a command, loaded when it is called, so that `--help` is quick.

Data goes to standard output, everything said about it to standard error.
"""

import errno
import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from harvester.errors import DISTRIBUTION, Exit, HarvesterError, Terminated, UsageError
from harvester.filters import did_you_mean

# The folders of commands, and the commands of each in the order in which people meet them.
ROOMS = {
    "harvesting": ("run", "scan", "explain", "forget"),
    "asking": ("search", "show", "trace", "query", "cluster"),
    "handing_over": ("report", "export", "import", "serve"),
    "reference": ("schema", "doctor", "platforms", "languages"),
}
COMMANDS = {command: room for room, commands in ROOMS.items() for command in commands}

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, room by room."""
        for room, names in ROOMS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name, command.get_short_help_str(80)) for name, command in commands if command]
            with formatter.section(f"{room.replace('_', ' ').capitalize()} commands"):
                formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments; `help COMMAND` is understood, too."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; what is nearly one is told."""
        if args[0] not in COMMANDS and (near := did_you_mean(args[0], tuple(COMMANDS))):
            ctx.fail(f"No such command '{args[0]}'. {near.strip()}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; a reader such as `head` that has seen enough is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_output()
            return Exit.DONE
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            _close_output()
            raise UsageError(
                f"No more can be written ({error.strerror})",
                where=error.filename or "output",
                hint="Make room where it goes and where temporary files do, and run it again.",
            ) from error
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
    _open_what_is_closed()
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


def _open_what_is_closed() -> None:
    """Streams that the caller has closed lead nowhere: Python has none in their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115, to the end


def _close_output() -> None:
    """What is still to be written goes nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
