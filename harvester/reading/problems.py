"""How the reader says what went wrong: a problem is a sentence that a person can act on.

Each has three parts, what happened, where, what to do next. It leaves deciding what is wrong to
the other modules, and collecting problems to the pipeline.
"""

import unicodedata

from harvester.errors import InputError
from harvester.records import Problem, Severity

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class Damage(InputError):  # noqa: N818  # a warning is damage, but no error
    """An input, or one record of it, that ends here; what was read of it before stays good.

    With severity `warning` nothing was lost: the content is whole, but not as it should be.
    """

    def __init__(self, code: str, what: str, hint: str, severity: Severity = "error") -> None:
        """Say what happened and what to do next; where it was is added later."""
        super().__init__(what, hint=hint)
        self.code, self.severity = code, severity

    def problem(self, source: str) -> Problem:
        """The problem to report, once it is known where it happened."""
        return _problem(self.severity, self.code, source, self.what, self.hint)


def error(code: str, source: str, what: str, hint: str) -> Problem:
    """Something that was not harvested.

    >>> error("empty-gzip", "a.gz", "0 bytes are no gzip file", "Fetch it again.").message
    'a.gz: 0 bytes are no gzip file. Fetch it again.'
    """
    return _problem("error", code, source, what, hint)


def warning(code: str, source: str, what: str, hint: str) -> Problem:
    """Something that was harvested, but with a doubt."""
    return _problem("warning", code, source, what, hint)


def note(code: str, source: str, what: str, hint: str) -> Problem:
    """Something that is as it should be, for whoever wonders what was done."""
    return _problem("note", code, source, what, hint)


def _problem(severity: Severity, code: str, source: str, what: str, hint: str) -> Problem:
    return Problem(severity, code, source, f"{source}: {what}. {hint}")


def shown(name: str) -> str:
    r"""A file name that is safe to print: nothing in it moves the cursor or turns the line round.

    >>> shown("report\N{RIGHT-TO-LEFT OVERRIDE}gpj.txt")
    'report\\u202egpj.txt'
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(map(_escaped, name))


def _escaped(character: str) -> str:
    """Surrogates among them stand for bytes of a file name that are not UTF-8."""
    if unicodedata.category(character) not in _UNSEEN:
        return character
    return ascii(character)[1:-1]
