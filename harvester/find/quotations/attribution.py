"""Who said the words between marks, and the verb that says so.

A verb before the words introduces them, a verb behind follows them; where there are both, the
nearer and plainer one counts. Only spans of the text are given, never a name made of something
else; who is taken over from an earlier verb is marked as inferred.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from harvester.find.quotations.announcing import announcer
from harvester.find.quotations.context import Context
from harvester.find.quotations.cues import (
    Cue,
    cues,
    following,
    guessed,
    introducing,
    is_adjacent,
    is_carrier,
    is_passive,
)
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.names import (
    name_before,
    name_behind,
    name_closed,
    name_of_last,
)
from harvester.find.quotations.signing import signature
from harvester.find.quotations.subjects import subject
from harvester.find.quotations.vocabulary import Word
from harvester.find.quotations.words import DASHES, Words, words
from harvester.records import Span

Rule = Literal[
    "introduced",
    "followed",
    "inside",
    "guessed",
    "colon",
    "signed",
    "turn",
    "continued",
    "repeated",
    "bare",
]
_COMMAS = frozenset(",،")
_COMMAS_AND_DASHES = _COMMAS | DASHES
_LONGEST = 8  # words of a name that is taken over
_NEAREST = 3  # words of a name between a quotation and its verb


class Attribution(NamedTuple):
    """What tells who spoke; `is_inferred` if the speaker is that of an earlier verb."""

    rule: Rule = "bare"
    cue: Span | None = None
    speaker: Span | None = None
    is_inferred: bool = False
    is_open: bool = False  # a verb of saying whose speaker must be looked for further back


def attribute(context: Context, lexicon: Lexicon) -> Attribution:
    """The verb and the speaker of one quotation, from the sentence it stands in."""
    if (name := signature(context, lexicon)) is not None:
        return Attribution("signed", speaker=name)
    before = introducing(context.left, lexicon)
    behind = None if _ends_sentence(context) else following(context.right, lexicon)
    if before and (behind is None or _is_introduced(context, before[0], behind, lexicon)):
        return _introduced(context, before, lexicon)
    if behind is not None and behind.role != "carried":
        return _followed(context, before, behind, lexicon)
    if context.has_colon:
        speaker, is_inferred = announcer(context, lexicon)
        return Attribution("colon", speaker=speaker, is_inferred=is_inferred)
    if lexicon.speech.tells_inside and (inside := _inside(context, lexicon)) is not None:
        return inside
    return _guessed(context, lexicon)


def _inside(context: Context, lexicon: Lexicon) -> Attribution | None:
    """A verb with its speaker between two commas or dashes within the marks."""
    told = words(context.text, *context.marked.words, lexicon)
    for cue in cues(told, lexicon):
        name = name_behind(told, cue.last + 1, lexicon)
        is_apart = cue.role == "verb" and cue.first > 1 and told[cue.first - 1].is_break
        if is_apart and name is not None and _has_capital(told, name):
            return Attribution("inside", told.span(cue.first, cue.last), name)
    return None


def _ends_sentence(context: Context) -> bool:
    """Whether a point ends the words in marks and a capital letter begins another sentence."""
    return context.printed[-1:] == "." and bool(context.right) and context.right[0].is_capital


def _is_introduced(context: Context, before: Cue, behind: Cue, lexicon: Lexicon) -> bool:
    """Whether the verb before the words is theirs, although another one follows."""
    if behind.role == "carried" or context.is_clause:
        return True
    if context.has_colon:
        return not _is_beside(context, behind, lexicon)
    if is_adjacent(context.left, before, lexicon):
        return True
    return _introduces_next(context, behind) or not _is_plainly_followed(context, behind, lexicon)


def _is_beside(context: Context, behind: Cue, lexicon: Lexicon) -> bool:
    """Whether a comma in the marks and the next words tell who speaks: “…,” she said."""
    is_near = behind.role == "verb" and behind.first <= _NEAREST
    ends_open = context.printed[-1:] in _COMMAS and not _introduces_next(context, behind)
    return is_near and ends_open and name_before(context.right, behind.first, lexicon) is not None


def _introduces_next(context: Context, behind: Cue) -> bool:
    """Whether the verb behind leads, across a comma, to the next words in marks."""
    right = context.right
    has_comma = any(word.is_break and word.text != '"' for word in right[: behind.first])
    return has_comma and any(word.text == '"' for word in right[behind.last :])


def _is_joined(sentence: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb has the subject of its sentence: "and said", "went so far as to say"."""
    before = sentence[cue.first - 1].text if cue.first else ""
    return before in lexicon.joins or before in lexicon.prepositions


