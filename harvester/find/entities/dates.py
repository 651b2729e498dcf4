"""Dates in an article's text; its language is asked for where a date alone does not tell it."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from harvester.find.entities.marks import Mark
from harvester.languages.identification import identify_language
from harvester.languages.running import Language, relative_days, running_dates
from harvester.records import Article

_INFERRED = 0.8  # how often the last such day before the article is the one that is meant


def date_marks(text: str, lang: Language) -> Iterator[Mark]:
    """Every date, with its value if it has one reading only.

    >>> text = "on 4 June she left; in May 2019 she came"
    >>> [mark.value for mark in date_marks(text, lambda: "en")]
    ['2019-05']
    """
    for found in running_dates(text, lang):
        yield Mark("date", found.value, found.start, found.end, found.rule)


def relative_marks(text: str, published: str, lang: Language) -> Iterator[Mark]:
    """Days that are told by their distance from the day on which the article was published.

    >>> found = relative_marks("It rained on Saturday.", "2019-03-24", lambda: "en")
    >>> [(mark.value, mark.is_inferred) for mark in found]
    [('2019-03-23', True)]
    """
    day = published_day(published)
    for found in relative_days(text, day, lang) if day else ():
        yield Mark(
            "date",
            found.value,
            found.start,
            found.end,
            found.rule,
            confidence=_INFERRED,
            is_inferred=True,
        )


def published_day(published: str | None) -> date | None:
    """The day of publication, None if it is not known.

    >>> published_day("2019-03-23T22:10:00Z"), published_day("March")
    (datetime.date(2019, 3, 23), None)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def language_of(article: Article) -> Language:
    """What tells the language of an article, and looks for it once only.

    >>> language_of(Article("The harbour is closed, she said", lang="en"))()
    'en'
    """
    return cache(lambda: identify_language(article.text, article.lang))
