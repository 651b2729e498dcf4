"""Posts cited as sources are: in the manner of Wikipedia, of APA and of their translations.

`Quist, Ada [@ada_q9] (20 March 2019). "Words" (Tweet).` and `Quist, A. [@ada_q9]. (2019, March 20).
Words [Tweet]. Twitter. https://…`: the handle in square brackets is what both have.
"""

from collections.abc import Iterator

import regex

from harvester.find.flattened.signatures import Signature, hit_of
from harvester.languages.dates import PrintedDate, read_date
from harvester.platforms import PLATFORMS, recognise
from harvester.records import Article, Hit, Span

_LONGEST = 900
_LONGEST_NAME = 80
_MARK = "[@"
# matches what stands before a name on its line, the number of a reference
_NUMBER = regex.compile(r"[\s\d.^*↑\[\]-]*+")
# matches "@ada_q9] (20 March 2019). “words” (Tweet)", "@ada_q9]. (2019, March 20). words [Tweet]"
_REST = regex.compile(
    r"@(?P<handle>[\w.-]{1,60}+)\]\.?+\s\((?P<date>[^)\n]{4,40}+)\)\.?\s"
    r"(?:[\"“«„「](?P<words>[^\n]{1,700}?)[\"”»“」]\.?|(?P<plain>[^\n]{1,700}?))\s?+"
    r"(?:\(\p{L}[\p{L} ]{2,30}\)|\[\p{L}[\p{L} ]{2,30}\])\.?"
)
# matches "2019, March 20", the year first as APA has it
_YEAR_FIRST = regex.compile(r"(?P<year>\d{4}), (?P<day>.+)")
_ADDRESS = regex.compile(r"https?://\S{4,300}+")
_NEAR = 120  # in which the platform is named behind the words


def citations(article: Article) -> Iterator[Hit]:
    """A hit for each citation of a post.

    >>> text = "Quist, A. [@ada_q9]. (2019, March 20). Rain again [Tweet]. Twitter."
    >>> [(hit.handle, hit.day) for hit in citations(Article(text))]
    [('ada_q9', '2019-03-20')]
    """
    text = article.text
    at = text.find(_MARK)
    while at >= 0:
        match = _REST.match(text, at + 1, at + _LONGEST)
        hit = _hit(text, at, match, article.lang) if match else None
        if hit:
            yield hit
        at = text.find(_MARK, at + 1)


def _hit(text: str, at: int, match: regex.Match[str], lang: str | None) -> Hit | None:
    date = _date(match["date"], lang)
    if date is None:
        return None
    number = _NUMBER.match(text, text.rfind("\n", 0, at) + 1, at)
    start = max(number.end() if number else 0, at - _LONGEST_NAME)
    printed = text[start:at].strip()
    body = Span(*match.span("words" if match["words"] else "plain"))
    behind = text[match.end() : match.end() + _NEAR].partition("\n")[0]
    address = _ADDRESS.search(behind)
    post = recognise(address[0].rstrip(".,)")) if address else None
    is_told = post is not None and post.kind == "post"
    platform = post.platform if post and is_told else _platform(behind)
    end = match.end() + address.end() if address and is_told else match.end()
    signature = Signature(start, body.start, platform, printed or None, match["handle"], None)
    return hit_of(text, signature)._replace(
        rule=f"signature.{platform}.citation",
        end=end,
        body=body,
        printed_date=match["date"],
        day=date.day,
        confidence=0.95,
        post_id=post.post_id if post and is_told else None,
        url=address[0].rstrip(".,)") if address and is_told else None,
    )


def _date(printed: str, lang: str | None) -> PrintedDate | None:
    first = _YEAR_FIRST.fullmatch(printed)
    return read_date(f"{first['day']}, {first['year']}" if first else printed, 0, lang=lang)


def _platform(behind: str) -> str:
    """The platform that a citation names behind the words; Twitter, if it names none."""
    named = (each.name for each in PLATFORMS for name in each.called if name in behind)
    return next(named, "twitter")
