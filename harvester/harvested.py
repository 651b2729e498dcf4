"""What a harvest hands to the store: an article and what was found in it, light to carry."""

from collections.abc import Iterable
from typing import NamedTuple

from harvester.entity import Entity
from harvester.records import Article, Quote
from harvester.text.addresses import identity


class Harvested(NamedTuple):
    """An article and what was found in it, ready for the store: made where the text is at hand.

    A worker makes it: the text need not travel, and the one process that writes never hashes it.
    """

    key: str
    article: Article
    length: int
    text: str | None
    quotes: tuple[Quote, ...]
    sketch: tuple[int, ...] = ()
    entities: tuple[Entity, ...] = ()
    seen_at: str | None = None

    @property
    def identity(self) -> str | None:
        """By what the article is known again when it comes with another text, if anything tells."""
        return identity(self.article.url, self.article.given_id, self.article.outlet)

    @classmethod
    def of(
        cls,
        article: Article,
        quotes: Iterable[Quote] = (),
        *,
        key: str | None = None,
        entities: Iterable[Entity] = (),
        sketch: tuple[int, ...] = (),
        seen_at: str | None = None,
        keep_text: bool = False,
    ) -> "Harvested":
        """The article without its text and anchors, unless the text is to be kept.

        Who has the article's `key` already gives it, so that the text is not hashed again.
        By the `sketch` of its text copies of it are known; `seen_at` is when it was seen, UTC.

        >>> done = Harvested.of(Article("Hello."))
        >>> done.key == Article("Hello.").key, done.length, done.text
        (True, 6, None)
        """
        light = article._replace(text="", anchors=())
        text = article.text if keep_text else None
        found = (tuple(quotes), sketch, tuple(entities), seen_at)
        return cls(key or article.key, light, len(article.text), text, *found)