def _is_plainly_followed(context: Context, behind: Cue, lexicon: Lexicon) -> bool:
    """A comma or a dash leads to the verb, or nothing stands between."""
    if any(word.text in lexicon.stops for word in context.right[: behind.first]):
        return False  # the verb of a clause of its own
    printed = context.printed
    if printed[-1:] in ",،!?؟…，！？" or behind.first == 0:
        return True
    return bool(context.right) and context.right[0].text in _COMMAS_AND_DASHES | {"，"}


def _introduced(context: Context, before: Sequence[Cue], lexicon: Lexicon) -> Attribution:
    cue = before[0]
    speaker = _speaker_of(context.left, cue, lexicon)
    if speaker is not None and _is_aside(context, cue, speaker, lexicon):
        speaker = _earlier(context.left, before[1:], lexicon) or speaker
    verb = context.left.span(cue.first, cue.last)
    speaker = _quoted(context.left, before, lexicon) or speaker
    if speaker is not None or is_carrier(context.left, cue, lexicon):
        return Attribution("introduced", verb, speaker)
    inferred = _beside(context, cue, lexicon) or _earlier(context.left, before[1:], lexicon)
    if inferred is None and (cue.role == "carried" or _is_joined(context.left, cue, lexicon)):
        inferred = subject(context.text, context.left.part(0, cue.first), lexicon)
    if inferred and context.text[slice(*inferred)].lower() in lexicon.speech.impersonal:
        inferred = None
    return Attribution(
        "introduced", verb, inferred, is_inferred=inferred is not None, is_open=inferred is None
    )


def _quoted(sentence: Words, nearest_first: Sequence[Cue], lexicon: Lexicon) -> Span | None:
    """The object of a verb that quotes: "Radio Brinewick quoted Ada Quist as saying"."""
    verbs = lexicon.speech.quoting
    telling = nearest_first if nearest_first[0].role == "carried" else nearest_first[:1]
    quoting = next((cue for cue in telling if sentence[cue.first].text in verbs), None)
    if quoting is None:
        return None
    place = quoting.last + 1
    if place < len(sentence) and sentence[place].text in lexicon.speech.objects:
        place += 1
    return name_behind(sentence, place, lexicon)


def _is_aside(context: Context, cue: Cue, speaker: Span, lexicon: Lexicon) -> bool:
    """Whether a verb and its subject are but part of what somebody says.

    So are "Ada says it shows that …" and "Ada told one who asked that the sea …".
    """
    if context.text[speaker.start : speaker.end].lower() in lexicon.speech.impersonal:
        return True
    is_relative = cue.first > 0 and context.left[cue.first - 1].text in lexicon.speech.relatives
    return is_relative and not is_adjacent(context.left, cue, lexicon)


def _beside(context: Context, cue: Cue, lexicon: Lexicon) -> Span | None:
    """The name right before a participle: "a film of Ada Quist saying"."""
    before = context.left.part(0, cue.first)
    if cue.role != "carried" or not before or not before[-1].is_capital:
        return None
    return subject(context.text, before, lexicon, is_beside=True)


def last_speaker(sentence: Words, lexicon: Lexicon) -> tuple[bool, Span | None]:
    """Whether anything is said in a sentence, and who says the last that has a speaker."""
    before = introducing(sentence, lexicon)
    return bool(before), _earlier(sentence, before, lexicon)


def _earlier(sentence: Words, nearest_first: Sequence[Cue], lexicon: Lexicon) -> Span | None:
    """The nearest speaker that looks like a name: in scripts with capitals it has one."""
    has_capitals = any(word.is_capital for word in sentence)
    for cue in nearest_first:
        name = _speaker_of(sentence, cue, lexicon)
        named = sentence.within(name) if name is not None else []
        if not 0 < len(named) <= _LONGEST:
            continue
        if has_capitals and not named[0].is_capital and named[0].text in lexicon.pronouns:
            return None  # who speaks farther back need not be who it stands for
        if not has_capitals or _is_somebody(named, lexicon):
            return name
    return None


