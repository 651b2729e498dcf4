"""What is known of each character, as bits of a number; a text becomes an array of such numbers.

What is asked of the characters of a text is asked of all at once. A character is looked at when it
is met for the first time.
"""

from typing import Any

import numpy
import regex

from harvester.find.flattened.boundary.characters import MARGIN as _MARGIN
from harvester.find.flattened.boundary.characters import first_class, last_class, width
from harvester.find.places import MARKS
from harvester.text.script import LINK, SCRIPTS, script_of, words_of
from harvester.text.script import UNSPACED as _UNSPACED
from harvester.text.weight import HEAVY as _HEAVY

_TRAILING = " \t\xa0"  # what scrapers leave at the end of a line inside one sentence
_WORD = regex.compile(r"[\p{L}\p{M}']")

_KNOWN, LINE_END, SPACE, MARGIN, IN_MARGIN, WIDE, WORD, QUOTED, CURLY, STRAIGHT, HEAVY, TRAILING = (
    1 << bit for bit in range(12)
)
_FIRST_AT, _LAST_AT, _SCRIPT_AT = 12, 16, 20  # bits, of four each
UNSPACED = 1 << 24


def _facts_of(character: str) -> int:
    """All that is known of a character."""
    claims = {
        LINE_END: character == "\n",
        SPACE: character.isspace(),
        MARGIN: character.isspace() or character in MARKS,
        IN_MARGIN: character in _MARGIN,
        WIDE: width(character) > 1,
        WORD: _WORD.match(character),
        QUOTED: character == ">",
        CURLY: character in "’“”",
        STRAIGHT: character in "'\"",
        HEAVY: _HEAVY.match(character),
        TRAILING: character in _TRAILING,
        UNSPACED: _UNSPACED.match(character),
    }
    script = script_of(character)
    classes = (
        first_class(character) << _FIRST_AT
        | last_class(character) << _LAST_AT
        | (SCRIPTS.index(script) + 1 if script else 0) << _SCRIPT_AT
    )
    return sum((bit for bit, holds in claims.items() if holds), _KNOWN) | classes


_FACTS = numpy.zeros(0x110000, dtype=numpy.int32)  # of each code point that was met


def facts_of(text: str) -> Any:
    """The facts of each character of a text.

    >>> [bool(each & SPACE) for each in facts_of("a b")]
    [False, True, False]
    """
    return _facts(_points(text))


def _points(text: str) -> Any:
    """The code points of a text."""
    return numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=numpy.uint32)


def _facts(points: Any) -> Any:
    facts = _FACTS.take(points)
    if not facts.all():
        for point in set(points[facts == 0].tolist()):
            _FACTS[point] = _facts_of(chr(point))
        facts = _FACTS.take(points)
    return facts


def first_classes(facts: Any) -> Any:
    """The class of each character as the first of a line."""
    return facts >> _FIRST_AT & 15


def last_classes(facts: Any) -> Any:
    """The class of each character as the last of a line."""
    return facts >> _LAST_AT & 15


def scripts(facts: Any) -> Any:
    """The script of each letter, from 1 in the order of `SCRIPTS`; 0 for other characters."""
    return facts >> _SCRIPT_AT & 15


def script_in(facts: Any) -> str:
    """The script that most letters are in, as `script_of` tells it.

    >>> script_in(facts_of("Слово word слово"))
    'Cyrillic'
    """
    counts = numpy.bincount(scripts(facts), minlength=1).tolist()
    found = {SCRIPTS[number - 1]: many for number, many in enumerate(counts) if number and many}
    return max(found, key=lambda name: (found[name], name), default="")


def words_in(text: str) -> list[str]:
    """The words of a long text, as `words_of` gives them.

    >>> words_in("Rain, it’s raining")
    ['rain', 'it', 's', 'raining']
    """
    points = _points((LINK.sub(" ", text) if "/" in text else text).lower())
    facts = _facts(points)
    if (facts & UNSPACED).any():
        return words_of(text)
    spaced = numpy.where(facts & WORD, points, ord(" ")).astype(numpy.uint32)
    return spaced.tobytes().decode("utf-32-le", "surrogatepass").split()
