"""Lines and sentences: what differs between the one before a place and the first one behind it.

Where a scraper left no lines, sentences are all that there is to compare.
"""

from typing import Any, NamedTuple

import numpy

from harvester.find.flattened.boundary.evidence import facts
from harvester.find.flattened.boundary.evidence.laid_text import (
    CURLY,
    QUOTES,
    SIGNS,
    STRAIGHT,
    WIDE,
    Laid,
)
from harvester.find.flattened.boundary.evidence.lexicon import (
    CAPITAL,
    KNOWN,
    LANGUAGES,
    OWN,
    REPORT,
    languages_in,
)
from harvester.find.flattened.boundary.evidence.places import Places
from harvester.find.flattened.boundary.register import DOUBT

Columns = list[Any]


class Pieces(NamedTuple):
    """The pieces around each place: its own one up to `down`, the one above from `up` on.

    `number` is that of the first piece that begins at the place or behind it, `place` its number in
    its stretch, of `many`.
    """

    number: Any
    place: Any
    many: Any
    begins: Any
    second: Any
    up: Any
    down: Any


def pieces_of(laid: Laid, places: Places) -> Pieces:
    """The pieces around each place."""
    start, number = places.start, laid.pieces.searchsorted(places.start)
    first = laid.first_pieces.take(places.around.number)
    many = laid.first_pieces.take(places.around.number + 1) - first - 1
    place = number - first
    begins = (place < many) & (laid.pieces.take(number) == start)
    up = laid.pieces.take(numpy.maximum(number - 1, first))
    second = numpy.where(place > 1, laid.pieces.take(number - 2, mode="clip"), up)
    return Pieces(number, place, many, begins, second, up, laid.pieces.take(number + begins))


def piece_features(laid: Laid, places: Places, pieces: Pieces) -> Columns:
    """How the pieces look, and whose words they have."""
    start, up, solid, known = places.start, pieces.up, laid.solid, laid.facts
    above_end, end = (
        numpy.maximum(solid.take(start), up),
        numpy.maximum(solid.take(pieces.down), start),
    )
    second_end = numpy.maximum(solid.take(up), pieces.second)
    last = facts.last_classes(known)
    in_region = numpy.maximum(up, places.around.region)
    at_start, at_up = laid.marks.take(start, axis=1), laid.marks.take(in_region, axis=1)
    above, mine = at_start - at_up, laid.marks.take(pieces.down, axis=1) - at_start
    return [
        pieces.begins, pieces.many - pieces.place,
        _width(laid, up, above_end), _width(laid, start, end),
        _width(laid, pieces.second, second_end),
        numpy.where(above_end > up, last.take(above_end - 1), 0),
        numpy.where(above_end > up, facts.first_classes(known.take(up)), -1),
        numpy.where(end > start, last.take(end - 1), 0),
        above[SIGNS], mine[SIGNS], above[QUOTES],
        *_words(laid, places, pieces),
    ]  # fmt: skip


def _width(laid: Laid, start: Any, end: Any) -> Any:
    """How wide a stretch is."""
    wide = laid.marks[WIDE]
    return end - start + wide.take(end) - wide.take(start)


def _words(laid: Laid, places: Places, pieces: Pieces) -> Columns:
    """Whose words the piece before it, its first piece, and the rest have."""
    heard = laid.heard
    back, first, last = (
        heard.starts.searchsorted(each) for each in (pieces.up, places.start, pieces.down)
    )
    end = heard.ends.take(places.around.number)
    above, mine, rest = (
        shares(heard.counts, *each) for each in ((back, first), (first, last), (last, end))
    )
    return [
        above[KNOWN], mine[KNOWN], mine[KNOWN] - rest[KNOWN],
        above[CAPITAL], mine[CAPITAL], mine[CAPITAL] - rest[CAPITAL],
        above[OWN] - above[REPORT], mine[OWN] - mine[REPORT],
    ]  # fmt: skip


def shares(counts: Any, low: Any, high: Any) -> Any:
    """The share of the words from one number to another for which each claim holds."""
    found = counts[:, :LANGUAGES].take(high, axis=0) - counts[:, :LANGUAGES].take(low, axis=0)
    return found.T / numpy.maximum(1, high - low)


