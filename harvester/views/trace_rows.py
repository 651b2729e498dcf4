"""What `trace` prints for programs: each field with its meaning, as JSON Schema has it."""

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from harvester.meaning import Meaning
from harvester.records import Kind
from harvester.trace.clustered import Relation
from harvester.trace.lineage.printings import FindingKind

if TYPE_CHECKING:
    from harvester.store import Subject, WordingTrace


class Place(NamedTuple):
    """A place where the words, or a part of them, are printed or linked to."""

    published: Annotated[str | None, Meaning("When the article was published.")]
    outlet: Annotated[str | None, Meaning("Who published it.")]
    title: Annotated[str | None, Meaning("The article's headline.")]
    article_url: Annotated[str | None, Meaning("The article's address.")]
    source: Annotated[str | None, Meaning("The file the article was read from.")]
    is_first: Annotated[bool, Meaning("Whether no other is known to be earlier.")]
    lag: Annotated[float | None, Meaning("Hours after the first one; whole days if one is a day.")]
    is_before_post: Annotated[
        bool, Meaning("Whether the article is older than the post in any time zone.")
    ]
    kind: Annotated[
        Kind | Literal["mention"],
        Meaning("How the words are reproduced; mention: the account or picture is only named."),
    ]
    relation: Annotated[
        Relation | None, Meaning("What they are to the words of the cluster; null if not compared.")
    ]
    speaker: Annotated[str | None, Meaning("Who is said to speak.")]
    printed_words: Annotated[str | None, Meaning("The words as printed there, tidied.")]
    is_corrected: Annotated[
        bool, Meaning("Whether other articles told where these words begin; see corrections.")
    ]
    difference: Annotated[str | None, Meaning("What is changed, as [-before-]{+after+}.")]
    copy_of: Annotated[str | None, Meaning("The article that this one is mostly a copy of.")]
    likely_source: Annotated[str | None, Meaning("A guess: the quote they were taken from.")]
    likely_source_outlet: Annotated[str | None, Meaning("A guess: the outlet of that quote.")]
    article_id: Annotated[str, Meaning("The article.")]
    quote_id: Annotated[str | None, Meaning("The quote; null for a mention outside of quotes.")]


class Wording(NamedTuple):
    """One wording of the words, and how it hangs in the tree of all."""

    wording: Annotated[str, Meaning("Its number.")]
    parent: Annotated[str | None, Meaning("The wording it is most like.")]
    relation: Annotated[Relation, Meaning("What it is to that one.")]
    likeness: Annotated[float, Meaning("The share of letters that both have.")]
    words: Annotated[str, Meaning("The words, as one quote prints them.")]
    difference: Annotated[str | None, Meaning("What is changed, as [-before-]{+after+}.")]
    n_quotes: Annotated[int, Meaning("How many quotes have it.")]
    n_articles: Annotated[int, Meaning("How many articles.")]


class Oddity(NamedTuple):
    """Something that a person should look at."""

    kind: Annotated[FindingKind, Meaning("What is odd.")]
    detail: Annotated[str, Meaning("The changes, or the names or times.")]
    words: Annotated[str | None, Meaning("The words there.")]
    outlet: Annotated[str | None, Meaning("Where it is printed.")]
    article_url: Annotated[str | None, Meaning("In which article.")]
    other_words: Annotated[str | None, Meaning("The words that they are held against.")]
    other_outlet: Annotated[str | None, Meaning("The outlet that it is held against.")]
    other_article_url: Annotated[str | None, Meaning("The article that it is held against.")]
    why: Annotated[str, Meaning("Why it is said.")]
    quote_id: Annotated[str, Meaning("The quote.")]
    other_quote_id: Annotated[str | None, Meaning("The quote that it is held against.")]


class LookAlike(NamedTuple):
    """The same words but for the numbers, or of another account."""

    differs_in: Annotated[Literal["numbers", "account"], Meaning("What is different.")]
    words: Annotated[str | None, Meaning("The other words.")]
    account: Annotated[str | None, Meaning("Their account.")]
    likeness: Annotated[float, Meaning("The share of letters that both have.")]
    quote_id: Annotated[str, Meaning("A quote with these words.")]


class Trace(NamedTuple):
    """The story of some words: who printed them, when, how they changed, who was first."""

    question: Annotated[str, Meaning("What was asked.")]
    way: Annotated[
        Literal["url", "id", "entity", "same", "numbers", "like"],
        Meaning(
            "How it was found: by URL, by id, as a picture or an account that is named, by the "
            "same words, or by words that are like."
        ),
    ]
    likeness: Annotated[float, Meaning("The share of the question that the words carry.")]
    is_nearest: Annotated[
        bool, Meaning("Whether nothing is like the question, and this is but the nearest.")
    ]
    cluster: Annotated[str | None, Meaning("The cluster; null if nobody else has the words.")]
    post: Annotated[str | None, Meaning("The post, if they are one's.")]
    platform: Annotated[str | None, Meaning("Its platform.")]
    author_name: Annotated[str | None, Meaning("Its author's display name.")]
    handle: Annotated[str | None, Meaning("Its author's handle.")]
    speaker: Annotated[str | None, Meaning("Who is said to speak, in the first place that tells.")]
    person: Annotated[str | None, Meaning("Whose words they are, over all articles.")]
    words: Annotated[str | None, Meaning("The words, as the most trusted place prints them.")]
    posted_at: Annotated[str | None, Meaning("When it was posted.")]
    link: Annotated[str | None, Meaning("The URL of the post.")]
    first_published: Annotated[str | None, Meaning("When they were printed first.")]
    first_outlets: Annotated[tuple[str, ...], Meaning("By whom; several if the dates tie.")]
    n_quotes: Annotated[int, Meaning("How many quotes there are.")]
    n_articles: Annotated[int, Meaning("How many articles.")]
    n_independent: Annotated[int, Meaning("How many articles that are no copy of another.")]
    n_outlets: Annotated[int, Meaning("How many outlets.")]
    printings: Annotated[tuple[Place, ...], Meaning("Each place, the earliest first.")]
    variants: Annotated[tuple[Wording, ...], Meaning("The wordings, the root first.")]
    findings: Annotated[tuple[Oddity, ...], Meaning("What should be looked at.")]
    look_alikes: Annotated[tuple[LookAlike, ...], Meaning("Words that are easily taken for them.")]


def trace_row(question: str, subject: "Subject", story: "WordingTrace") -> dict[str, object]:
    """A story as the schema has it; numbers of wordings are text, because they exceed 2^53."""
    variants = [
        {**each, "wording": str(each["wording"]), "parent": _text(each["parent"])}
        for each in story.variants
    ]
    return {
        "question": question,
        "way": subject.way,
        "likeness": subject.likeness,
        "is_nearest": subject.is_nearest,
        **story.facts,
        "printings": story.printings,
        "variants": variants,
        "findings": story.findings,
        "look_alikes": story.look_alikes,
    }


def _text(number: object) -> str | None:
    return None if number is None else str(number)
