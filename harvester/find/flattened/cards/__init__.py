"""Posts that are named otherwise than by a dash, a name, `(@handle)` and a date behind the words.

`titles` are those of link cards and of the descriptions of pictures, `citations` name a post as a
source, `newsletters` hold it in a link of Markdown.
"""

from collections.abc import Iterator

from harvester.find.flattened.cards.citations import citations
from harvester.find.flattened.cards.newsletters import newsletters
from harvester.find.flattened.cards.titles import titles
from harvester.records import Article, Hit


def cards(article: Article) -> Iterator[Hit]:
    """A hit for each such post.

    >>> [hit.author_name for hit in cards(Article('Ada on X: "Rain again" / X'))]
    ['Ada']
    """
    yield from titles(article)
    yield from citations(article)
    yield from newsletters(article)
