"""One post in one place is one quote, however many finders saw it."""

from collections.abc import Iterable, Iterator

from harvester.records import Article, Hit, Span

# What each kind knows best: markup knows which post it is, a signature who wrote it and when.
_RANK = {"embed": 0, "signature": 1, "unsigned": 2, "quotation": 3, "link": 4}


def settle(article: Article, hits: Iterable[Hit]) -> list[Hit]:
    """The hits in reading order, those that saw the same post in the same place made one."""
    settled: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (_RANK[hit.kind], hit.start, -hit.end)):
        index = _same_place(article, settled, hit)
        if index is None:
            settled.append(hit)
        else:
            settled[index] = _merge(settled[index], hit)
    return sorted(settled, key=lambda hit: (hit.start, hit.end))


def _same_place(article: Article, settled: list[Hit], hit: Hit) -> int | None:
    for index, other in enumerate(settled):
        if _overlap(other, hit) and _may_be_one(other, hit):
            return index
        if _adjacent(article.text, other, hit) and _is_twin(other, hit):
            return index
    return None


def _overlap(one: Hit, other: Hit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.start <= one.end and one.start <= other.end <= one.end
    return one.start < other.end and other.start < one.end


def _may_be_one(kept: Hit, hit: Hit) -> bool:
    """Two embeds are one only with one id; a link or a signature in a post belongs to it."""
    if kept.kind == hit.kind == "embed":
        return _is_twin(kept, hit)
    if hit.kind == "link":
        return True
    return kept.platform == hit.platform


def _is_twin(one: Hit, other: Hit) -> bool:
    return one.post_id is not None and (one.platform, one.post_id) == (
        other.platform,
        other.post_id,
    )


def _adjacent(text: str, one: Hit, other: Hit) -> bool:
    low, high = sorted((one.span, other.span))
    return one.kind == other.kind == "embed" and not text[low.end : high.start].strip()


def _merge(kept: Hit, hit: Hit) -> Hit:
    """The kept hit, completed by what only the other one tells."""
    if hit.kind == "link" and not _tells_post(kept, hit):
        return kept
    known = {name: value for name, value in _facts(hit) if getattr(kept, name) is None}
    merged = kept._replace(**known)
    if hit.kind == "link" and kept.kind == "link":
        return kept
    return merged._replace(body=_words(merged))


def _facts(hit: Hit) -> Iterator[tuple[str, object]]:
    names = ("body", "attribution", "author_name", "handle", "printed_date", "day", "datetime")
    for name in (*names, "post_id", "url", "lang"):
        yield name, getattr(hit, name)


def _tells_post(kept: Hit, link: Hit) -> bool:
    """Whether a link names the post it stands in: it is the date of the signature."""
    where = kept.attribution
    return where is not None and kept.platform == link.platform and link.span in where


def _words(hit: Hit) -> Span | None:
    """The body without the signature, should the markup put both in one paragraph."""
    if hit.body is None or hit.attribution is None or hit.body.end <= hit.attribution.start:
        return hit.body
    return Span(min(hit.body.start, hit.attribution.start), hit.attribution.start)
