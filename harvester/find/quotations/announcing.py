"""Who speaks where nothing but a colon introduces the words: "Ada Quist: “…”"."""

from harvester.find.quotations.context import Context
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.names import name_before
from harvester.find.quotations.subjects import subject
from harvester.records import Span

_SHORTEST = 3
_SHORT = 6  # words of a name that a colon alone introduces


def announcer(context: Context, lexicon: Lexicon) -> tuple[Span | None, bool]:
    """The name before a colon, else the subject of the sentence that the colon ends.

    The second says whether it is inferred, as a subject is.
    """
    name = _before_colon(context, lexicon)
    if name is not None:
        return name, False
    name = subject(context.text, context.left, lexicon)
    if name is not None and context.text[slice(*name)].lower() in lexicon.speech.impersonal:
        name = None
    return name, name is not None


def _before_colon(context: Context, lexicon: Lexicon) -> Span | None:
    """The name that a colon alone introduces: short, and nothing else in its sentence."""
    named = context.left.part(0, -1)
    if not 0 < len(named) <= _SHORT or any(word.is_break for word in named):
        return None
    if named[0].text in lexicon.openers:
        return None  # "Related: …"
    name = name_before(named, len(named), lexicon)
    if name is None or name.start != named.starts[0]:
        return None
    capitals = sum(word.is_capital for word in named.within(name))
    is_whole = name.end == named.ends[-1] and len(named) <= _SHORTEST
    has_name = (
        capitals > 1
        and not context.text[slice(*name)].isupper()
        and not lexicon.speech.capitalises_nouns
    )
    return name if is_whole or has_name else None
