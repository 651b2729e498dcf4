"""Which column means what: the names that an option gives, else names that corpora commonly use.

A guess is told, so that nobody wonders what was taken for the text.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex


class Fields(NamedTuple):
    """The names that the input uses for what is known of an article."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"
    title: str = "title"
    outlet: str = "outlet"
    author: str = "author"
    published: str = "published"
    lang: str = "lang"


class Columns(NamedTuple):
    """The names to take from a record, and which of them were guessed: field and column."""

    fields: Fields
    guessed: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """What was guessed, to be told.

        >>> columns_of(("content", "pub_date")).sentence
        'Took `content` as text, `pub_date` as published'
        """
        return "Took " + ", ".join(f"`{column}` as {field}" for field, column in self.guessed)


# The likeliest name first; case, spaces and marks between words do not matter.
COMMON_NAMES = {
    "text": (
        "content maintext main_text body full_text fulltext article_text article_body articlebody "
        "body_text text_content plain_text plaintext raw_text article story"
    ),
    "html": "raw_html rawhtml page html_content content_html body_html page_html source_html",
    "id": "article_id articleid doc_id docid document_id story_id guid uuid uid",
    "url": "link article_url source_url page_url permalink canonical_url canonical_link uri href",
    "title": "headline article_title page_title name",
    "outlet": (
        "source outlet_name publisher publication site site_name sitename media media_name "
        "newspaper news_source source_name source_domain domain website"
    ),
    "author": "byline authors creator writer author_name",
    "published": (
        "date published_at publish_date published_date date_published datepublished pub_date "
        "pubdate publication_date date_publish publishdate published_time created_at timestamp "
        "datetime time"
    ),
    "lang": "language lang_code language_code locale",
}
FILE = "file"  # asked for as the text: the table tells of files
_NAMES_OF_FILES: tuple[str, ...] = ("file", "filename", "filepath", "path", "name")
_NAMES = {field: tuple(names.split()) for field, names in COMMON_NAMES.items()}
_BETWEEN = regex.compile(r"[\s_.:-]++")  # of words in a name
_MANY = 256  # kinds of records in one corpus


@lru_cache(maxsize=_MANY)
def columns_of(names: tuple[str, ...], asked: Fields = Fields()) -> Columns:  # noqa: B008
    """Where a record with these names keeps what; names that were asked for are not guessed.

    >>> columns_of(("Headline", "body", "date", "link")).fields[:5]
    ('body', 'html', 'id', 'link', 'Headline')
    >>> columns_of(("text", "content")).guessed
    ()
    """
    guessed = tuple(_guesses(names, asked))
    return Columns(asked._replace(**dict(guessed)), guessed)


def _guesses(names: tuple[str, ...], asked: Fields) -> Iterator[tuple[str, str]]:
    by_key = {key_of(name): name for name in reversed(names)}
    taken = set(asked) & set(names)
    for field, known in _NAMES.items():
        wanted = getattr(asked, field)
        keys: tuple[str, ...]
        if field == "text" and wanted == FILE:
            keys = _NAMES_OF_FILES
        elif wanted != field or (field == "text" and asked.html in names):
            continue  # the page says more
        else:
            keys = (field, *map(key_of, known))
        for key in keys if wanted not in names else ():
            column = by_key.get(key)
            if column is not None and column not in taken:
                taken.add(column)
                yield field, column
                break


def key_of(name: str) -> str:
    """A name as it is compared.

    >>> key_of("Pub Date") == key_of("pub_date")
    True
    """
    return _BETWEEN.sub("", name.casefold().strip("\ufeff "))


def is_known(name: str) -> bool:
    """Whether corpora commonly call a column so."""
    key = key_of(name)
    return any(key == field or key in map(key_of, names) for field, names in _NAMES.items())
