"""A web page becomes an article: its visible text, its anchors, and what it says of itself.

`tree` reads it, or `events` what is too odd to become a tree; `metadata` weighs what it says.
"""

import regex

from harvester.garbage import uncollected
from harvester.platforms import recognise
from harvester.reading.html.events import heard
from harvester.reading.html.hidden_data import Layout, in_attributes, reveal, unescape_printed
from harvester.reading.html.layout import Lines
from harvester.reading.html.metadata import metadata
from harvester.reading.html.taming import is_tame
from harvester.reading.html.tree import CostlyTreeError
from harvester.reading.html.walk import walked
from harvester.records import Article
from harvester.text.domains import registered_domain

_BEGINS = ("http", "//")
# matches a line that is "https://x.com/ada_m9/status/20", with or without a scheme
_ADDRESS = regex.compile(r"^(?:https?:)?//\S{1,300}+$", regex.MULTILINE)


def html_to_article(
    html: str, *, known: Article | None = None, outlet: str | None = None
) -> Article:
    r"""The article on a page; what is known of it already wins over what the page says.

    >>> article = html_to_article("<title>Rain</title><p>It <b>rained</b>.<p>Again.")
    >>> article.title, article.text
    ('Rain', 'It rained.\n\nAgain.')
    """
    with uncollected():  # none of hundreds of nodes is in a cycle; to look was a third of the time
        page = _read(html)
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


def _revealed(page: Lines, html: str) -> Layout:
    """Text and anchors of a page, with the posts that it keeps for its scripts."""
    anchors = page.anchors
    hidden = [*page.hidden, *in_attributes(anchors)]
    layout = page.text, anchors
    if hidden:
        layout = reveal(layout, hidden, _part)
    return unescape_printed(layout, html, _part) if "<blockquote" in layout[0] else layout


def _part(markup: str) -> Layout:
    """A piece of markup as it would stand on a page."""
    page = _read(markup)
    return page.text, [anchor for anchor in page.anchors if anchor.tag != "body"]


def _read(html: str) -> Lines:
    """The page as its reader sees it."""
    if not is_tame(html):
        return heard(html)
    try:
        page = walked(html)
        # sites show a post in the place of a paragraph that is nothing but its address
        return walked(html, everything=True) if _names_post(page.text) else page
    except CostlyTreeError:
        return heard(html)


def _names_post(text: str) -> bool:
    """Whether a line is nothing but the address of a post."""
    if not text.startswith(_BEGINS) and not any(f"\n{begins}" in text for begins in _BEGINS):
        return False
    posts = (recognise(match[0]) for match in _ADDRESS.finditer(text))
    return any(post and post.kind == "post" for post in posts)
