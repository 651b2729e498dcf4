"""What speaks for and against each place where a post may begin, as numbers with names.

Each means something to a reader; none knows a source, an account or a topic. They are columns, in
the order of `feature_descriptions`. All places of a document are looked at together: the stretches
before its signatures are laid end to end (`laid_text`, `words`), the places become columns, too
(`places`), and a piece of evidence is the difference of two running counts (`layout`, `above`,
`pieces`, `lexical`).
"""

from collections.abc import Sequence
from typing import Any

import numpy

from harvester.find.flattened.boundary.candidates import Candidate
from harvester.find.flattened.boundary.document_profile import DocumentProfile
from harvester.find.flattened.boundary.evidence.above import above_of
from harvester.find.flattened.boundary.evidence.laid_text import laid
from harvester.find.flattened.boundary.evidence.layout import layout
from harvester.find.flattened.boundary.evidence.lexical import lexical
from harvester.find.flattened.boundary.evidence.places import places_of
from harvester.find.flattened.boundary.feature_descriptions import NAMES
from harvester.find.flattened.boundary.frames import Frame


def evidence(
    text: str,
    frames: Sequence[Frame],
    candidates: Sequence[Sequence[Candidate]],
    profile: DocumentProfile,
) -> Any:
    """An array with a row of numbers a candidate, in the order of `NAMES`, frame by frame."""
    known = laid(text, frames, profile)
    places = places_of(known, frames, candidates)
    above = above_of(known, places, profile)
    columns = [
        *layout(known, places, above, profile),
        *lexical(known, places, above, profile),
        profile.lines, profile.mean_line, profile.middle_line, profile.stopped,
        profile.fragments, profile.widest, profile.glued, profile.posts,
    ]  # fmt: skip
    rows = numpy.empty((len(NAMES), len(places.start)))
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    return numpy.ascontiguousarray(rows.T)
