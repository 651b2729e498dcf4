"""Entities: handles, hashtags, cashtags, pictures, links, accounts and dates, wherever they stand.

Each module knows one kind. What they yield is a `Mark`: which quote it stands in is told later.
"""

from harvester.find.entities.addresses import address_marks
from harvester.find.entities.dates import date_marks, language_of, relative_marks
from harvester.find.entities.marks import DOUBTFUL, Mark
from harvester.find.entities.names import name_marks
from harvester.find.entities.signs import signs_in
from harvester.records import Article

__all__ = ["DOUBTFUL", "Mark", "find_marks"]


def find_marks(article: Article) -> list[Mark]:
    """Everything of these kinds in an article, in reading order.

    >>> [(mark.kind, mark.value) for mark in find_marks(Article("@ada_q9 on March 3, 2019 #tide"))]
    [('handle', 'ada_q9'), ('date', '2019-03-03'), ('hashtag', 'tide')]
    """
    text, signs = article.text, signs_in(article.text)
    found: list[Mark] = []
    if signs.slashes or article.anchors:
        found += address_marks(article)
    if signs.handles or signs.tags or signs.tickers:
        found += name_marks(text, signs)
    language = language_of(article)
    if signs.years:
        found += date_marks(text, language)
    if article.published:
        found += relative_marks(text, article.published, language)
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))
