"""The tables: each column made from the field of a record, so that name and meaning are said once.

`migrations/` creates the tables; this module declares what they must look like, gives the writer
its column names, and tells people what a column means. A test compares the two.
"""

from sqlalchemy import ForeignKey, Index, Table, UniqueConstraint, text
from sqlmodel import SQLModel

from harvester import records
from harvester.records import RELATIONS, Field, Relation
from harvester.store import runs
from harvester.store.schema.columns import of, table
from harvester.trace.corrections import Correction
from harvester.trace.lineage.printings import Finding, Lineage, Member

# For the program alone: what is compared by what, and what is still to be done.
INTERNAL = (
    *("post_keys", "stale_posts", "postings"),
    *("untraced_quotes", "stale_wordings", "stale_clusters", "stale_meetings", "stale_readings"),
)
# Of a quote; each value is a row of `entities`.
LISTS = ("pics", "links", "hashtags", "mentions", "cashtags")

_RUN = Field("run_id", str, "The run that wrote it last.")
_VERSION = Field("version", str, "The version of the program that harvested it.")

Runs = table("runs", [*of(runs.Run), *of(runs.Added)])
Inputs = table(
    "inputs",
    [*of(runs.Input), _RUN],
    keys=("path",),
    references={"run_id": ForeignKey("runs.id")},
)
Problems = table(
    "problems",
    [Field("run_id", str, "The run that met it first."), *of(records.Problem)],
    keys=("source", "code", "message"),
    references={"run_id": ForeignKey("runs.id")},
)
Outlets = table("outlets", of(records.Outlet), indexes=[UniqueConstraint("name")])
Articles = table(
    "articles",
    [
        Field("id", str, "Made from the article's content; the same on every machine."),
        *of(records.Article, without=["text"], rename={"outlet": "outlet_id"}),
        Field("length", int, "The length of its text, in code points."),
        _VERSION,
        Field("first_run", str, "The run that saw it first."),
        Field("text", str | None, "The text all offsets refer to, if it was asked to keep it."),
        Field("sketch", bytes | None, "By what copies of it are known: up to 24 hashes."),
    ],
    references={"outlet_id": ForeignKey("outlets.id"), "first_run": ForeignKey("runs.id")},
    indexes=[Index("articles_outlet", "outlet_id")],
)
Accounts = table("accounts", of(records.Account))
Posts = table(
    "posts",
    of(records.Post),
    references={"account_id": ForeignKey("accounts.id")},
    indexes=[
        Index("posts_account", "account_id"),
        Index("posts_post_id", "post_id", sqlite_where=text("post_id IS NOT NULL")),
    ],
)
UNSETTLED = "post IS NULL AND kind <> 'quotation' AND platform IS NOT NULL"
_QUOTE_ID, _ARTICLE_ID, *_QUOTE, _SPEAKER_CONFIDENCE = of(
    records.Quote, without=LISTS, rename={"end": "stop"}
)
Quotes = table(
    "quotes",
    [
        _QUOTE_ID,
        _ARTICLE_ID._replace(meaning="The article it stands in, by content."),
        Field("post", str | None, "The post it reproduces; null for a quotation."),
        *_QUOTE,
        Field("wording", int | None, "What its words are compared by; null if there are too few."),
        _SPEAKER_CONFIDENCE,
    ],
    references={
        "article_id": ForeignKey("articles.id", ondelete="CASCADE"),
        "post": ForeignKey("posts.id"),
        "wording": ForeignKey("wordings.id"),
    },
    indexes=[
        Index("quotes_article", "article_id"),
        Index("quotes_post", "post", "article_id", sqlite_where=text("post IS NOT NULL")),
        Index("quotes_speaker", "speaker_name", sqlite_where=text("speaker_name IS NOT NULL")),
        Index("quotes_from_post", "post_quote_id", sqlite_where=text("post_quote_id IS NOT NULL")),
        Index("quotes_unsettled", "platform", sqlite_where=text(UNSETTLED)),
        Index("quotes_wording", "wording", sqlite_where=text("wording IS NOT NULL")),
    ],
)
Entities = table(
    "entities",
    of(records.Entity),
    keys=("quote_id", "kind", "value"),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    has_rowid=False,
)
# The next two belong to settle_posts alone: what quotes share, and which posts have lost a quote.
PostKeys = table(
    "post_keys",
    [
        Field(
            "key",
            str,
            "Words of an account on a day, even if cut, or a picture: quotes that share one meet.",
        ),
        Field("quote_id", str, "The quote that has it."),
    ],
    keys=("key", "quote_id"),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    indexes=[Index("post_keys_quote", "quote_id")],
    has_rowid=False,
)
StalePosts = table(
    "stale_posts",
    [Field("post", str, "A post that lost a quote since posts were settled last.")],
    keys=("post",),
    has_rowid=False,
)
_WORDING = Field("wording", int, "The wording.")
Wordings = table(
    "wordings",
    [
        Field(
            "id",
            int,
            "Made of the match key and the account; its last byte counts the pieces.",
        ),
        Field("skeleton", str, "Letters and digits, folded; … where words are left out."),
        Field("account", str | None, "The handle the words are ascribed to, in lower case."),
        Field("cluster", str, "The cluster of all wordings that carry the same words."),
    ],
    indexes=[Index("wordings_cluster", "cluster")],
)
Matches = table(
    "matches",
    [
        Field("shorter", int, "The shorter one of two wordings."),
        Field("longer", int, "The longer one."),
        Field(
            "verdict",
            str,
            "same; maybe (words are exchanged); numbers (the same but for numbers); near (not the "
            "same, but like it).",
        ),
        Field("likeness", float, "The share of the shorter one's letters found in the longer one."),
        Field("start", int, "Where in the longer match key the shorter one begins."),
        Field("stop", int, "Where it ends there."),
        Field(
            "changes", str | None, "What differs, as JSON: places in both, and what stands there."
        ),
        Field("is_joined", bool, "Whether the shorter one joins the longer one's cluster."),
    ],
    keys=("shorter", "longer"),
    indexes=[Index("matches_longer", "longer")],
    has_rowid=False,
)
_OF_CLUSTER = Field("cluster", str, "The cluster.")
Clusters = table(
    "clusters",
    [
        Field("id", str, "Made of the smallest of its wordings; the same on every machine."),
        Field("quote_id", str, "The quote that shows its words best: an embed, if there is one."),
        Field("words", str, "The words of that quote."),
        Field("first_outlets", str | None, "The outlets of the first articles."),
        *of(Lineage, without=["first_outlets"]),
        Field(
            "post",
            str | None,
            "The post whose words they are: the one most of its quotes reproduce.",
        ),
    ],
    indexes=[Index("clusters_post", "post", sqlite_where=text("post IS NOT NULL"))],
)
Variants = table(
    "variants",
    [
        _WORDING,
        _OF_CLUSTER,
        Field("parent", int | None, "The wording it is most like; null for the cluster's own."),
        Field("relation", Relation, "What it is to that one: " + ", ".join(RELATIONS) + "."),
        Field("likeness", float, "The share of the shorter one's letters that both have."),
        Field("quote_id", str, "The quote that shows it best."),
        Field("words", str, "The words of that quote."),
        Field("difference", str | None, "What is changed, as [-before-]{+after+}."),
        Field("n_quotes", int, "How many quotes have this wording."),
        Field("n_articles", int, "How many articles."),
    ],
    keys=("wording",),
    references={
        "wording": ForeignKey("wordings.id", ondelete="CASCADE"),
        "cluster": ForeignKey("clusters.id", ondelete="CASCADE"),
    },
    indexes=[Index("variants_cluster", "cluster")],
)
_MEMBER, *_MEMBERSHIP = of(Member)
ClusterMembers = table(
    "cluster_members",
    [
        _MEMBER,
        _OF_CLUSTER,
        Field(
            "relation", Relation, "What its words are to those of the cluster, or their variant."
        ),
        *_MEMBERSHIP,
    ],
    keys=("quote_id",),
    references={
        "quote_id": ForeignKey("quotes.id", ondelete="CASCADE"),
        "cluster": ForeignKey("clusters.id", ondelete="CASCADE"),
    },
    indexes=[Index("cluster_members_cluster", "cluster")],
    has_rowid=False,
)
Findings = table(
    "findings",
    [_OF_CLUSTER, *of(Finding)],
    keys=("cluster", "kind", "quote_id"),
    references={
        "quote_id": ForeignKey("quotes.id", ondelete="CASCADE"),
        "cluster": ForeignKey("clusters.id", ondelete="CASCADE"),
    },
    indexes=[Index("findings_quote", "quote_id")],
    has_rowid=False,
)
# What follows belongs to tracing alone: the index, and what is to be done.
Postings = table(
    "postings",
    [Field("fingerprint", int, "A piece of text, as a number."), _WORDING],
    keys=("fingerprint", "wording"),
    has_rowid=False,
)
UntracedQuotes = table(
    "untraced_quotes",
    [Field("quote_id", str, "A quote whose words were not compared with others yet.")],
    keys=("quote_id",),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    has_rowid=False,
)
StaleWordings = table(
    "stale_wordings",
    [_WORDING._replace(meaning="A wording that lost a quote.")],
    keys=("wording",),
    has_rowid=False,
)
StaleClusters = table(
    "stale_clusters",
    [Field("cluster", str, "A cluster that gained or lost a quote, or of which a post changed.")],
    keys=("cluster",),
    has_rowid=False,
)

