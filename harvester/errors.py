"""The one family of errors, each a sentence in three parts: what happened, where, what to do next.

It knows exit codes, because an error decides how the program ends; it leaves printing to the
command line and collecting to the pipeline.
"""

from enum import IntEnum

DISTRIBUTION = "quote-harvester"  # on PyPI, `harvester` is another project


def install_command(extra: str) -> str:
    """The command that installs an optional part.

    >>> install_command("fast")
    "pip install 'quote-harvester[fast]'"
    """
    return f"pip install '{DISTRIBUTION}[{extra}]'"


class Exit(IntEnum):
    """What the shell is told; the numbers are a promise to scripts."""

    DONE = 0
    NOTHING_FOUND = 1
    WRONG_USAGE = 2
    SOME_INPUTS_FAILED = 3
    DATABASE_UNUSABLE = 4
    PART_MISSING = 5
    INTERRUPTED = 130
    TERMINATED = 143


class Terminated(KeyboardInterrupt):
    """The system asked the program to end (SIGTERM); it ends as with Ctrl-C, with another code."""


class HarvesterError(Exception):
    """Something the user can act on.

    >>> str(HarvesterError("Line 3 is not JSON", where="a.jsonl", hint="Mend the line."))
    'a.jsonl: Line 3 is not JSON. Mend the line.'
    """

    exit_code = Exit.SOME_INPUTS_FAILED

    def __init__(self, what: str, *, where: str | None = None, hint: str = "") -> None:
        """Say what happened, where, and what to do next."""
        self.what, self.where, self.hint = what, where, hint
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{what.rstrip('.')}. {hint}".rstrip())


class UsageError(HarvesterError):
    """The command was asked for something that it does not have."""

    exit_code = Exit.WRONG_USAGE


class InputError(HarvesterError):
    """An input, or one record in it, that cannot be read."""


class DatabaseError(HarvesterError):
    """The database file is not one of ours, is damaged, or is locked."""

    exit_code = Exit.DATABASE_UNUSABLE


class MissingPartError(HarvesterError):
    """An optional package is not installed; the hint holds the command that installs it."""

    exit_code = Exit.PART_MISSING
