"""One post in one place is one quote, however many finders saw it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from harvester.find.quotations.posts import with_posts
from harvester.records import Article, Hit, Span

# What each kind knows best: markup knows which post it is, a signature who wrote it and when.
_RANK = {"embed": 0, "signature": 1, "unsigned": 2, "link": 3}


def settle(article: Article, hits: Iterable[Hit]) -> list[Hit]:
    """The hits in reading order, those that saw the same post in the same place made one.

    A quotation in a post is the post's own; the article's quotation of a post is another quote.
    """
    said: list[Hit] = []
    others: list[Hit] = []
    for hit in hits:
        (said if hit.kind == "quotation" else others).append(hit)
    posts = _settled_posts(article, others) if others else []
    if not posts:
        return said
    outside = list(_outside(posts, said))
    told = with_posts(article, outside, posts) if outside else []
    return sorted([*posts, *told], key=lambda hit: hit.start)


def _outside(posts: Sequence[Hit], said: Iterable[Hit]) -> Iterator[Hit]:
    """The quotations that overlap no post; a link has no words that they could be."""
    spans = sorted(post.span for post in posts if post.kind != "link")
    starts = [span.start for span in spans]
    ends = list(accumulate((span.end for span in spans), max))
    for hit in said:
        before = bisect_left(starts, hit.end)  # the posts that begin before it ends
        if not before or ends[before - 1] <= hit.start:
            yield hit


def _settled_posts(article: Article, hits: Iterable[Hit]) -> list[Hit]:
    settled: list[Hit] = []
    for touching in _together(sorted(hits, key=lambda hit: (hit.start, -hit.end))):
        for hit in sorted(_united(touching), key=lambda hit: (hit.start, hit.end)):
            if settled and _is_copy(article.text, settled[-1], hit):
                settled[-1] = _merge(settled[-1], hit)
            else:
                settled.append(hit)
    return settled


def _together(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Hits in order, in groups whose spans touch; most groups are of one."""
    group: list[Hit] = []
    end = -1
    for hit in hits:
        if group and not (hit.start < end or hit.start == hit.end == end):
            yield group
            group = []
        group.append(hit)
        end = max(end, hit.end) if len(group) > 1 else hit.end
    if group:
        yield group


def _united(hits: list[Hit]) -> list[Hit]:
    """A group of hits, each place once; the kind that knows most comes first and is completed."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (_RANK[hit.kind], hit.start, -hit.end)):
        twin = next((n for n, other in enumerate(kept) if _is_same_place(other, hit)), None)
        if twin is None:
            kept.append(hit)
        else:
            kept[twin] = _merge(kept[twin], hit)
    return kept


def _is_same_place(kept: Hit, hit: Hit) -> bool:
    """Two embeds are one only with one id; a link or a signature in a post belongs to it."""
    if not _overlap(kept, hit):
        return False
    if kept.kind == hit.kind == "embed":
        return _is_twin(kept, hit)
    return hit.kind == "link" or kept.platform == hit.platform


def _overlap(one: Hit, other: Hit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.start <= one.end and one.start <= other.end <= one.end
    return one.start < other.end and other.start < one.end


def _is_twin(one: Hit, other: Hit) -> bool:
    known = one.post_id is not None
    return known and (one.platform, one.post_id) == (other.platform, other.post_id)


def _is_copy(text: str, before: Hit, hit: Hit) -> bool:
    """A page holds some embeds twice, for readers with scripts and without, or links to them.

    Where a reader sees the same words twice, there are two.
    """
    is_like = (
        hit.kind in (before.kind, "link") if before.kind == "embed" else before.kind == hit.kind
    )
    if not is_like or not _is_twin(before, hit):
        return False
    shown, again = text[before.start : before.end], text[hit.start : hit.end]
    is_shown_once = not shown or not again
    if before.kind == "embed":
        is_shown_once = is_shown_once or hit.kind == "link" or shown != again
    return is_shown_once and not text[before.end : hit.start].strip()


def _merge(kept: Hit, hit: Hit) -> Hit:
    """The kept hit, completed by what only the other one tells."""
    if hit.kind == "link" and not _dates(kept, hit):
        return kept
    known: dict[str, Any] = {
        name: value for name, value in _facts(hit) if getattr(kept, name) is None
    }
    if hit.kind == "signature" and hit.handle:  # the handle in a URL is no evidence of the author
        known["handle"] = hit.handle
    if (kept.kind, hit.kind) == ("embed", "signature") and known.get("body"):
        known["body"] = _common(kept.span, known["body"])
    merged = kept._replace(**known)
    return _covering(merged._replace(body=_words(merged)))


def _covering(hit: Hit) -> Hit:
    """The hit from the first of its parts to the last: an empty element may stand before them."""
    own = hit.span if hit.start < hit.end else None
    parts = [part for part in (own, hit.body, hit.tail, hit.attribution) if part]
    if not parts:
        return hit
    starts, ends = zip(*parts, strict=True)
    return hit._replace(start=min(starts), end=max(ends))


def _common(markup: Span, words: Span) -> Span | None:
    """The part of the words that lies in the markup; an embed without words has none above it."""
    part = Span(max(markup.start, words.start), min(markup.end, words.end))
    return part if part.start < part.end else None


def _facts(hit: Hit) -> Iterator[tuple[str, object]]:
    names = ("body", "attribution", "author_name", "handle", "printed_date", "day", "moment")
    for name in (*names, "post_id", "url", "lang"):
        yield name, getattr(hit, name)


def _dates(kept: Hit, link: Hit) -> bool:
    """Whether a link names the post it stands in: it is the date of the signature."""
    where = kept.attribution
    return where is not None and kept.platform == link.platform and where.holds(link.span)


def _words(hit: Hit) -> Span | None:
    """The body without the signature, should the markup put both in one paragraph."""
    if hit.body is None or hit.attribution is None:
        return hit.body
    if hit.body.end <= hit.attribution.start or hit.attribution.end <= hit.body.start:
        return hit.body
    return Span(min(hit.body.start, hit.attribution.start), hit.attribution.start)
