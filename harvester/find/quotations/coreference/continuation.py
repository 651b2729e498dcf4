"""What one quotation takes over from another: the speaker who goes on, with or without a verb.

It says of all it finds that it is inferred.
"""

from typing import NamedTuple

from harvester.find.quotations.attribution import Attribution, last_speaker
from harvester.find.quotations.context import Context
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.signing import turn
from harvester.find.quotations.words import sentence_start, words
from harvester.records import Span

_FARTHEST = 600  # characters of the paragraph that are looked back on
_SENTENCES = 3
_GAP = " \t\r\n.,;…\N{NO-BREAK SPACE}"


class Told(NamedTuple):
    """A quotation and who tells it."""

    context: Context
    found: Attribution


def carry(context: Context, found: Attribution, before: Told | None, lexicon: Lexicon) -> Told:
    """The quotation, completed from the one before it in its paragraph or from the words before."""
    if found.speaker is None and before is not None and _goes_on(context, found, before):
        found = _continued(found, before)
    if found.rule == "bare" and (name := turn(context)) is not None:
        found = found._replace(rule="turn", speaker=name)
    if before is not None and before.context.paragraph != context.paragraph:
        before = None
    if found.speaker is None and found.is_open:
        found = _with_earlier_speaker(context, found, before, lexicon)
    return Told(context, found)


def _goes_on(context: Context, found: Attribution, before: Told) -> bool:
    """Whether words that no verb introduces follow the sentence of the quotation before.

    Speech goes on over paragraphs too, where words in marks are all of the next one.
    """
    if found.rule != "bare" or before.found.speaker is None or before.found.rule == "signed":
        return False
    right = before.context.right
    end = right[-1].end if right else before.context.marked.end
    between = context.text[end : context.marked.start]
    return not between.strip(_GAP) and ("\n" not in between or _fills_paragraph(context))


def _fills_paragraph(context: Context) -> bool:
    """Whether nothing else stands in the paragraph, and the words end like a sentence."""
    end = context.marked.end
    line_end = context.text.find("\n", end)
    rest = context.text[end : line_end if line_end >= 0 else None]
    return not rest.strip() and context.printed[-1:] not in ",،"


def _continued(found: Attribution, before: Told) -> Attribution:
    taken = before.found
    return found._replace(
        rule="continued", cue=taken.cue, speaker=taken.speaker, is_inferred=True, is_open=False
    )


def _with_earlier_speaker(
    context: Context, found: Attribution, before: Told | None, lexicon: Lexicon
) -> Attribution:
    """A verb without a speaker of its own has that of the verb before it."""
    speaker = before.found.speaker if before is not None else None
    speaker = speaker or _earlier_speaker(context, lexicon)
    return found._replace(speaker=speaker, is_inferred=speaker is not None)


def _earlier_speaker(context: Context, lexicon: Lexicon) -> Span | None:
    """The last speaker that the paragraph names before the sentence of the quotation."""
    if not lexicon.speech.is_spaced:
        return None
    low, end = max(context.paragraph, context.sentence - _FARTHEST), context.sentence
    for _ in range(_SENTENCES):
        start = sentence_start(context.text, low, max(low, end - 2), (), lexicon)
        told, name = last_speaker(words(context.text, start, end, lexicon), lexicon)
        if told or start <= low:
            return name  # behind a verb without a name nobody is sure of an older one
        end = start
    return None
