"""A web page becomes an article: its visible text, its anchors, and what it says of itself.

lxml parses; `layout` listens; `metadata` weighs. Pages made to hang a parser are refused.
"""

from harvester.reading.html.events import heard
from harvester.reading.html.hidden_data import Layout, in_attributes, reveal, unescape_printed
from harvester.reading.html.layout import Lines
from harvester.reading.html.metadata import metadata
from harvester.records import Article
from harvester.text.domains import registered_domain


def html_to_article(
    html: str, *, known: Article | None = None, outlet: str | None = None
) -> Article:
    r"""The article on a page; what is known of it already wins over what the page says.

    >>> article = html_to_article("<title>Rain</title><p>It <b>rained</b>.<p>Again.")
    >>> article.title, article.text
    ('Rain', 'It rained.\n\nAgain.')
    """
    page = heard(html)
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
    anchors = page.anchors()
    hidden = [*page.hidden, *in_attributes(anchors)]
    layout = page.text, anchors
    if hidden:
        layout = reveal(layout, hidden, _part)
    return unescape_printed(layout, html, _part) if "<blockquote" in layout[0] else layout


def _part(markup: str) -> Layout:
    """A piece of markup as it would stand on a page."""
    page = heard(markup)
    return page.text, [anchor for anchor in page.anchors() if anchor.tag != "body"]
