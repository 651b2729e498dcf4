"""Quotations that are said to come from a post: the platform, and the post where it is printed.

"In a tweet", «في تغريدة» and "schrieb auf Facebook" name a platform; a link to a post beside the
verb, or a post in the same article that has the same words, names the post itself.
"""

from collections.abc import Sequence

from harvester.find.quotations.context import Context
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.vocabulary import Word
from harvester.platforms import recognise
from harvester.records import Article, Hit
from harvester.text.fold import fold

_BESIDE = 80  # characters around a quotation and its verb in which a link belongs to them
_LEAST = 16  # letters that two texts must share, folded, to be the same words
_LEAST_IF_SAID = 8  # the same, where the article says that the words are from a post


def platform_of(context: Context, lexicon: Lexicon) -> str | None:
    """The platform that the sentence around a quotation says the words are from."""
    for words in (context.left, context.right):
        for word in words:
            if word.is_of_posts:
                return _named(word, lexicon)
    return None


def _named(word: Word, lexicon: Lexicon) -> str:
    posts = lexicon.speech.posts.items()
    return next(name for name, beginnings in posts if word.text.startswith(beginnings))


def with_posts(article: Article, said: Sequence[Hit], posts: Sequence[Hit]) -> list[Hit]:
    """The quotations, each with its post if the article prints it or links to it."""
    printed = [(fold(_words(article, post)), post) for post in posts if post.body is not None]
    links = [post for post in posts if post.kind == "link"]
    return [_with_post(article, hit, printed, links) for hit in said]


def _with_post(
    article: Article, hit: Hit, printed: Sequence[tuple[str, Hit]], links: Sequence[Hit]
) -> Hit:
    post = _same_words(article, hit, printed) or _linked(article, hit, links)
    if post is None:
        return hit
    known = recognise(post.url) if post.url and not post.post_id else None
    return hit._replace(
        platform=post.platform,
        post_id=known.post_id if known else post.post_id,
        handle=post.handle or (known.handle if known else None),
        url=post.url,
        post=post,
    )


def _same_words(article: Article, hit: Hit, printed: Sequence[tuple[str, Hit]]) -> Hit | None:
    words = fold(_words(article, hit)) if printed else ""
    if len(words) < (_LEAST_IF_SAID if hit.platform else _LEAST):
        return None
    return next((post for folded, post in printed if words in folded), None)


def _linked(article: Article, hit: Hit, links: Sequence[Hit]) -> Hit | None:
    """A link to a post that stands in the quotation's paragraph, beside it or its verb."""
    if not links:
        return None
    start, end = hit.span
    if hit.cue is not None:
        start, end = min(start, hit.cue.start), max(end, hit.cue.end)
    low, high = max(0, start - _BESIDE), min(end + _BESIDE, len(article.text))
    low = max(low, article.text.rfind("\n", low, start) + 1)
    line_end = article.text.find("\n", end, high)
    high = line_end if line_end >= 0 else high
    beside = (link for link in links if low <= link.start and link.end <= high)
    return next((link for link in beside if hit.platform in (None, link.platform)), None)


def _words(article: Article, hit: Hit) -> str:
    return article.text[hit.body.start : hit.body.end] if hit.body else ""
