"""What flows through the program: every record, every field, each with its meaning, said once.

A post is what somebody published on a platform, wherever it is printed again. A quote is one place
in one article where words are reproduced or pointed to: an embed, a flattened post, a bare link, or
a quotation. A quotation is the kind of quote that stands between quotation marks.

The tables, the JSON Schemas and the column help are made from these classes. They are named tuples,
because a harvest makes millions of them; `Meaning` carries what a person must know of a field.
Offsets are half-open and count Unicode code points of `Article.text`. What is not known is None.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, get_args

from harvester.meaning import Meaning
from harvester.text.digest import digest

Kind = Literal["embed", "signature", "unsigned", "link", "quotation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
POST_KINDS: tuple[Kind, ...] = ("embed", "signature", "unsigned", "link")
Only = Literal["posts", "quotations"]
Precision = Literal["second", "minute", "day", "days"]
# Attributes by which the reader of a page marks a post that the page holds as data.
POST_URL, POST_AUTHOR, POST_HANDLE, POST_DATE = (
    "data-post-url",
    "data-post-author",
    "data-post-handle",
    "data-post-date",
)
Severity = Literal["note", "warning", "error"]


class Span(NamedTuple):
    """A half-open stretch of `Article.text`, in code points."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether another span lies inside this one.

        >>> Span(0, 9).holds(Span(3, 5)), Span(0, 9).holds(Span(3, 12))
        (True, False)
        """
        return self.start <= other.start and other.end <= self.end


class Anchor(NamedTuple):
    """An HTML element that may matter to a finder, at its place in the article's text.

    Parents stand before their children; the next `inside` anchors are those within this element.
    """

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str]
    inside: int = 0

    @property
    def span(self) -> Span:
        """Where the element's own text lies; empty for an element without text."""
        return Span(self.start, self.end)


class Article(NamedTuple):
    """One document as published: its text, and what is known of it.

    >>> Article("Hello.").id == Article("Hello.").key
    True
    """

    text: Annotated[str, Meaning("The text all offsets refer to, exactly as it was read.")]
    given_id: Annotated[str | None, Meaning("The id that the input gives the article.")] = None
    url: Annotated[str | None, Meaning("Where the article was published.")] = None
    outlet: Annotated[
        str | None,
        Meaning("Who published it: the registered domain of the url, or a name the input gives."),
    ] = None
    title: Annotated[str | None, Meaning("The headline.")] = None
    author: Annotated[str | None, Meaning("The byline.")] = None
    published: Annotated[
        str | None,
        Meaning("When it was published: ISO 8601, a day or a time, as precise as known."),
    ] = None
    lang: Annotated[str | None, Meaning("The language of the article, a BCP 47 tag.")] = None
    source: Annotated[str | None, Meaning("The file it was read from, and the record in it.")] = (
        None
    )
    anchors: tuple[Anchor, ...] = ()

    @property
    def key(self) -> str:
        """The id by content: the same article with the same particulars, on every machine."""
        given = (self.given_id, self.url, self.outlet, self.title, self.author, self.published)
        return digest(*given, self.lang, self.text)

    @property
    def id(self) -> str:
        """The input's own id where it has one, else the id by content."""
        return self.given_id or self.key

    def to_dict(self) -> dict[str, object]:
        """The article as a line of JSON that can be read again: without anchors, with its one id.

        >>> Article("Hello.", given_id="a1").to_dict()["id"]
        'a1'
        """
        known = self._asdict()
        del known["given_id"], known["anchors"]
        return {"id": self.id, **known}


class Hit(NamedTuple):
    """What a finder saw at one place, before it is normalised: spans, printed words, evidence."""

    kind: Kind
    rule: str
    start: int
    end: int
    platform: str | None = None
    body: Span | None = None
    tail: Span | None = None
    attribution: Span | None = None
    speaker: Span | None = None
    speaker_name: Span | None = None
    is_speaker_inferred: bool | None = None
    speaker_confidence: float | None = None
    cue: Span | None = None
    post: "Hit | None" = None
    author_name: str | None = None
    handle: str | None = None
    printed_date: str | None = None
    day: str | None = None
    moment: datetime | None = None
    post_id: str | None = None
    url: str | None = None
    lang: str | None = None
    confidence: float = 1.0
    runner_up: int | None = None

    @property
    def span(self) -> Span:
        """All that the hit covers: words, signature and what stands between."""
        return Span(self.start, self.end)


