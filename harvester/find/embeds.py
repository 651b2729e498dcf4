"""Posts embedded in markup: the elements that the platforms' declarations describe."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.platforms.declaration import Markup, Platform
from harvester.records import Anchor, Article, Hit, Span

# matches "(@name)": markup that tells no id is a post only if somebody signs it
_SIGNED = regex.compile(r"\([@＠][\w.]{1,30}\)")


class _Target(NamedTuple):
    """The post that an element leads to."""

    post_id: str | None = None
    handle: str | None = None
    url: str | None = None


def embeds(article: Article) -> Iterator[Hit]:
    """Each element that embeds a post: it tells the post's id, or is marked and signed as one.

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
    inner = article.anchors[index + 1 : index + 1 + anchor.inside]
    target = _target(platform, markup, _addresses(anchor, inner, markup))
    is_signed = _SIGNED.search(article.text, anchor.start, anchor.end) is not None
    if not _is_post(markup, target, is_signed=is_signed):
        return None
    return Hit(
        kind="embed",
        rule=f"embed.{platform.name}.{markup.rule}",
        start=anchor.start,
        end=anchor.end,
        platform=platform.name,
        body=_paragraphs(inner) if markup.has_words else None,
        handle=target.handle,
        post_id=target.post_id,
        url=target.url,
        lang=_lang(inner),
    )


def _is_post(markup: Markup, target: _Target, *, is_signed: bool) -> bool:
    """A blockquote that anybody may write must both link to a post and be signed by its author."""
    if not markup.classes and markup.source == "inside":
        return target.post_id is not None and is_signed
    return target.post_id is not None or (markup.source == "inside" and is_signed)


def _addresses(anchor: Anchor, inner: Sequence[Anchor], markup: Markup) -> list[str]:
    if markup.source == "inside":
        links = (a.attributes.get("href") for a in reversed(inner) if a.tag == "a")
        return [link for link in links if link]
    return [anchor.attributes[name] for name in markup.source if name in anchor.attributes]


def _target(platform: Platform, markup: Markup, addresses: list[str]) -> _Target:
    for address in addresses:
        if markup.holds == "id":
            if regex.fullmatch(platform.post_id, address):
                return _Target(address)
            continue
        post = recognise(address)
        if post and post.kind == "post" and post.platform == platform.name:
            return _Target(post.post_id, post.handle, address)
    return _Target()


def _paragraphs(inner: Sequence[Anchor]) -> Span | None:
    """From the first paragraph of the post to the last; `settle` cuts off a signature in it."""
    words = [anchor.span for anchor in inner if anchor.tag == "p" and anchor.start < anchor.end]
    return Span(words[0].start, words[-1].end) if words else None


def _lang(inner: Sequence[Anchor]) -> str | None:
    """The language that the platform declares for the words; it has codes for "no words", too."""
    declared = next((a.attributes.get("lang") for a in inner if a.tag == "p"), None)
    return declared if declared and declared not in {"und", "zxx"} else None
