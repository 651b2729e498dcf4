"""What speaks for and against each place where a post may begin, as numbers with names.

Each means something to a reader; none knows a source, an account or a topic. They are columns, in
the order of `feature_descriptions`. All places of some documents are looked at together: the
stretches before their signatures are laid end to end (`laid_text`, `words`), the places and what is
known of their documents become columns, too (`places`, `documents`), and a piece of evidence is the
difference of two running counts (`layout`, `above`, `pieces`, `lexical`).
"""

from collections.abc import Sequence
from typing import Any

import numpy

from harvester.find.flattened.boundary.candidates import Candidate
from harvester.find.flattened.boundary.evidence.above import above_of
from harvester.find.flattened.boundary.evidence.laid_text import laid
from harvester.find.flattened.boundary.evidence.layout import layout
from harvester.find.flattened.boundary.evidence.lexical import lexical
from harvester.find.flattened.boundary.evidence.places import places_of
from harvester.find.flattened.boundary.feature_descriptions import NAMES
from harvester.find.flattened.boundary.frames import Frame


def evidence(frames: Sequence[Frame], candidates: Sequence[Sequence[Candidate]]) -> Any:
    """An array with a row of numbers a candidate, in the order of `NAMES`, frame by frame."""
    known = laid(frames)
    places = places_of(known, candidates)
    above = above_of(known, places)
    document = places.document
    columns = [
        *layout(known, places, above),
        *lexical(known, places, above),
        document.lines, document.mean_line, document.middle_line, document.stopped,
        document.fragments, document.widest, document.glued, document.posts,
    ]  # fmt: skip
    rows = numpy.empty((len(NAMES), len(places.start)))
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    return numpy.ascontiguousarray(rows.T)
