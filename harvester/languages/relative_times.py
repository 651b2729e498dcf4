"""Times as timelines tell them: "3 days ago", in every language; they name no day."""

from functools import cache, lru_cache

import regex

from harvester.languages import languages

_LONGEST = 40
_HOLES = {"{n}": r"(?:\d{1,3}|\p{L}{1,6})", "{unit}": r"[\p{L}\p{M}]{1,12}\.?"}


@lru_cache(2048)  # the lines behind one head are those behind the next one, too
def is_relative(line: str) -> bool:
    """Whether a line is nothing but a time told from now.

    >>> is_relative("3 days ago"), is_relative("vor 2 Stunden"), is_relative("Long ago")
    (True, True, False)
    """
    return 0 < len(line) <= _LONGEST and _written().fullmatch(line.strip()) is not None


@cache
def _written() -> regex.Pattern[str]:
    templates = (template for language in languages() for template in language.ago)
    return regex.compile("|".join(map(_pattern, templates)), regex.IGNORECASE)


def _pattern(template: str) -> str:
    parts = regex.split(r"(\{\w+\})", template)
    return "".join(_HOLES.get(part) or regex.escape(part).replace(r"\ ", r"\s") for part in parts)