# What articles tell of each other's quotes; the two stale ones are for settling alone.
StaleMeetings = table(
    "stale_meetings",
    [Field("cluster", str, "A cluster of which a quote came, went or moved.")],
    keys=("cluster",),
    has_rowid=False,
)
Corrections = table(
    "corrections",
    of(Correction),
    keys=("quote_id",),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    has_rowid=False,
)
StaleReadings = table(
    "stale_readings",
    [Field("post", str, "A post of which a printing came or went.")],
    keys=("post",),
    has_rowid=False,
)


def names() -> list[str]:
    """The tables, each after those it refers to."""
    return [table.name for table in SQLModel.metadata.sorted_tables]


def columns(table: str) -> dict[str, str]:
    """The columns of a table in order, each with its meaning.

    >>> columns("outlets")
    {'id': 'Made from the name.', 'name': 'The registered domain or the given name.'}
    """
    model = _MODELS[table]
    return {name: field.description or "" for name, field in model.model_fields.items()}


def _declared(model: type[SQLModel]) -> Table:
    declared: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel adds it
    return declared


_ALL = (
    *(Runs, Inputs, Problems, Outlets, Articles, Accounts, Posts, Quotes, Entities),
    *(PostKeys, StalePosts),
    *(Wordings, Matches, Postings, UntracedQuotes, StaleWordings, StaleClusters),
    *(Clusters, Variants, ClusterMembers, Findings),
    *(StaleMeetings, Corrections, StaleReadings),
)
_MODELS = {_declared(model).name: model for model in _ALL}
