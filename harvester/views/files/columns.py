"""What the columns of an export hold: their types and meanings, as the records say them."""

from typing import NamedTuple

from harvester.meaning import fields
from harvester.models.base import plain
from harvester.records import Account, Article, Outlet, Post, Quote
from harvester.trace.lineage.printings import Lineage, Member
from harvester.views.trace_rows import LookAlike, Oddity, Place, Trace

_RECORDS = {
    "quotes": (Quote, Article, Place),
    "posts": (Post, Lineage),
    "articles": (Article,),
    "clusters": (Lineage, Quote),
    "people": (Outlet, Lineage),
    "outlets": (Outlet, Lineage),
    "ids": (Quote, Account, Member),
}
_N_QUOTES = "How many quotes there are."
# What has another name or another meaning than in any record.
_OWN: dict[tuple[str, str], tuple[type, str]] = {
    ("quotes", "person"): (str, "The person who is quoted, over all names and accounts."),
    ("quotes", "words"): (str, "The words, to be read; corrected where other articles tell how."),
    ("quotes", "is_corrected"): (bool, "Whether other articles tell where the words begin."),
    ("quotes", "link"): (str, "The canonical URL of the post."),
    ("posts", "first_published"): (str, "When the first article that has it was published."),
    ("articles", "id"): (str, "Made from the article's content; the same on every machine."),
    ("articles", "length"): (int, "The length of its text, in code points."),
    ("articles", "n_quotes"): (int, _N_QUOTES),
    ("clusters", "id"): (str, "Made of the smallest of its wordings."),
    ("clusters", "words"): (str, "The words of the quote that shows them best."),
    ("clusters", "post"): (str, "The post whose words they are."),
    ("clusters", "first_outlets"): (str, "The outlets of the first articles."),
    ("people", "id"): (str, "The same on every machine."),
    ("people", "name"): (str, "The name that most articles use."),
    ("people", "names"): (str, "All names and accounts."),
}

# What a column of any name means where no table says more.
MEANINGS: dict[str, str] = {
    field.name: field.meaning
    for record in (Account, Post, Article, Quote, Lineage, Member, LookAlike, Oddity, Trace, Place)
    for field in fields(record)
} | {name: meaning for (what, name), (_, meaning) in _OWN.items() if what == "quotes"}


class Column(NamedTuple):
    """A column of an export."""

    name: str
    type: type
    meaning: str


def column(what: str, name: str) -> Column:
    """What a column of an export holds.

    >>> column("posts", "posted_at").meaning
    'When it was posted, ISO 8601.'
    """
    if (what, name) in _OWN:
        return Column(name, *_OWN[what, name])
    known = (field for record in _RECORDS[what] for field in fields(record))
    field = next(each for each in known if each.name == name)
    return Column(name, plain(field.type), field.meaning)