def languages(laid: Laid, places: Places, pieces: Pieces) -> Columns:
    """Whether the post would be in another language than the document, and what is before it."""
    heard, common = laid.heard, laid.heard.counts[:, LANGUAGES:]
    cuts = common.take(heard.starts.searchsorted(laid.pieces), axis=0)
    of_pieces = languages_in(cuts[1:] - cuts[:-1])
    first = heard.starts.searchsorted(places.start)
    end = heard.ends.take(places.around.number)
    body = languages_in(common.take(end, axis=0) - common.take(first, axis=0))
    place = numpy.maximum(0, pieces.place + pieces.begins - 1)
    number = pieces.number - pieces.place + place
    mine, above = (
        of_pieces.take(number),
        numpy.where(place > 0, of_pieces.take(number - 1, mode="clip"), -1),
    )
    document = places.document.language
    return [
        (body >= 0) & (body != document),
        _unlike(body, above), _unlike(body, mine), _unlike(above, document),
    ]  # fmt: skip


def _unlike(one: Any, other: Any) -> Any:
    """Whether two languages differ; -1 if one is not known."""
    return numpy.where((one >= 0) & (other >= 0), one != other, -1)


def sounds(laid: Laid, places: Places, pieces: Pieces) -> Columns:
    """Whether the words are rather those of posts or of reports, piece by piece."""
    heard, frame = laid.heard, places.around.number
    cuts = heard.token_starts.searchsorted(laid.pieces)
    frames = numpy.arange(len(laid.first_pieces) - 1).repeat(numpy.diff(laid.first_pieces))
    of_pieces = _mean(laid, frames[:-1], cuts[:-1], cuts[1:])
    leasts = _leasts(of_pieces, laid.first_pieces)
    first = heard.token_starts.searchsorted(places.start)
    stop = heard.token_starts.searchsorted(pieces.down)
    end, place, number = heard.token_ends.take(frame), pieces.place, pieces.number
    opening = _mean(laid, frame, first, stop)
    least = numpy.where(
        place < pieces.many, numpy.minimum(opening, leasts.take(number, mode="clip")), opening
    )
    has_piece = place > 0
    back = numpy.where(has_piece, cuts.take(number - 1, mode="clip"), first)
    up = numpy.where(has_piece, laid.pieces.take(number - 1, mode="clip"), places.start)
    before = [
        numpy.where(place >= n, of_pieces.take(number - n, mode="clip"), -numpy.inf)
        for n in (1, 2, 3)
    ]
    return [
        _mean(laid, frame, first, end),
        heard.sound.take(end + frame) - heard.sound.take(first + frame),
        opening, least,
        _mean(laid, frame, back, first),
        numpy.where(place > 1, before[1], 0.0),
        numpy.where(has_piece, numpy.maximum(numpy.maximum(before[0], before[1]), before[2]), 0.0),
        _curled(laid, places.start, pieces.down), _curled(laid, up, places.start),
        places.document.marks,
    ]  # fmt: skip


def _mean(laid: Laid, frame: Any, low: Any, high: Any) -> Any:
    """How a stretch of words sounds on average; a few words say less than many."""
    sound, entries = laid.heard.sound, laid.heard.entries
    many = entries.take(high) - entries.take(low)
    return (sound.take(high + frame) - sound.take(low + frame)) / (many + DOUBT)


def _leasts(sounds: Any, firsts: Any) -> Any:
    """For each piece the lowest sound from it on to the last of its stretch."""
    leasts = sounds.copy()
    for low, high in zip(firsts[:-1].tolist(), firsts[1:].tolist(), strict=True):
        leasts[low : high - 1] = numpy.minimum.accumulate(sounds[low : high - 1][::-1])[::-1]
    return leasts


def _curled(laid: Laid, start: Any, stop: Any) -> Any:
    """1 for printers' quotation marks and apostrophes, -1 for straight ones, 0 for both or none."""
    curly, straight = laid.marks[CURLY], laid.marks[STRAIGHT]
    has_straight = straight.take(stop) > straight.take(start)
    return (curly.take(stop) > curly.take(start)) - has_straight.astype(numpy.int64)
