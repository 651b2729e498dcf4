"""Posts embedded in markup: the elements that the platforms' declarations describe."""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.platforms.declaration import Markup, Platform
from harvester.records import Anchor, Article, Hit, Span

# matches "(@name)": a blockquote without a class is a post only if somebody signs it
_SIGNED = regex.compile(r"\(@\w{1,20}\)")


def embeds(article: Article) -> Iterator[Hit]:
    """Each element that embeds a post whose id it tells.

    >>> page = Anchor(0, 0, "iframe", {"src": "https://platform.twitter.com/embed/Tweet.html?id=20"})
    >>> [hit.post_id for hit in embeds(Article("", anchors=(page,)))]
    ['20']
    """
    for index, anchor in enumerate(article.anchors):
        for platform, markup in _declared():
            if _fits(anchor, markup):
                hit = _embed(article, index, platform, markup)
                if hit:
                    yield hit
                    break


@cache
def _declared() -> tuple[tuple[Platform, Markup], ...]:
    return tuple((platform, markup) for platform in PLATFORMS for markup in platform.markup)


def _fits(anchor: Anchor, markup: Markup) -> bool:
    if markup.tags and anchor.tag not in markup.tags:
        return False
    if markup.source != "inside" and not any(name in anchor.attributes for name in markup.source):
        return False
    if not markup.classes:
        return True
    return not set(markup.classes).isdisjoint(anchor.attributes.get("class", "").split())


def _embed(article: Article, index: int, platform: Platform, markup: Markup) -> Hit | None:
    anchor = article.anchors[index]
    inner = _inside(article.anchors, index)
    if not markup.classes and markup.source == "inside":
        if not _SIGNED.search(article.text, anchor.start, anchor.end):
            return None
    addresses = _addresses(anchor, inner, markup)
    for address in addresses:
        post_id, handle, url = _target(platform, markup, address)
        if post_id:
            body = _paragraphs(inner)
            return Hit(
                kind="embed",
                rule=f"embed.{platform.name}.{markup.rule}",
                start=anchor.start,
                end=anchor.end,
                platform=platform.name,
                body=body,
                handle=handle,
                post_id=post_id,
                url=url,
                lang=_lang(inner),
            )
    return None


def _inside(anchors: Sequence[Anchor], index: int) -> list[Anchor]:
    """The anchors within the one at `index`: they follow it, and end where it ends or before."""
    outer = anchors[index]
    found = []
    for anchor in anchors[index + 1 :]:
        if anchor.start >= outer.end or anchor.end > outer.end:
            break
        found.append(anchor)
    return found


def _addresses(anchor: Anchor, inner: list[Anchor], markup: Markup) -> list[str]:
    if markup.source == "inside":
        return [
            a.attributes["href"] for a in reversed(inner) if a.tag == "a" and "href" in a.attributes
        ]
    return [anchor.attributes[name] for name in markup.source if name in anchor.attributes]


def _target(
    platform: Platform, markup: Markup, address: str
) -> tuple[str | None, str | None, str | None]:
    if markup.holds == "id":
        return (address if regex.fullmatch(platform.post_id, address) else None), None, None
    post = recognise(address)
    if post is None or post.kind != "post" or post.platform != platform.name:
        return None, None, None
    return post.post_id, post.handle, address


def _paragraphs(inner: list[Anchor]) -> Span | None:
    """From the first paragraph of the post to the last that holds no signature; None without one."""
    words = [anchor.span for anchor in inner if anchor.tag == "p" and anchor.start < anchor.end]
    return Span(words[0].start, words[-1].end) if words else None


def _lang(inner: list[Anchor]) -> str | None:
    declared = next((a.attributes.get("lang") for a in inner if a.tag == "p"), None)
    return declared if declared and declared not in {"und", "zxx"} else None
