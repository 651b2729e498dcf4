"""What is told of one text in its cluster: the record of `harvester cluster`."""

from typing import Annotated, Literal, NamedTuple, get_args

from harvester.meaning import Meaning

Relation = Literal["identical", "reformatted", "truncated", "partial", "edited", "extended"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


class Clustered(NamedTuple):
    """A text, and what others carry the same words: a quote, or a text of somebody's own."""

    id: Annotated[str, Meaning("The text's own id, or that of the quote.")]
    cluster: Annotated[str, Meaning("All texts with the same words have the same.")]
    relation: Annotated[
        Relation | None,
        Meaning(
            "What it is to the text it is held against, which it is most like: identical, "
            "reformatted (other marks), truncated (its beginning), partial (a part of it), edited "
            "(other words), extended (it and more); null if nothing else has its words."
        ),
    ]
    likeness: Annotated[
        float | None, Meaning("The share of the shorter text's letters that both have.")
    ]
    of: Annotated[
        str | None, Meaning("The text it is held against; null for the one that stands for all.")
    ]
    start: Annotated[int | None, Meaning("Where in it the words begin that both have.")]
    end: Annotated[int | None, Meaning("Where they end.")]
    of_start: Annotated[int | None, Meaning("Where they begin in the other one.")]
    of_end: Annotated[int | None, Meaning("Where they end there.")]
    difference: Annotated[str | None, Meaning("What is changed, as [-before-]{+after+}.")]
    is_first: Annotated[
        bool | None,
        Meaning("Whether no other is known to be earlier; a day without a time ties with its day."),
    ]
    lag: Annotated[
        float | None, Meaning("Hours after the first one; whole days where only days are known.")
    ]
    likely_source: Annotated[
        str | None,
        Meaning("A guess: the earlier text that is most alike and nearest in time."),
    ]
