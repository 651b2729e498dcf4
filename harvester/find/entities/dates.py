"""Dates in an article's text; its language is asked for where a date alone does not tell it."""

from collections.abc import Callable, Iterator
from functools import cache

from harvester.find.entities.marks import Mark
from harvester.languages.identification import identify_language
from harvester.languages.running import running_dates
from harvester.records import Article


def date_marks(article: Article) -> Iterator[Mark]:
    """Every date, with its value if it has one reading only.

    >>> [mark.value for mark in date_marks(Article("on 4 June she left; in May 2019 she came"))]
    ['2019-05']
    """
    for found in running_dates(article.text, _language(article)):
        yield Mark("date", found.value, found.start, found.end, found.rule)


def _language(article: Article) -> Callable[[], str | None]:
    """What tells the language of an article, and looks for it once only."""
    return cache(lambda: identify_language(article.text, article.lang))
