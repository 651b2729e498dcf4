"""Quotations: the words in quotation marks that somebody said, and who said them.

Marks become spans, each span is seen in its sentence, a verb of saying and a speaker are looked
for, and what is only a title, a name or a slogan is left out.
"""

from collections.abc import Iterator, Sequence

from harvester.find.quotations import unspaced
from harvester.find.quotations.attribution import attribute
from harvester.find.quotations.classification import (
    ENOUGH,
    confidence,
    extract_features,
    may_be_said,
)
from harvester.find.quotations.context import scenes
from harvester.find.quotations.coreference.continuation import Told, carry
from harvester.find.quotations.coreference.repetition import lifted
from harvester.find.quotations.coreference.resolution import Known, resolve
from harvester.find.quotations.lexicon import Lexicon, lexicon
from harvester.find.quotations.marking.dialogue import dialogue, has_dashes
from harvester.find.quotations.marking.elements import elements
from harvester.find.quotations.marking.marks import marks
from harvester.find.quotations.marking.spans import Marked, outermost, spans
from harvester.find.quotations.posts import platform_of
from harvester.languages.identification import identify_language
from harvester.records import Article, Hit


def quotations(article: Article) -> Iterator[Hit]:
    """Each quotation of an article, in order.

    >>> text = "“We will build it again,” said the mayor of Brinewick."
    >>> [(text[slice(*h.speaker)], text[slice(*h.cue)]) for h in quotations(Article(text))]
    [('the mayor of Brinewick', 'said')]
    """
    text = article.text
    found = marks(text)
    marked = spans(text, found) if found else []
    if article.anchors and (quoted := elements(text, article.anchors, marked)):
        marked = outermost([*marked, *quoted])
    if not marked and not has_dashes(text):
        return
    at = marked[0].start if marked else len(text) // 2
    code = identify_language(text, article.lang, at=at)
    words = lexicon(code) if code else None
    if words is not None:
        yield from _said(text, _with_dialogue(text, marked, words), words)


def _with_dialogue(text: str, marked: list[Marked], words: Lexicon) -> list[Marked]:
    """The spans with those that dashes mark, where no quotation mark begins them."""
    if not words.speech.has_dialogues or not has_dashes(text):
        return marked
    starts = {each.start for each in marked}
    said = (each for each in dialogue(text, words) if each.words.start not in starts)
    return outermost([*marked, *said])


def _said(text: str, marked: Sequence[Marked], words: Lexicon) -> Iterator[Hit]:
    """Those words between marks that somebody said."""
    tell = attribute if words.speech.is_spaced else unspaced.attribute
    said: list[Told] = []
    weights: list[int] = []
    for context in scenes(text, marked, words):
        if not may_be_said(context, words):
            continue
        told = carry(context, tell(context, words), said[-1] if said else None, words)
        points = extract_features(context, told.found, words)
        if points >= ENOUGH:
            said.append(told)
            weights.append(points)
    told_by = lifted(said, list(resolve(text, said, words)))
    for (told, known), points in zip(told_by, weights, strict=True):
        yield _hit(told, points, known, platform_of(told.context, words))


def _hit(told: Told, points: int, known: Known, platform: str | None) -> Hit:
    marked, found = told.context.marked, told.found
    if known.name is None and found.is_inferred and found.cue is None:
        found = found._replace(speaker=None)  # a subject that nobody knows for a person
    return Hit(
        kind="quotation",
        rule=f"quotation.{found.rule}",
        start=marked.start,
        end=marked.end,
        platform=platform,
        body=marked.words,
        speaker=found.speaker,
        speaker_name=known.name,
        is_speaker_inferred=known.is_inferred if found.speaker else None,
        speaker_confidence=known.confidence,
        cue=found.cue,
        confidence=confidence(points),
    )
