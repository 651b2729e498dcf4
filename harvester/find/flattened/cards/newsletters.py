"""Posts in newsletters that were turned into Markdown: a picture, a name and words in one link.

`[![avatar](…)Ada @ada_q9` on the first line, then the words, then the address of the post; below
it, in a link to the same post, hour and date.
"""

from collections.abc import Iterator

import regex

from harvester.find.flattened.signatures import Signature, hit_of
from harvester.languages.dates import read_date
from harvester.platforms import recognise
from harvester.records import Article, Hit, Span

_LONGEST = 3_000
_OPENING = regex.compile(
    r"\[(?:!\[[^\]\n]{0,120}+\]\([^)\s]{1,400}+\)\s*+)?+(?P<name>[^\n@\[\]]{1,60}+)@(?P<handle>[\w.-]{1,60}+)[^\S\n]*+\n"
)
_WORDS = regex.compile(r"\s*+(?P<words>\S(?s:.){0,2400}?)\s*\]\((?P<url>https?://[^)\s]{4,400}+)\)")
# matches "[", "8:30 PM ∙ " before a date; the hour is read with it elsewhere, and not needed here
_BELOW = regex.compile(r"\s*+\[\s*+(?:\d{1,2}[:.]\d{2}\s?(?:[AaPp][Mm])?\s?[∙·•-]\s?)?+")
_CLOSING = regex.compile(r"\s*+\]\((?P<url>https?://[^)\s]{4,400}+)\)")


def newsletters(article: Article) -> Iterator[Hit]:
    r"""A hit for each card of a post.

    >>> text = "[Ada @ada_q9\n\nRain again](https://twitter.com/ada_q9/status/20)"
    >>> [(hit.handle, hit.post_id) for hit in newsletters(Article(text))]
    [('ada_q9', '20')]
    """
    text = article.text
    if "](http" not in text or "@" not in text:
        return
    for opening in _OPENING.finditer(text):
        words = _WORDS.match(text, opening.end(), opening.end() + _LONGEST)
        post = recognise(words["url"]) if words else None
        if words and post and post.kind == "post":
            yield _hit(text, opening, words, post.platform, post.post_id)


def _hit(
    text: str,
    opening: regex.Match[str],
    words: regex.Match[str],
    platform: str,
    post_id: str | None,
) -> Hit:
    attribution = Span(opening.start(), opening.end("handle"))
    name = opening["name"].strip() or None
    hit = hit_of(text, Signature(*attribution, platform, name, opening["handle"], None))
    hit = hit._replace(
        rule=f"{hit.rule}.newsletter",
        end=words.end(),
        body=Span(*words.span("words")),
        post_id=post_id,
        url=words["url"],
        confidence=0.95,
    )
    below = _BELOW.match(text, words.end())
    date = read_date(text, below.end()) if below else None
    closing = _CLOSING.match(text, date.end) if date else None
    if date is None or closing is None or closing["url"] != words["url"]:
        return hit
    printed = text[date.start : date.end].strip()
    return hit._replace(end=closing.end(), printed_date=printed, day=date.day)