class Quote(NamedTuple):
    """One place in one article where somebody's words are reproduced or pointed to."""

    id: Annotated[str, Meaning("Made from the article's content, the place and the post.")]
    article_id: Annotated[str, Meaning("The input's own id of the article, else one by content.")]
    kind: Annotated[
        Kind,
        Meaning(
            "How the words stand there: embed (markup of an embedded post), signature (a post "
            "flattened to text, with its signature), unsigned (a flattened post without one), "
            "link (only the URL of a post), quotation (words in quotation marks)."
        ),
    ]
    rule: Annotated[str, Meaning("The public name of what found it, e.g. signature.twitter.")]
    platform: Annotated[str | None, Meaning("The social platform, e.g. twitter.")]
    post_id: Annotated[str | None, Meaning("The platform's own id of the post, as text.")]
    url: Annotated[str | None, Meaning("The canonical URL of the post.")]
    author_name: Annotated[
        str | None, Meaning("The display name of the account; its spaces are plain ones.")
    ]
    handle: Annotated[str | None, Meaning("The account's handle, without @.")]
    speaker: Annotated[
        str | None, Meaning("Who is quoted, verbatim; a pronoun where one stands there.")
    ]
    text: Annotated[
        str | None, Meaning("The words, verbatim: body, then newline and tail if split.")
    ]
    tidy: Annotated[
        str | None,
        Meaning("The words without invisible marks and trailing media links, in NFC: to be read."),
    ]
    folded: Annotated[
        str | None,
        Meaning(
            "The key under which two printings of the same words meet: letters and digits only."
        ),
    ]
    start: Annotated[int, Meaning("Where the quote begins in the article's text.")]
    end: Annotated[int, Meaning("Where the quote ends in the article's text.")]
    body_start: Annotated[int | None, Meaning("Where the words begin.")]
    body_end: Annotated[int | None, Meaning("Where the words end.")]
    tail_start: Annotated[
        int | None, Meaning("Where the rest begins, if a scraper put the signature in the middle.")
    ]
    tail_end: Annotated[int | None, Meaning("Where that rest ends.")]
    attribution_start: Annotated[int | None, Meaning("Where the signature begins, dash included.")]
    attribution_end: Annotated[int | None, Meaning("Where the signature ends, date included.")]
    speaker_start: Annotated[int | None, Meaning("Where the speaker's name begins.")]
    speaker_end: Annotated[int | None, Meaning("Where the speaker's name ends.")]
    cue_start: Annotated[int | None, Meaning("Where the verb of saying begins.")]
    cue_end: Annotated[int | None, Meaning("Where the verb of saying ends.")]
    printed_date: Annotated[str | None, Meaning("The date of the post, verbatim.")]
    posted_at: Annotated[
        str | None,
        Meaning("When it was posted: an ISO 8601 day, or UTC time where an id tells it."),
    ]
    posted_precision: Annotated[
        Precision | None,
        Meaning("How exact posted_at is; days: estimated from the id, up to two days off."),
    ]
    is_date_confirmed: Annotated[
        bool | None,
        Meaning("Whether id and printed date name the same UTC day; null if one is missing."),
    ]
    pics: Annotated[tuple[str, ...], Meaning("Codes of pic.twitter.com and pic.x.com links.")]
    links: Annotated[tuple[str, ...], Meaning("URLs in the words, as printed.")]
    hashtags: Annotated[tuple[str, ...], Meaning("Hashtags in the words, without #.")]
    mentions: Annotated[tuple[str, ...], Meaning("Handles mentioned in the words, without @.")]
    cashtags: Annotated[tuple[str, ...], Meaning("Ticker symbols in the words, without $.")]
    lang: Annotated[str | None, Meaning("The language of the words where the input says it.")]
    confidence: Annotated[float, Meaning("How sure the finder is of the words, from 0 to 1.")]
    prefix: Annotated[str, Meaning("Up to 320 characters of the article before the quote.")]
    suffix: Annotated[str, Meaning("Up to 80 characters of the article after the quote.")]
    runner_up: Annotated[
        int | None,
        Meaning("Where the words begin if not at body_start: the place that came second."),
    ] = None
    speaker_name: Annotated[
        str | None, Meaning("Who that is by the name that the article gives, verbatim.")
    ] = None
    is_speaker_inferred: Annotated[
        bool | None, Meaning("Whether speaker or name stand elsewhere in the article.")
    ] = None
    post_quote_id: Annotated[
        str | None,
        Meaning("For a quotation from a post: the quote that prints that post in the article."),
    ] = None
    speaker_confidence: Annotated[float | None, Meaning("How sure the name is, 0 to 1.")] = None

    def to_dict(self) -> dict[str, object]:
        """The fields by name, as `harvester scan` prints them."""
        return self._asdict()


class Post(NamedTuple):
    """A social-media post as such, wherever it is reproduced.

    Its facts are the best that any place gave.
    """

    id: Annotated[str, Meaning("Made from platform and post id, else from account, day and words.")]
    platform: Annotated[str, Meaning("The social platform.")]
    post_id: Annotated[str | None, Meaning("The platform's own id, if any article shows it.")]
    url: Annotated[str | None, Meaning("The canonical URL.")]
    account_id: Annotated[str | None, Meaning("The account that posted it.")]
    author_name: Annotated[str | None, Meaning("The display name as printed.")]
    handle: Annotated[str | None, Meaning("The handle, without @.")]
    text: Annotated[str | None, Meaning("The words in tidy form, of the most trusted place.")]
    posted_at: Annotated[str | None, Meaning("When it was posted, ISO 8601.")]
    posted_precision: Annotated[
        Precision | None,
        Meaning("How exact posted_at is; days: estimated from the id, up to two days off."),
    ]


class Account(NamedTuple):
    """Who posts: one handle on one platform."""

    id: Annotated[str, Meaning("Made from platform and handle, in lower case.")]
    platform: Annotated[str, Meaning("The social platform.")]
    handle: Annotated[str, Meaning("The handle, without @, in lower case.")]
    name: Annotated[str | None, Meaning("A display name that was printed beside it.")]


class Outlet(NamedTuple):
    """Who published: a registered domain, or a name that an input gave."""

    id: Annotated[str, Meaning("Made from the name.")]
    name: Annotated[str, Meaning("The registered domain or the given name.")]


class Problem(NamedTuple):
    """Something that could not be read, or was read with a guess."""

    severity: Annotated[
        Severity,
        Meaning("note: as it should be; warning: read, but see why; error: not harvested."),
    ]
    code: Annotated[str, Meaning("A short name for the kind of problem, e.g. encoding-guessed.")]
    source: Annotated[str, Meaning("The file, and the record in it.")]
    message: Annotated[str, Meaning("What happened, and what to do next.")]

    def to_dict(self) -> dict[str, object]:
        """The fields by name."""
        return self._asdict()
