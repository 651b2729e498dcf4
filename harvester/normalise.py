"""Hits become quotes: times, ids, the three rungs of the text, entities. And `harvest`.

Nothing here reads or writes; the command line, a worker process, a notebook and a test call the
same function with an article and get the same quotes.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from harvester.entity import Entity
from harvester.find import Deciding, alone, finding, settle, together
from harvester.find.entities import DOUBTFUL, Mark, find_marks
from harvester.find.places import trimmed
from harvester.harvested import Harvested
from harvester.platforms import BY_NAME, permalink, recognise
from harvester.platforms.declaration import Platform
from harvester.records import Article, Hit, Kind, Only, Precision, Quote, Span
from harvester.text.digest import digest
from harvester.text.entities import cashtags, hashtags, mentions
from harvester.text.fold import fold, tidy
from harvester.text.links import links, pics, without_links

PREFIX_LENGTH = 320  # the longest post, so that its beginning can be judged again
SUFFIX_LENGTH = 80
_AT_ONCE = 200  # articles: enough that several have posts, even where few do


class Time(NamedTuple):
    """When a post was made, how exactly that is known, and whether its two clocks agree."""

    posted_at: str | None = None
    precision: Precision | None = None
    is_date_confirmed: bool | None = None


def harvest(
    article: Article | str, *, only: Only | None = None, key: str | None = None
) -> list[Quote]:
    """Every quote in an article, in reading order; `only` leaves out quotations, or all but them.

    Who has the article's `key` already gives it, so that the text is not hashed again.

    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [(quote.handle, quote.text, quote.posted_at) for quote in harvest(text)]
    [('ada_m9', 'Rain again', '2019-03-23')]
    """
    return alone(harvesting(_article(article), only=only, key=key))


def harvest_all(
    articles: Iterable[Article | str], *, only: Only | None = None
) -> Iterator[list[Quote]]:
    """What `harvest` gives for each article, in order; many at once, for a quarter less time.

    Up to 200 articles are read before the first is answered; they may come without end.

    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [[quote.handle for quote in quotes] for quotes in harvest_all([text, "No post"])]
    [['ada_m9'], []]
    """
    waiting = iter(articles)
    while some := [*islice(waiting, _AT_ONCE)]:
        yield from together(harvesting(_article(each), only=only) for each in some)


def harvesting(
    article: Article, *, only: Only | None = None, key: str | None = None
) -> Deciding[list[Quote]]:
    """What `harvest` does; where posts begin may be decided together with those of others."""
    hits = yield from finding(article, with_quotations=only != "posts")
    if not hits:
        return []
    key = key or article.key
    settled = settle(article, hits)
    if only == "quotations":
        settled = [hit for hit in settled if hit.kind == "quotation"]
    return [normalise(article, hit, key=key) for hit in settled]


def _article(given: Article | str) -> Article:
    return Article(given) if isinstance(given, str) else given


def entities(article: Article, quotes: Iterable[Quote] | None = None) -> list[Entity]:
    r"""Every handle, hashtag, cashtag, picture, link, account and date, in reading order.

    What stands in one of `quotes`, which are harvested if they are not given, names that quote.

    >>> text = "Rain again— Ada (@ada_q9) March 23, 2019\n\n@bo_l9 left on May 3, 2019."
    >>> [(found.value, found.quote_id is None) for found in entities(Article(text))]
    [('ada_q9', False), ('2019-03-23', False), ('bo_l9', True), ('2019-05-03', True)]
    """
    marks = find_marks(article)
    if not marks:
        return []
    known = harvest(article) if quotes is None else quotes
    article_id = article.id
    found: dict[tuple[int, int, str], Entity] = {}
    for mark, quote in _with_quotes(marks, known):
        is_in_post = quote is not None and quote.kind != "quotation"
        # what is doubtful counts in a post only; of days the article's own ones only are told
        counts = not mark.is_inferred if is_in_post else mark.confidence > DOUBTFUL
        if counts:
            place = (mark.start, mark.end, mark.kind)
            found.setdefault(place, _entity(article, article_id, mark, quote))
    return list(found.values())


def _with_quotes(
    marks: Iterable[Mark], quotes: Iterable[Quote]
) -> Iterator[tuple[Mark, Quote | None]]:
    """Each mark, in reading order, with the smallest post that it stands in, else quotation."""
    waiting = sorted(quotes, key=lambda quote: quote.start)[::-1]
    around: list[Quote] = []
    for mark in marks:
        while waiting and waiting[-1].start <= mark.start:
            around.append(waiting.pop())
        around = [quote for quote in around if quote.end > mark.start]
        holding = (quote for quote in around if mark.end <= quote.end)
        yield mark, min(holding, key=_by_size, default=None)


def _by_size(quote: Quote) -> tuple[bool, int]:
    return quote.kind == "quotation", quote.end - quote.start


def _entity(article: Article, article_id: str, mark: Mark, quote: Quote | None) -> Entity:
    platform = mark.platform or (quote.platform if quote and quote.kind != "quotation" else None)
    return Entity(
        article_id=article_id,
        quote_id=quote.id if quote else None,
        kind=mark.kind,
        value=mark.value,
        printed=article.text[mark.start : mark.end],
        start=mark.start,
        end=mark.end,
        platform=None if mark.kind == "date" else platform,
        rule=mark.rule,
        confidence=mark.confidence,
        is_inferred=mark.is_inferred,
    )


def as_one_quote(text: Article) -> Harvested:
    """A text of somebody's own as a quote that fills its article; its author is its account.

    >>> as_one_quote(Article(" Rain. ", author="ada_m9")).quotes[0].text
    'Rain.'
    """
    kind: Kind = "signature" if text.author else "quotation"
    whole = Span(0, len(text.text))
    hit = Hit(kind, "text", *whole, body=whole, handle=text.author)
    return Harvested.of(text, (normalise(text, hit, key=text.key),))


def normalise(article: Article, hit: Hit, *, key: str) -> Quote:
    """The quote that a hit stands for; `key` is the article's, made once for all its hits."""
    hit = _with_post(hit)
    platform = BY_NAME.get(hit.platform or "")
    body = trimmed(article.text, hit.body) if hit.body else None
    words = _words(article.text, body, hit.tail)
    time = _time(platform, hit)
    plain = without_links(words or "")
    return Quote(
        id=_id(key, hit),
        article_id=article.given_id or key,
        kind=hit.kind,
        rule=hit.rule,
        platform=hit.platform,
        post_id=hit.post_id,
        url=_url(platform, hit),
        author_name=hit.author_name,
        handle=hit.handle,
        text=words,
        tidy=tidy(words) or None if words else None,
        folded=fold(plain) or None,
        start=hit.start,
        end=hit.end,
        **_spans(body=body, tail=hit.tail, attribution=hit.attribution),
        **_spans(speaker=hit.speaker, cue=hit.cue),
        printed_date=hit.printed_date,
        posted_at=time.posted_at,
        posted_precision=time.precision,
        is_date_confirmed=time.is_date_confirmed,
        **_entities(words or "", plain),
        lang=hit.lang,
        confidence=hit.confidence,
        runner_up=hit.runner_up,
        prefix=article.text[max(0, hit.start - PREFIX_LENGTH) : hit.start],
        suffix=article.text[hit.end : hit.end + SUFFIX_LENGTH],
        **_speaker(article.text, hit),
        post_quote_id=_id(key, _with_post(hit.post)) if hit.post else None,
    )


