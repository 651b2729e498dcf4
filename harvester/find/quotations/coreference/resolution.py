"""The name behind each speaker, as far as the article gives one: all that is known of who speaks.

Pronouns have antecedents, roles have holders, a family name alone has the full name that stands
elsewhere in the article. What does not fit in number, gender or title, or fits two people, keeps
what is printed: a wrong name is worse than none.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.find.quotations.coreference.antecedents import Antecedents
from harvester.find.quotations.coreference.continuation import Told, earlier_speaker
from harvester.find.quotations.coreference.mentions import Mention, last_mention, mentions
from harvester.find.quotations.coreference.people import People
from harvester.find.quotations.coreference.roles import apposed, holder, role_of
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.subjects import subject
from harvester.languages.given_names import Gender, particles
from harvester.records import Span

_PRINTED = 0.95  # how often the speaker beside a verb is right
_EXPANDED = 0.93  # the full name of a family name
_HELD = 0.85  # who has a role
_NEAR = 40  # characters behind a verb in which a name is its object
_BEFORE = 0.75  # the speaker before, where nothing else tells


class Known(NamedTuple):
    """Who speaks by name, whether that stands elsewhere, and how often such a name is right."""

    name: Span | None
    is_inferred: bool
    confidence: float | None


_NOBODY = Known(None, False, None)


def resolve(text: str, said: Sequence[Told], lexicon: Lexicon) -> Iterator[Known]:
    """For each quotation of an article, in order, who speaks."""
    people = People(text, lexicon)
    antecedents = Antecedents(people, [told.context.marked.span for told in said])
    known: dict[Span, Known] = {}
    before: tuple[Told, Known] | None = None
    for told in said:
        speaker = told.found.speaker
        if speaker is None:
            yield _NOBODY
            continue
        if speaker not in known:
            known[speaker] = _known(told, speaker, before, people, antecedents)
        found = known[speaker]
        before = told, found
        yield taken_over(found) if told.found.is_inferred else found


def _is_of_person(speaker: Span, people: People) -> bool:
    return any(map(people.is_person, mentions(people.text, *speaker, people.lexicon)))


def taken_over(found: Known) -> Known:
    """Who speaks, where that is taken over from another place of the article."""
    sure = min(found.confidence, _HELD) if found.confidence else None
    return found._replace(is_inferred=True, confidence=sure)


def _known(
    told: Told,
    speaker: Span,
    before: tuple[Told, Known] | None,
    people: People,
    antecedents: Antecedents,
) -> Known:
    printed = people.text[speaker.start : speaker.end].lower()
    if printed in people.lexicon.pronouns:
        return _of_pronoun(told, speaker, before, people, antecedents)
    if told.found.is_inferred and told.found.cue is None and not _is_of_person(speaker, people):
        return _NOBODY  # no verb says that the subject is one who speaks
    role = role_of(speaker, people)
    if role and (name := apposed(speaker, people)) is not None:
        return Known(name.span, False, _PRINTED)
    if role and (name := holder(role, people)) is not None:
        return Known(_full(name, people), True, _HELD)
    return _of_name(speaker, people)


def _of_name(speaker: Span, people: People) -> Known:
    """The name without its titles; the full one, where the words end with a family name alone."""
    last = last_mention(people.text, *speaker, people.lexicon)
    if last is None or last.span.end != speaker.end or _is_of(speaker, last, people):
        return Known(speaker, False, _PRINTED)
    is_alone = last.span == speaker  # who speaks by one name is a person if the article says more
    full = None if last.given else people.person(last.family, last.title).name
    if full is not None and (is_alone or people.is_person(last)):
        return Known(full, True, _EXPANDED)
    is_titled = not is_alone and people.is_person(last)
    return Known(last.span if is_titled else speaker, False, _PRINTED)


def _is_of(speaker: Span, mention: Mention, people: People) -> bool:
    """Whether who speaks is but somebody's: "a spokesman for Governor Quist" is not Quist."""
    if mention.span.start == speaker.start:
        return False
    lexicon = people.lexicon
    skipped = lexicon.honorifics | lexicon.determiners
    before = people.text[speaker.start : mention.span.start].lower().replace(".", " ").split()
    word = next((word for word in reversed(before) if word not in skipped), "")
    return any(word in words for words in (lexicon.links, lexicon.speech.recipients, particles()))


def _full(mention: Mention, people: People) -> Span:
    """The full name of somebody, or the name as it stands there."""
    if mention.given:
        return mention.span
    return people.person(mention.family, mention.title).name or mention.span


def _of_pronoun(
    told: Told,
    speaker: Span,
    before: tuple[Told, Known] | None,
    people: People,
    antecedents: Antecedents,
) -> Known:
    printed = people.text[speaker.start : speaker.end].lower()
    if printed in people.lexicon.speech.impersonal:
        return _of_body(told, speaker, people)
    gender = _gender(printed, people.lexicon)
    if gender is not None:
        found = antecedents.of(told.context, speaker, gender)
        if found is not None and _is_told(found.mention, told, people):
            return _NOBODY
        if found is not None:
            return Known(_full(found.mention, people), True, found.confidence)
    name = _name_before(told, before, people)
    fits = name is not None and _may_be(name, gender, people)
    return Known(name, True, _BEFORE) if fits else _NOBODY


def _is_told(mention: Mention, told: Told, people: People) -> bool:
    """Whether a name stands right behind the verb: of "he told Quist" Quist is not he."""
    cue = told.found.cue
    if cue is None or people.text[cue.end : cue.end + 1] != " ":
        return False
    behind = next(mentions(people.text, cue.end, cue.end + _NEAR, people.lexicon), None)
    if behind is None or behind.span.start != cue.end + 1:
        return False
    return behind.family == mention.family


def _name_before(told: Told, before: tuple[Told, Known] | None, people: People) -> Span | None:
    """Who spoke before in the paragraph: in a quotation, or in a sentence without one."""
    if before is not None and before[0].context.paragraph == told.context.paragraph:
        return before[1].name
    name = earlier_speaker(told.context, people.lexicon)
    if name is None or people.text[slice(*name)].lower() in people.lexicon.pronouns:
        return None
    found = holder(role_of(name, people), people)
    return _full(found, people) if found else name


def _of_body(told: Told, speaker: Span, people: People) -> Known:
    """Which office or firm an "it" stands for: the subject of its own sentence, if that is none."""
    left = told.context.left.before(speaker.start)
    name = subject(people.text, left, people.lexicon) if left else None
    if name is None or _is_of_person(name, people):
        return _NOBODY
    return Known(name, True, _BEFORE) if len(people.text[slice(*name)]) > 2 else _NOBODY


def _gender(pronoun: str, lexicon: Lexicon) -> Gender | None:
    if pronoun in lexicon.speech.feminine:
        return "feminine"
    return "masculine" if pronoun in lexicon.speech.masculine else None


def _may_be(name: Span, gender: Gender | None, people: People) -> bool:
    """Whether a pronoun of this gender may stand for a name."""
    last = last_mention(people.text, *name, people.lexicon)
    known = people.gender(last) if last is not None else None
    return known is None or gender is None or known == gender
