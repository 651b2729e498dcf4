"""Finders: each looks for one kind of trace of a post and yields hits with spans and evidence.

`embeds` finds posts in markup, `flattened` those that became plain text, `links` URLs of posts,
`quotations` words in quotation marks. `settle` makes one hit of what several saw in one place;
`explain` says why a flattened post begins where it does.
"""

from harvester.find.deciding import Deciding, alone, together
from harvester.find.embeds.markup import embeds
from harvester.find.flattened.posts import with_flattened
from harvester.find.links import links
from harvester.find.markers import may_hold_posts, may_hold_quotations
from harvester.find.quotations import quotations
from harvester.find.settle import settle
from harvester.find.spacing import as_printed, with_plain_marks, with_plain_spaces
from harvester.records import Article, Hit

__all__ = ["Deciding", "alone", "find", "finding", "settle", "together"]


def find(article: Article, *, with_quotations: bool = True) -> list[Hit]:
    """Every hit of every finder, overlapping ones included; `settle` makes them one quote a place.

    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [hit.rule for hit in find(Article(text))]
    ['signature.twitter']
    """
    return alone(finding(article, with_quotations=with_quotations))


def finding(article: Article, *, with_quotations: bool = True) -> Deciding[list[Hit]]:
    """What `find` does; where posts begin may be decided together with those of other articles."""
    text = article.text
    article = with_plain_marks(article)
    is_marked = bool(article.anchors)
    has_posts = is_marked or may_hold_posts(article.text)
    has_quotations = with_quotations and (is_marked or may_hold_quotations(article.text))
    found: list[Hit] = []
    if not (has_posts or has_quotations):
        return found
    article = with_plain_spaces(article)
    if has_posts:
        embedded = list(embeds(article)) if article.anchors else []
        found += yield from with_flattened(article, embedded)
        found += links(article)
    if has_quotations:
        found += quotations(article)
    return found if article.text is text else as_printed(text, article.text, found)
