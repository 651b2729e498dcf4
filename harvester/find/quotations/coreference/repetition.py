"""Whose words stand alone in a paragraph, where the article prints them again and says whose.

Pages lift a sentence out of the text and set it apart, without a word of who says it; headings do
the same. Nobody goes on speaking there: who speaks is told where the words stand in the report.
"""

from collections.abc import Iterator, Sequence

from harvester.find.quotations.attribution import Attribution
from harvester.find.quotations.coreference.continuation import Told, fills_paragraph
from harvester.find.quotations.coreference.resolution import Known, taken_over
from harvester.text.occurrences import occurrences

_SHORTEST = 12  # characters that two places must share, to be the same words
_ENOUGH = 48  # from their beginning on; the rest may be cut or go on in another way
_POINTS = " .,!?…؟۔।،"
_LIFTED = ("bare", "continued")  # where nothing in the sentence tells who speaks


def lifted(said: Sequence[Told], known: Sequence[Known]) -> Iterator[tuple[Told, Known]]:
    """Each quotation with who speaks; of what is set apart, who says the same words elsewhere.

    Nobody speaks it where that place names nobody.
    """
    for told, speaker in zip(said, known, strict=True):
        place = _again(told, said) if _is_set_apart(told) else None
        if place is None:
            yield told, speaker
        else:
            yield _spoken_by(told, said[place]), taken_over(known[place])


def _is_set_apart(told: Told) -> bool:
    return told.found.rule in _LIFTED and fills_paragraph(told.context)


def _again(told: Told, said: Sequence[Told]) -> int | None:
    """Which quotation has the same words within the report, one with a speaker before others."""
    words = told.context.printed[:_ENOUGH].strip(_POINTS)[1:]  # the first may be a capital
    if len(words) < _SHORTEST:
        return None
    first, *others = occurrences(told.context.text, words)
    if not others:
        return None  # most are printed once
    places = (first, *others)
    found = [n for n, each in enumerate(said) if _holds(each, places) and not _is_set_apart(each)]
    return next((n for n in found if said[n].found.speaker), next(iter(found), None))


def _holds(told: Told, places: Sequence[int]) -> bool:
    start, end = told.context.marked.span
    return any(start <= at < end for at in places)


def _spoken_by(told: Told, again: Told) -> Told:
    speaker = again.found.speaker
    found = Attribution("repeated", again.found.cue, speaker, is_inferred=speaker is not None)
    return Told(told.context, found)
