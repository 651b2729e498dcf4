"""What a lineage is made of and what it says: printings in, members and findings out."""

from typing import Annotated, Literal, NamedTuple

from harvester.meaning import Meaning
from harvester.records import Kind, Precision
from harvester.trace.matching.copies import Sketch

FindingKind = Literal["misattribution", "alteration", "number-changed", "printed-before-posted"]
# No finding rests on a start or on a speaker of which the program is less sure.
SURE = 0.9
LagPrecision = Literal["second", "day"]


class Printing(NamedTuple):
    """A quote of a cluster, with what its article says of place and time."""

    quote_id: str
    article_id: str
    outlet: str | None
    published: str | None
    kind: Kind
    words: str
    wording: int
    speaker: str | None = None
    author_name: str | None = None
    handle: str | None = None
    platform: str | None = None
    post_id: str | None = None
    posted_at: str | None = None
    posted_precision: Precision | None = None
    confidence: float = 1.0
    is_speaker_inferred: bool = False
    post: str | None = None
    person: str | None = None
    is_corrected: bool = False
    sketch: Sketch = ()

    @property
    def is_sure(self) -> bool:
        """Whether an accusation may rest on where its words begin and on whose they are."""
        return self.confidence >= SURE or self.is_corrected


class Member(NamedTuple):
    """A quote's part in a cluster."""

    quote_id: Annotated[str, Meaning("The quote.")]
    is_first: Annotated[
        bool,
        Meaning("Whether no other is known to be earlier; a day without a time ties with its day."),
    ]
    lag: Annotated[
        float | None, Meaning("Hours after the first one; whole days where only days are known.")
    ]
    lag_precision: Annotated[
        LagPrecision | None,
        Meaning("second where both times are known; day where the article or the first has none."),
    ]
    copy_of: Annotated[
        str | None,
        Meaning("The first article that is mostly the same text, if its article is a copy of one."),
    ]
    likely_source: Annotated[
        str | None,
        Meaning(
            "A guess: the earlier quote that is most alike and nearest in time. Never a proof; "
            "null in copies, and where no other is known to be earlier."
        ),
    ]


class Finding(NamedTuple):
    """Something in a cluster that a person should look at."""

    kind: Annotated[
        FindingKind,
        Meaning(
            "misattribution (another speaker than elsewhere), alteration (other words than in the "
            "embedded post), number-changed (another number), printed-before-posted."
        ),
    ]
    quote_id: Annotated[str, Meaning("The quote that is spoken of.")]
    other_quote_id: Annotated[str | None, Meaning("The quote that it is held against.")]
    detail: Annotated[str, Meaning("The changes as [-before-]{+after+}, or the names or times.")]


class Lineage(NamedTuple):
    """Who printed the words of a cluster, when, from where, and what is odd about it."""

    first_published: Annotated[
        str | None,
        Meaning("When the first of the articles was published, as printed; a day if one ties."),
    ]
    first_outlets: Annotated[tuple[str, ...], Meaning("The outlets of the first articles.")]
    posted_at: Annotated[str | None, Meaning("The post's own time, as exact as any place has it.")]
    posted_precision: Annotated[Precision | None, Meaning("How exact posted_at is.")]
    is_post_later: Annotated[
        bool | None,
        Meaning("Whether the first article is older than the post in any time zone."),
    ]
    n_quotes: Annotated[int, Meaning("How many quotes there are.")]
    n_articles: Annotated[int, Meaning("How many articles.")]
    n_independent: Annotated[int, Meaning("How many articles, the copies of one counted once.")]
    n_outlets: Annotated[int, Meaning("How many outlets.")]
    n_wordings: Annotated[int, Meaning("How many wordings.")]
    median_lag: Annotated[
        float | None, Meaning("Hours until half of the outlets that were not first had it.")
    ]
    members: tuple[Member, ...]
    findings: tuple[Finding, ...]
