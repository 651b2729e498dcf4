"""A web page becomes an article: its visible text, its anchors, and what it says of itself.

lxml parses; `layout` listens; `metadata` weighs. Pages made to hang a parser are refused.
"""

import time
from typing import Any, cast

from lxml import etree

from harvester.reading.html.hidden_data import Layout, in_attributes, reveal, unescape_printed
from harvester.reading.html.layout import Page
from harvester.reading.html.metadata import metadata
from harvester.reading.problems import Damage
from harvester.records import Article
from harvester.text.domains import registered_domain

_PIECE = 1 << 15  # characters between two looks at the cost
# Each stray end tag makes libxml2 look through all open elements: both together are the cost.
_DEEPEST = 150_000
_MOST_ANCHORS = 400_000  # some 150 MB; no page of the development set has 3,000
_LONGEST = 10.0  # seconds of CPU


def html_to_article(
    html: str, *, known: Article | None = None, outlet: str | None = None
) -> Article:
    r"""The article on a page; what is known of it already wins over what the page says.

    >>> article = html_to_article("<title>Rain</title><p>It <b>rained</b>.<p>Again.")
    >>> article.title, article.text
    ('Rain', 'It rained.\n\nAgain.')
    """
    page = _laid_out(html)
    text, anchors = _revealed(page, html)
    said = metadata(page.facts)
    given = known or Article("")
    url = given.url or said.url
    return Article(
        text,
        given.given_id,
        url,
        given.outlet or (registered_domain(url) if url else None) or outlet,
        given.title or said.title,
        given.author or said.author,
        given.published or said.published,
        given.lang or said.lang,
        given.source,
        tuple(anchors),
    )


def _revealed(page: Page, html: str) -> Layout:
    """Text and anchors of a page, with the posts that it keeps for its scripts."""
    anchors = page.anchors()
    hidden = [*page.hidden, *in_attributes(anchors)]
    layout = page.text, anchors
    if hidden:
        layout = reveal(layout, hidden, _part)
    return unescape_printed(layout, html, _part) if "<blockquote" in layout[0] else layout


def _part(markup: str) -> Layout:
    """A piece of markup as it would stand on a page."""
    page = _laid_out(markup)
    return page.text, [anchor for anchor in page.anchors() if anchor.tag != "body"]


def _laid_out(html: str) -> Page:
    """The page as its reader sees it; raises Damage for one that costs too much."""
    page = Page()
    # the stubs ask of a target more than lxml does
    parser = etree.HTMLParser(target=cast("Any", page), encoding="utf-8", huge_tree=True)
    deadline = time.thread_time() + _LONGEST
    try:
        for start in range(0, len(html), _PIECE):
            parser.feed(html[start : start + _PIECE].encode("utf-8", "replace"))
            _check(page, deadline)
        if html:
            parser.close()
    except etree.LxmlError:
        page.close()  # an odd document: what was seen of it stays
    return page


def _check(page: Page, deadline: float) -> None:
    if page.depth > _DEEPEST:
        _refuse(f"elements are nested {page.depth} deep")
    if page.size > _MOST_ANCHORS:
        _refuse(f"it has more than {_MOST_ANCHORS} links and blocks")
    if time.thread_time() > deadline:
        _refuse(f"laying it out takes longer than {_LONGEST:.0f} seconds")


def _refuse(why: str) -> None:
    hint = "It is hardly an article; leave it out, or give its text."
    raise Damage("too-complex", f"The page is too complex: {why}", hint)
