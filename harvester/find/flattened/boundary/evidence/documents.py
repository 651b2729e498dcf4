"""What is known of the document of each place, as columns."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy

from harvester.find.flattened.boundary.document_profile import DocumentProfile
from harvester.find.flattened.boundary.evidence.lexicon import language_number
from harvester.find.flattened.boundary.frames import Frame
from harvester.text.script import SCRIPTS

ENDLESS = 300  # characters from which on a line is as good as endless


class Documents(NamedTuple):
    """The profile of each place's document, as `DocumentProfile` has it, in numbers.

    `script` and `language` are theirs, 0 and -1 without any. By `lines_wide`, `paragraphs_wide` and
    `at_widest` the width of a line can be divided.
    """

    lines: Any
    mean_line: Any
    middle_line: Any
    stopped: Any
    fragments: Any
    widest: Any
    glued: Any
    posts: Any
    gap_after: Any
    usual_gap: Any
    runs: Any
    marks: Any
    script: Any
    language: Any
    lines_wide: Any
    paragraphs_wide: Any
    at_widest: Any


def documents_of(frames: Sequence[Frame], many: Sequence[int]) -> Documents:
    """The columns of the documents, for as many places of each frame."""
    rows = [_row(frame.profile) for frame in frames]
    return Documents(*numpy.array(rows, dtype=numpy.float64).T.repeat(many, axis=1))


def _row(profile: DocumentProfile) -> tuple[float, ...]:
    return (
        profile.lines, profile.mean_line, profile.middle_line, profile.stopped,
        profile.fragments, profile.widest, profile.glued, profile.posts,
        profile.gap_after, profile.usual_gap, profile.runs, profile.marks,
        SCRIPTS.index(profile.script) + 1 if profile.script else 0,
        language_number(profile.language),
        max(1.0, profile.mean_line), max(1.0, profile.middle_line),
        max(1, min(ENDLESS, profile.widest)),
    )  # fmt: skip
