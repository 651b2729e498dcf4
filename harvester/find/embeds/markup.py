"""Posts embedded in markup: the elements that the platforms' declarations describe."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import regex

from harvester.find.embeds.fitting import candidates
from harvester.find.embeds.quoted import is_named, quoted
from harvester.languages.dates import day_of, time_of
from harvester.platforms import BY_NAME, recognise
from harvester.platforms.declaration import Markup, Platform
from harvester.platforms.ways import Declared, is_marked, marks, ways
from harvester.records import (
    POST_AUTHOR,
    POST_DATE,
    POST_HANDLE,
    POST_URL,
    Anchor,
    Article,
    Hit,
    Span,
)

# matches "(@name)": markup that tells no id is a post only if somebody signs it
_SIGNED = regex.compile(r"[(（]\s*[@＠][\w.]{1,60}\s*[)）]")
_LONGEST_ADDRESS = 300
_MOST_INSIDE = 500  # elements of one embed; more are a page around it
_BARE = ("http", "//")  # a paragraph that is nothing but an address begins so
_NO_LANGUAGE = frozenset({"und", "zxx", "qme", "qst", "qht", "art"})
# Codes that have been replaced; the markup of old embeds still has them.
_OLD_CODES = {"iw": "he", "in": "id"}


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
    index, text, tags = ways(), article.text, marks().tags
    within = -1  # the last element inside the embed that was found last
    for at, (start, end, tag, attributes, inside) in enumerate(article.anchors):
        if tag in tags or is_marked(attributes):  # most elements fit no declaration, and cost this
            if tag == "iframe" and at <= within:
                continue  # what a script drew of the embed around it
            hit = _first(article, at, candidates(index, article.anchors[at]))
            if hit:
                yield hit
                if hit.rule.endswith(".page"):
                    yield from quoted(text, article.anchors[at + 1 : at + 1 + inside], hit)
                within = at + inside
                continue
            if POST_URL in attributes:
                yield from _data(article, at)
        if tag in index.alone and text.startswith(_BARE, start, end):
            yield from _alone(article, article.anchors[at], index.alone[tag])


def _first(article: Article, at: int, fitting: Iterator[Declared]) -> Hit | None:
    return next(filter(None, (_embed(article, at, declared) for declared in fitting)), None)


def _embed(article: Article, at: int, declared: Declared) -> Hit | None:
    platform, markup = declared
    anchor = article.anchors[at]
    inner = article.anchors[at + 1 : at + 1 + min(anchor.inside, _MOST_INSIDE)]
    target = _target(platform, markup, _addresses(anchor, inner, markup))
    if target.post_id and not target.handle:
        target = _linked(platform, inner, target)
    if not _is_post(article.text, anchor, inner, markup, target):
        return None
    return Hit(
        kind=markup.kind,
        rule=f"{markup.kind}.{platform.name}.{markup.rule}",
        start=anchor.start,
        end=anchor.end,
        platform=platform.name,
        body=_body(article.text, anchor, inner, markup, target),
        handle=target.handle,
        moment=_moment(inner),
        post_id=target.post_id,
        url=target.url,
        lang=_lang(inner),
    )


def _is_post(
    text: str, anchor: Anchor, inner: Sequence[Anchor], markup: Markup, target: _Target
) -> bool:
    """A blockquote that anybody may write must both link to a post and be signed by its author."""
    is_led = isinstance(markup.source, str)  # by links inside
    is_marked = bool(markup.classes or markup.named) or not is_led
    if target.post_id is not None and is_marked:
        return True
    if not is_led or markup.named or not (is_marked or target.post_id):
        return False
    if _SIGNED.search(text, anchor.start, anchor.end):
        return True
    return any(_names_author(text, link, target) for link in inner if link.tag == "a")


def _names_author(text: str, link: Anchor, target: _Target) -> bool:
    """Whether a link shows the handle of the post's author and leads to the account."""
    if target.handle is None or text[link.start : link.end] != f"@{target.handle}":
        return False
    account = recognise(link.attributes.get("href", ""))
    return account is not None and account.kind == "profile"


def _addresses(anchor: Anchor, inner: Sequence[Anchor], markup: Markup) -> list[str]:
    if isinstance(markup.source, str):
        links = [a for a in inner if a.tag == "a" and a.attributes.get("href")]
        ordered = _first_links(inner, links) if markup.source == "first" else reversed(links)
        return [_whole(markup.site, link.attributes["href"]) for link in ordered]
    if markup.address != "{}":
        return [_filled(markup.address, anchor.attributes)]
    return [anchor.attributes[name] for name in markup.source if name in anchor.attributes]


def _first_links(inner: Sequence[Anchor], links: Sequence[Anchor]) -> list[Anchor]:
    """The links in order, but those around a time first: they are a post's own address."""
    times = [each.span for each in inner if each.tag == "time"]
    return sorted(links, key=lambda link: not any(link.span.holds(time) for time in times))


def _whole(site: str, link: str) -> str:
    """A link of the platform's own page with the site before it."""
    return site + link if site and link[:1] == "/" and link[1:2] != "/" else link