def _id(key: str, hit: Hit) -> str:
    return digest(key, hit.kind, hit.platform, hit.start, hit.end, hit.post_id)


def _speaker(text: str, hit: Hit) -> dict[str, Any]:
    """Who speaks: as printed, by name, and how that is known."""
    return {
        "speaker": _printed(text, hit.speaker),
        "speaker_name": _printed(text, hit.speaker_name),
        "is_speaker_inferred": hit.is_speaker_inferred,
        "speaker_confidence": hit.speaker_confidence,
    }


def _printed(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def _spans(**spans: Span | None) -> dict[str, Any]:
    """The two ends of each span, as the record names them."""
    return {
        f"{name}_{side}": getattr(span, side) if span else None
        for name, span in spans.items()
        for side in ("start", "end")
    }


def _entities(words: str, plain: str) -> dict[str, Any]:
    """What stands in the words; tags and names are clear of a glued link in the plain ones."""
    return {
        "pics": pics(words),
        "links": links(words),
        "hashtags": hashtags(plain),
        "mentions": mentions(plain),
        "cashtags": cashtags(plain),
    }


def _with_post(hit: Hit) -> Hit:
    """The hit with the post id and handle that its URL tells."""
    post = recognise(hit.url) if hit.url and not hit.post_id else None
    if post is None or post.kind != "post" or post.platform != hit.platform:
        return hit
    return hit._replace(post_id=post.post_id, handle=hit.handle or post.handle)


def _url(platform: Platform | None, hit: Hit) -> str | None:
    """The canonical URL: of id and handle where these tell it, else of the address printed here."""
    if platform is None or not hit.post_id:
        return None
    post = recognise(hit.url) if hit.url else None
    known = permalink(platform, hit.post_id, hit.handle)
    if post is None or post.post_id != hit.post_id or not post.url:
        return known
    is_own = post.handle == hit.handle
    if post.url == (known if is_own else permalink(platform, hit.post_id, post.handle)):
        return known or post.url
    return post.url  # the platform has several canonical URLs, or the host is a part of it


def _words(text: str, body: Span | None, tail: Span | None) -> str | None:
    if body is None:
        return None
    words = text[body.start : body.end]
    return f"{words}\n{text[tail.start : tail.end]}" if tail else words


def _time(platform: Platform | None, hit: Hit) -> Time:
    """The id tells the second; the printed date only the day. Both known, each checks the other."""
    told = platform.posted_at(hit.post_id) if platform and hit.post_id else None
    if hit.moment and (told is None or told.precision != "second"):
        return Time(_utc(hit.moment), "second")
    if told is None or (hit.day and told.precision == "days"):
        return Time(hit.day, "day" if hit.day else None)
    if told.precision != "second":
        return Time(told.moment.date().isoformat(), told.precision)
    confirmed = None
    if hit.day and platform and platform.prints_utc_day:
        confirmed = told.moment.date().isoformat() == hit.day
    return Time(_utc(told.moment), "second", confirmed)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"  # a tenth of what strftime takes