def _is_somebody(named: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a name has a capital, or is a role that is known: "the mayor"."""
    is_known = named[0].text in lexicon.speech.articles
    return is_known or any(word.is_capital for word in named)


def _has_capital(sentence: Words, name: Span) -> bool:
    return any(word.is_capital for word in sentence.within(name))


def _speaker_of(sentence: Words, cue: Cue, lexicon: Lexicon) -> Span | None:
    """The name beside a verb that introduces; a form without a speaker of its own has none."""
    if cue.role == "carried":
        return None
    if cue.role == "source":
        return name_behind(sentence, cue.last + 1, lexicon)
    if cue.role == "closing":
        return name_closed(sentence, cue.first, lexicon)
    wanted = lexicon.speech.introducing
    if cue.first == 0 or sentence[cue.first - 1].text == '"':
        wanted = ("after",)  # nothing of the sentence stands before the verb: “…,” said Ada, “…”
    for side in wanted:
        look = _name_before_verb if side == "before" else _name_behind_verb
        if (name := look(sentence, cue, lexicon)) is not None:
            return name
    return None


def _name_before_verb(sentence: Words, cue: Cue, lexicon: Lexicon) -> Span | None:
    if cue.first and sentence[cue.first - 1].text == '"':
        return None
    if lexicon.speech.introducing[0] != "before" and cue.first and sentence[cue.first - 1].is_break:
        return None
    return name_before(sentence, cue.first, lexicon)


def _name_behind_verb(sentence: Words, cue: Cue, lexicon: Lexicon) -> Span | None:
    """Behind the verb only an inverted speaker counts, not the object of what is said."""
    name = name_behind(sentence, cue.last + 1, lexicon)
    if name is None or lexicon.speech.introducing[0] == "after":
        return name
    ends_with_quotation = sentence.ends[-1] == name.end
    follows_quotation = cue.first > 0 and sentence[cue.first - 1].text == '"'
    return None if ends_with_quotation and not follows_quotation else name


def _followed(context: Context, before: Sequence[Cue], cue: Cue, lexicon: Lexicon) -> Attribution:
    right = context.right
    verb = right.span(cue.first, cue.last)
    if cue.role in ("source", "aside"):
        return Attribution("followed", verb, name_behind(right, cue.last + 1, lexicon))
    name = name_before(right, cue.first, lexicon)
    if name is None and cue.role != "closing":
        name = name_behind(right, cue.last + 1, lexicon)
        goes_on = lexicon.speech.is_verb_last or _is_subject(context, cue)
        if name is not None and goes_on and not _has_capital(right, name):
            name = None  # what stands behind the verb goes on with the story
    if is_passive(right, cue, lexicon):
        return Attribution("followed", verb)
    if name is None and lexicon.speech.is_verb_last:
        name = name_of_last(context.left, lexicon)
    if name is not None:
        return Attribution("followed", verb, name)
    inferred = _earlier(context.left, before, lexicon) or subject(
        context.text, context.left, lexicon
    )
    return Attribution(
        "followed", verb, inferred, is_inferred=inferred is not None, is_open=inferred is None
    )


def _is_subject(context: Context, cue: Cue) -> bool:
    """Whether a verb directly behind words that nothing ends tells what they do: “…” says a lot."""
    printed = context.printed
    has_case = printed.lower() != printed.upper()
    return has_case and cue.first == 0 and printed[-1:].isalnum()


def _guessed(context: Context, lexicon: Lexicon) -> Attribution:
    """The verb and the name behind a comma, whatever the verb is."""
    behind = context.right
    has_comma = bool(behind) and behind[0].text in _COMMAS_AND_DASHES
    if not has_comma and context.printed[-1:] not in _COMMAS:
        return Attribution()
    behind = behind.part(1) if has_comma else behind
    cue = guessed(behind, lexicon)
    if cue is None:
        return Attribution()
    name = name_before(behind, cue.first, lexicon) or name_behind(behind, cue.last + 1, lexicon)
    return Attribution("guessed", behind.span(cue.first, cue.last), name, is_open=name is None)
