"""What one quotation takes over from another: the speaker who goes on, with or without a verb.

It says of all it finds that it is inferred.
"""

from collections.abc import Sequence
from typing import NamedTuple

from harvester.find.quotations.attribution import Attribution, last_speaker
from harvester.find.quotations.context import Context
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.signing import turn
from harvester.find.quotations.subjects import subject
from harvester.find.quotations.words import sentence_start, words
from harvester.records import Span

_FARTHEST = 600  # characters of the paragraph that are looked back on
_SENTENCES = 3
_STATEMENT_ENDS = frozenset(".…۔।")
_SENTENCE_ENDS = _STATEMENT_ENDS | frozenset("!?؟")
_CLOSING = "'’\"”»"  # of words in marks within marks
_GAP = " \t\r\n.,;…\N{NO-BREAK SPACE}"


class Told(NamedTuple):
    """A quotation and who tells it."""

    context: Context
    found: Attribution


def carry(context: Context, found: Attribution, before: Told | None, lexicon: Lexicon) -> Told:
    """The quotation, completed from the one before it or from the words before."""
    if found.speaker is None and before is not None and _goes_on(context, found, before, lexicon):
        found = _continued(found, before)
    if found.speaker is None and (name := turn(context, lexicon)) is not None:
        found = found._replace(rule="turn", speaker=name)
    if found.speaker is None and found.is_open:
        found = _with_earlier_speaker(context, found, before, lexicon)
    if found.rule == "bare" and found.speaker is None and _is_sentence(context):
        masked = [before.context.marked.span] if before is not None else []
        name = _teller(context, masked, lexicon)
        found = found._replace(speaker=name, is_inferred=name is not None)
    return Told(context, found)


def _goes_on(context: Context, found: Attribution, before: Told, lexicon: Lexicon) -> bool:
    """Whether words that no verb introduces follow the sentence of the quotation before.

    Speech goes on over paragraphs too, where a sentence in marks is all of the next one.
    """
    if found.rule != "bare" or before.found.speaker is None or before.found.rule == "signed":
        return False
    right = before.context.right
    end = right.ends[-1] if right else before.context.marked.end
    between = context.text[end : context.marked.start]
    if between.strip(_GAP):
        return False
    is_next = "\n" in between
    return not is_next or (fills_paragraph(context) and _ends_sentence(context, lexicon))


def fills_paragraph(context: Context) -> bool:
    """Whether nothing stands in the paragraph but the words in marks."""
    start, end = context.marked.span
    line_end = context.text.find("\n", end)
    rest = context.text[end : line_end if line_end >= 0 else None]
    line = context.text.rfind("\n", 0, start) + 1
    return not rest.strip(_GAP) and not context.text[line:start].strip()


def _ends_sentence(context: Context, lexicon: Lexicon) -> bool:
    """Whether a point ends the words, within the marks or behind them: headings have none."""
    if not lexicon.speech.is_spaced:
        return True  # no point stands before the closing mark
    last, end = context.printed.rstrip(_CLOSING)[-1:], context.marked.end
    return last in _SENTENCE_ENDS or context.text[end : end + 1] in _SENTENCE_ENDS


def _continued(found: Attribution, before: Told) -> Attribution:
    taken = before.found
    return found._replace(
        rule="continued", cue=taken.cue, speaker=taken.speaker, is_inferred=True, is_open=False
    )


def _with_earlier_speaker(
    context: Context, found: Attribution, before: Told | None, lexicon: Lexicon
) -> Attribution:
    """A verb without a speaker of its own has that of the verb before it."""
    speaker = None
    if before is not None and _may_share(context, found, before, lexicon):
        speaker = before.found.speaker
    speaker = speaker or earlier_speaker(context, lexicon)
    return found._replace(speaker=speaker, is_inferred=speaker is not None)


def _may_share(context: Context, found: Attribution, before: Told, lexicon: Lexicon) -> bool:
    """Whether a verb has the speaker of the one before it: across paragraphs where its form tells.

    Languages that need no pronoun go on so: "وقال آدم … وأضاف", and "сказал" is not "сказала".
    """
    if before.context.paragraph == context.paragraph:
        return True
    speech = lexicon.speech
    is_far = context.sentence - before.context.marked.end > _FARTHEST
    if not speech.drops_pronouns or is_far or found.cue is None or before.found.cue is None:
        return False
    verbs = (context.text[cue.start : cue.end] for cue in (found.cue, before.found.cue))
    return len({verb.endswith(speech.feminine_verbs or "\n") for verb in verbs}) == 1


def _is_sentence(context: Context) -> bool:
    """Whether the words in marks are a sentence of their own, with nothing that goes on."""
    if (
        context.left
        or context.printed[-1:] not in _SENTENCE_ENDS
        or not context.printed[:1].isupper()
    ):
        return False
    return not context.right or context.right[0].is_capital


def _teller(context: Context, masked: Sequence[Span], lexicon: Lexicon) -> Span | None:
    """Who says something or is spoken of right before, in this paragraph or the one above it.

    What somebody else says there is masked.
    """
    text, end = context.text, context.sentence
    while end > 0 and text[end - 1].isspace():
        end -= 1
    is_same = end > context.paragraph
    low = max(context.paragraph if is_same else text.rfind("\n", 0, end) + 1, end - _FARTHEST)
    if not lexicon.speech.is_spaced or end <= low or text[end - 1] not in _STATEMENT_ENDS:
        return None
    start = sentence_start(text, low, max(low, end - 2), masked, lexicon)
    told = words(text, start, end, lexicon, masked)
    _, name = last_speaker(told, lexicon)
    if name is None and is_same and not lexicon.speech.capitalises_nouns:
        name = subject(text, told, lexicon)
    is_somebody = name and text[name.start : name.end].lower() not in lexicon.speech.impersonal
    return name if is_somebody else None


def earlier_speaker(context: Context, lexicon: Lexicon) -> Span | None:
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
