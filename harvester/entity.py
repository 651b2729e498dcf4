"""The record of a handle, hashtag, cashtag, picture, link, account or date at its place."""

from typing import Annotated, Literal, NamedTuple

from harvester.meaning import Meaning

EntityKind = Literal["handle", "hashtag", "cashtag", "pic", "link", "account", "date"]
_FIRST = ("value", "printed", "start", "end", "quote_id", "article_id", "platform")


class Entity(NamedTuple):
    """A handle, hashtag, cashtag, picture, link, account or date, in a quote or loose."""

    article_id: Annotated[str, Meaning("The input's own id of the article, else one by content.")]
    quote_id: Annotated[str | None, Meaning("The quote it stands in; null if it stands loose.")]
    kind: Annotated[
        EntityKind,
        Meaning(
            "What it is: handle, hashtag, cashtag, pic (a picture of Twitter), link (to a post; "
            "in the words of a post, to anything), account (a link to a profile) or date."
        ),
    ]
    value: Annotated[
        str | None,
        Meaning(
            "The entity without #, @ or $; a picture's code; a post's canonical URL; "
            "platform:handle of an account; a date in ISO 8601, as exact as it is printed, and "
            "null if it has two readings."
        ),
    ]
    printed: Annotated[str, Meaning("The entity as it stands in the article's text.")]
    start: Annotated[int, Meaning("Where it begins in the article's text.")]
    end: Annotated[int, Meaning("Where it ends in the article's text.")]
    platform: Annotated[str | None, Meaning("The social platform, where it is known.")]
    rule: Annotated[str, Meaning("The public name of what found it, e.g. date.named.")]
    confidence: Annotated[float, Meaning("How sure the finder is, from 0 to 1.")]
    is_inferred: Annotated[
        bool, Meaning("Whether the value was told from when the article was published.")
    ]

    def to_dict(self) -> dict[str, object]:
        """The fields as `harvester scan --entities` prints them: the first tells it from a quote.

        >>> place = ("handle", "ada_q9", "@ada_q9", 0, 7)
        >>> list(Entity("a1", None, *place, None, "handle.text", 1.0, False).to_dict())[:2]
        ['entity', 'value']
        """
        row = self._asdict()
        return {"entity": row.pop("kind"), **{name: row.pop(name) for name in _FIRST}, **row}
