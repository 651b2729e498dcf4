"""The rest of a split post: some scrapers put the signature behind the first line of the words.

They take the first `<br>` of an embed for its end. What is left stands behind the signature, and
the link that closes the post closes it. Where the rest has no such link nothing tells it from the
article, and it is not claimed.
"""

from bisect import bisect_right
from collections.abc import Sequence

from harvester.find.flattened.closing_links import Closing, closes
from harvester.find.places import words_begin
from harvester.records import Hit, Span
from harvester.text.weight import fits_one_post

_REACH = 1000  # printed links can be longer than the weight they have


def join_tails(
    text: str, known: Sequence[Hit], free: Sequence[Closing]
) -> tuple[list[Hit], list[Closing]]:
    r"""The `known` posts, split ones with their tails, and the `free` links that close no tail.

    >>> text = "Rain again,\n— Ada (@ada_m9) March 23, 2019\nbring boots pic.x.com/AbCdEfGhIj"
    >>> from harvester.find.flattened.closing_links import closings
    >>> spans = {"body": Span(0, 11), "attribution": Span(12, 42)}
    >>> post = Hit("signature", "signature.twitter", 0, 42, **spans)
    >>> (joined,), left = join_tails(text, [post], list(closings(text, [post.span])))
    >>> text[slice(*joined.tail)], left
    ('bring boots pic.x.com/AbCdEfGhIj', [])
    """
    posts, left = list(known), []
    starts = [hit.start for hit in known]
    may_split = _may_split(text, known)
    for closing in free:
        before = bisect_right(starts, closing.start) - 1
        rest = _rest(text, posts[before], closing) if may_split and before >= 0 else None
        if rest:
            posts[before] = posts[before]._replace(tail=rest, end=rest.end)
        else:
            left.append(closing)
    return posts, left


def _may_split(text: str, known: Sequence[Hit]) -> bool:
    """Whether no post here has lines before its signature: a scraper that splits one splits all."""
    return not any("\n" in text[slice(*hit.body)] for hit in known if _is_signed(hit) and hit.body)


def _is_signed(hit: Hit) -> bool:
    """Whether the hit is a flattened post with its signature behind all of its words."""
    signature = hit.attribution
    return hit.kind == "signature" and signature is not None and signature.end == hit.end


def _rest(text: str, post: Hit, closing: Closing) -> Span | None:
    """What stands between the signature and the end of the links, if it can belong to the post."""
    if not _is_signed(post) or post.body is None or not 0 < closing.end - post.end <= _REACH:
        return None
    first, rest = text[slice(*post.body)], text[post.end : closing.end]
    if not first or closes(first) or ":\n" in rest:
        return None
    if not fits_one_post(f"{first} {rest}", post.day):
        return None
    return Span(words_begin(text, post.end, closing.end), closing.end)