def _filled(address: str, attributes: Mapping[str, str]) -> str:
    names = regex.findall(r"\{([\w-]+)\}", address)
    for name in names:
        address = address.replace(f"{{{name}}}", attributes.get(name, "").strip())
    return address


def _target(platform: Platform, markup: Markup, addresses: list[str]) -> _Target:
    for address in addresses:
        if markup.holds == "id":
            if regex.fullmatch(platform.post_id, address.strip()):
                return _Target(address.strip())
            continue
        post = recognise(address)
        if post and post.kind == "post" and post.platform == platform.name:
            return _Target(post.post_id, post.handle, address)
    return _Target()


def _linked(platform: Platform, inner: Sequence[Anchor], target: _Target) -> _Target:
    """The target with the handle and address that a link to the same post inside tells."""
    for anchor in inner:
        post = recognise(anchor.attributes["href"]) if "href" in anchor.attributes else None
        if post and (post.platform, post.post_id) == (platform.name, target.post_id):
            return _Target(target.post_id, post.handle, target.url or anchor.attributes["href"])
    return target


def _alone(article: Article, anchor: Anchor, by_name: Mapping[str, Declared]) -> Iterator[Hit]:
    """A paragraph that is nothing but a post's address: sites show the post in its place."""
    start, end = anchor.span
    if end - start > _LONGEST_ADDRESS:
        return
    address = article.text[start:end]
    post = recognise(address) if address.split() == [address] else None
    if post and post.kind == "post" and post.platform in by_name:
        markup = by_name[post.platform].markup
        rule = f"{markup.kind}.{post.platform}.{markup.rule}"
        yield Hit(
            kind=markup.kind,
            rule=rule,
            start=start,
            end=end,
            platform=post.platform,
            handle=post.handle,
            post_id=post.post_id,
            url=address,
        )


def _data(article: Article, at: int) -> Iterator[Hit]:
    """A post that the page holds as data, laid out by the reader where a script would show it."""
    anchor = article.anchors[at]
    said = anchor.attributes
    post = recognise(said[POST_URL])
    if post is None or post.kind not in ("post", "profile"):
        return
    date = said.get(POST_DATE)
    inner = article.anchors[at + 1 : at + 1 + anchor.inside]
    yield Hit(
        kind="embed",
        rule=f"embed.{post.platform}.data",
        start=anchor.start,
        end=anchor.end,
        platform=post.platform,
        body=_paragraphs(inner),
        author_name=said.get(POST_AUTHOR),
        handle=post.handle or _handle(BY_NAME[post.platform], said.get(POST_HANDLE)),
        printed_date=date,
        day=day_of(date) if date else None,
        moment=time_of(date) if date else None,
        post_id=post.post_id,
        url=said[POST_URL] if post.kind == "post" else None,
    )


def _handle(platform: Platform, said: str | None) -> str | None:
    handle = (said or "").rstrip("/").rpartition("/")[2].removeprefix("@")
    return handle if regex.fullmatch(platform.handle, handle) else None


def _body(
    text: str, anchor: Anchor, inner: Sequence[Anchor], markup: Markup, target: _Target
) -> Span | None:
    if markup.words == "paragraphs":
        return _paragraphs(inner)
    if markup.words in ("marked", "behind"):
        return _marked_words(text, anchor, inner, markup)
    links = (a for a in inner if markup.words == "link" and a.attributes.get("href") == target.url)
    link = next((a for a in links if a.start < a.end), None)
    return link.span if link and text[link.start : link.end] not in markup.not_words else None


def _marked_words(
    text: str, anchor: Anchor, inner: Sequence[Anchor], markup: Markup
) -> Span | None:
    """What stands in the first element that `words_in` names, or behind it in the post."""
    marked = next((each for each in inner if is_named(each, *markup.words_in)), None)
    if markup.words == "marked" or marked is None:
        return marked.span if marked and marked.start < marked.end else None
    rest = text[marked.end : anchor.end]
    start = marked.end + len(rest) - len(rest.lstrip())
    return Span(start, anchor.end) if start < anchor.end else None


def _paragraphs(inner: Sequence[Anchor]) -> Span | None:
    """From the first paragraph of the post to the last; `settle` cuts off a signature in it."""
    words = [anchor.span for anchor in inner if anchor.tag == "p" and anchor.start < anchor.end]
    return Span(words[0].start, words[-1].end) if words else None


def _moment(inner: Sequence[Anchor]) -> datetime | None:
    """The time that markup tells beside what it prints, as embeds did until 2012."""
    written = (a.attributes.get(name) for a in inner for name in ("datetime", "data-datetime"))
    return next((time for each in written if each and (time := time_of(each))), None)


def _lang(inner: Sequence[Anchor]) -> str | None:
    """The language that the platform declares for the words; it has codes for "no words", too."""
    declared = next((a.attributes.get("lang") for a in inner if a.tag == "p"), None)
    if not declared or declared in _NO_LANGUAGE:
        return None
    return _OLD_CODES.get(declared, declared)
