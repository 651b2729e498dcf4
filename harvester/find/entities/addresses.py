"""Links to posts, links to accounts and pictures, in the text and behind the links of a page.

A button to share, a search and a hashtag's page are no accounts, and what a page says of itself in
its frame (header, footer, menus) is furniture.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from harvester.find.entities.frame import outside_frame
from harvester.find.entities.marks import DOUBTFUL, Mark
from harvester.find.entities.names import no_names
from harvester.find.links import printed_addresses
from harvester.platforms import recognise
from harvester.platforms.declaration import PostUrl
from harvester.records import Anchor, Article
from harvester.text.links import link_places, pic_places

if TYPE_CHECKING:
    from harvester.entity import EntityKind

# matches the address in "x.com/ada_q9。" and "x.com/ada's", where other words are glued to it
_CLEAN = regex.compile(r"[\w.:/@?=&%+#~-]++(?<![.:?&])", regex.ASCII)


def address_marks(article: Article) -> Iterator[Mark]:
    """Every link to a post or an account, and every picture; a link in the text is one place.

    >>> text = "See x.com/bo_l9 and pic.twitter.com/AbC123xyZ0."
    >>> [(mark.kind, mark.value) for mark in address_marks(Article(text))]
    [('account', 'twitter:bo_l9'), ('pic', 'AbC123xyZ0')]
    """
    if article.anchors:
        yield from _linked(article.text, article.anchors)
    if "/" not in article.text:
        return
    printed = list(_printed(article.text))
    yield from printed
    yield from _in_words(article.text, printed)
    for pic in pic_places(article.text):
        yield Mark("pic", *pic, "pic.text", "twitter")


def _linked(text: str, anchors: Sequence[Anchor]) -> Iterator[Mark]:
    seen = set()
    for anchor in outside_frame(text, anchors):
        found = _pointed(anchor.start, anchor.end, anchor.attributes["href"], "link")
        # A site that links every "@" it meets made accounts of the "@media" of a style sheet.
        if text[anchor.start : anchor.end].lstrip("@").lower() in no_names("handles"):
            continue
        if found and (found.kind, found.span) not in seen:
            seen.add((found.kind, found.span))
            yield found


def _printed(text: str) -> Iterator[Mark]:
    for start, _, address in printed_addresses(text):
        match = _CLEAN.match(address)
        if match:
            found = _pointed(start, start + match.end(), match[0], "text")
            if found:
                yield found


def _pointed(start: int, end: int, address: str, where: str) -> Mark | None:
    """The mark of an address that leads to a post or an account; None for any other."""
    target = recognise(address)
    if target is None:
        return None
    value = _value(target)
    if value is None:
        return None
    kind: EntityKind = "link" if target.kind == "post" else "account"
    return Mark(kind, value, start, end, f"{kind}.{where}", target.platform)


def _value(target: PostUrl) -> str | None:
    if target.kind == "post":
        return target.url
    if target.kind == "profile" and target.handle:
        return f"{target.platform}:{target.handle}"
    return None


def _in_words(text: str, known: Iterable[Mark]) -> Iterator[Mark]:
    """Other links, which count in the words of a post only."""
    taken = {mark.start for mark in known}
    for value, start, end in link_places(text):
        if start not in taken:
            yield Mark("link", value, start, end, "link.text", confidence=DOUBTFUL)
