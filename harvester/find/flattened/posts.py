"""Posts flattened to text: signed behind or before their words, split, or without a signature.

The finders of their parts build on each other. Signatures come first; a post that is signed before
its words ends where the next one may begin; links that close a post tell the rest of a split one,
and what is left of them tells the posts that nobody signs. `flattened` puts them together, for
`with_flattened`, which makes hits of them, and for `explain`, which tells of the decisions.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.find.deciding import Deciding
from harvester.find.flattened.boundary import Beginning, DocumentProfile, Question, profile_of
from harvester.find.flattened.cards import cards
from harvester.find.flattened.closing_links import closings, may_close
from harvester.find.flattened.furniture import is_furniture, room
from harvester.find.flattened.leading_posts import LeadingPost, leading_posts, walls
from harvester.find.flattened.leading_signatures import leading_signatures
from harvester.find.flattened.platform_lines import lines
from harvester.find.flattened.signatures import Signature, hit_of, signatures
from harvester.find.flattened.split_posts import SignedPost, rests_of
from harvester.find.flattened.tails import join_tails
from harvester.find.flattened.unsigned import Unsigned, unsigned
from harvester.find.places import last_before, united
from harvester.find.settle import settle
from harvester.records import Article, Hit, Span


class Signed(NamedTuple):
    """What signs posts in a text: in markup, before their words, or behind them.

    `endings` are those behind with their walls, each where the words before it can end.
    """

    known: list[Signature]
    leading: list[LeadingPost]
    behind: list[Signature]
    endings: list[tuple[Signature, int]]
    profile: DocumentProfile | None


class Flattened(NamedTuple):
    """The posts of an article by what tells them; `told` are the hits but for the unsigned ones."""

    lined: list[Hit]
    signed: Signed
    unsigned: list[Unsigned]
    told: list[Hit]


_NOTHING = Signed([], [], [], [], None)


def with_flattened(article: Article, embedded: Sequence[Hit]) -> Deciding[list[Hit]]:
    """The posts `embedded` in markup, and every post flattened to text.

    >>> from harvester.find.deciding import alone
    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [hit.rule for hit in alone(with_flattened(Article(text), []))]
    ['signature.twitter']
    """
    found = yield from flattened(article, embedded)
    return [*found.told, *map(_unsigned_hit, found.unsigned)]


def flattened(article: Article, embedded: Sequence[Hit]) -> Deciding[Flattened]:
    """Every post flattened to text, each with what its finder knew when it decided."""
    text = article.text
    lined = list(lines(article, sorted(hit.span for hit in embedded)))
    lined += cards(article)
    found = _signatures(article, sorted(hit.attribution for hit in lined if hit.attribution))
    signed = _NOTHING
    if "@" in text or "＠" in text:
        signed = _signed(article, found, sorted(hit.span for hit in embedded if hit.body))
    decided: list[Beginning] = []
    if signed.profile is not None:
        decided = yield Question(text, signed.endings, signed.profile)
    told = [*embedded, *lined, *_hits(text, signed, decided)]
    if not may_close(text):
        return Flattened(lined, signed, [], told)
    known = settle(article, told)
    # markup that stands twice may be covered by its second place alone
    free = list(closings(text, united(hit.span for hit in (*told, *known))))
    joined, free = join_tails(text, known, free)
    whole = dict(zip(known, joined, strict=True))
    told = [whole.get(hit, hit) for hit in told]
    return Flattened(lined, signed, list(unsigned(text, found, joined, free)), told)


def _signatures(article: Article, taken: Sequence[Span]) -> list[Signature]:
    """The signatures, but for those that are a part of the line of another platform."""
    text = article.text
    dashed = [
        signature
        for signature in signatures(text, lang=article.lang)
        if not _touches(signature.span, taken)
    ]
    spans = sorted([*taken, *(signature.span for signature in dashed)])
    return sorted([*dashed, *_below_furniture(text, spans)], key=lambda each: each.start)


def _below_furniture(text: str, taken: Sequence[Span]) -> Iterator[Signature]:
    """Names with a dotted date below "Read more on X": they sign the words above that line."""
    if "·" not in text:
        return
    for head in leading_signatures(text, taken):
        above = text[: head.start].rstrip()
        line = above[above.rfind("\n") + 1 :]
        if head.shape == "dotted" and head.date and is_furniture(line):
            yield Signature(head.start, head.end, head.platform, head.name, head.handle, head.date)


def _touches(place: Span, taken: Sequence[Span]) -> bool:
    nearest = last_before(taken, place.end)
    return nearest is not None and nearest.end > place.start


def _signed(article: Article, found: Sequence[Signature], known: Sequence[Span]) -> Signed:
    """Each signature by where its words stand: in markup that is `known`, behind it or before."""
    text = article.text
    taken = sorted([*known, *(signature.span for signature in found)])
    before = list(leading_posts(text, taken, lang=article.lang))
    walled = list(zip(found, walls(found, before), strict=True))
    behind = [each for each in walled if not _is_known(each[0].span, known)]
    in_markup = [signature for signature in found if _is_known(signature.span, known)]
    profile = profile_of(text, found) if behind else None
    signing = [signature for signature, _ in behind]
    return Signed(in_markup, before, signing, [ending_of(text, *each) for each in behind], profile)


def ending_of(text: str, signature: Signature, wall: int) -> tuple[Signature, int]:
    """A signature as the words before it are looked for: without the furniture at their ends."""
    space = room(text, signature, wall)
    return signature._replace(start=space.end), space.wall


def _is_known(place: Span, known: Sequence[Span]) -> bool:
    nearest = last_before(known, place.start)
    return nearest is not None and nearest.holds(place)


def _hits(text: str, signed: Signed, decided: Sequence[Beginning]) -> Iterator[Hit]:
    """Each signature with its words, unless they stand in markup; where they begin is decided."""
    yield from (_leading_hit(text, post) for post in signed.leading)
    yield from (hit_of(text, signature) for signature in signed.known)
    if signed.profile is not None:
        rests = rests_of(text, _signed_posts(text, signed.behind, decided), signed.profile)
        for signature, beginning, rest in zip(signed.behind, decided, rests, strict=True):
            yield _with_rest(_with_words(hit_of(text, signature), beginning), rest)


def _signed_posts(
    text: str, behind: Sequence[Signature], decided: Sequence[Beginning]
) -> Iterator[SignedPost]:
    """The posts with the place where the next one begins."""
    walls = [*(beginning.body.start for beginning in decided[1:]), len(text)]
    for signature, beginning, wall in zip(behind, decided, walls, strict=True):
        day = signature.date.day if signature.date else None
        yield SignedPost(beginning.body, signature.span, day, wall, beginning.confidence)


def _with_rest(hit: Hit, rest: Span | None) -> Hit:
    """A split post with what stands behind its signature."""
    return hit._replace(tail=rest, end=rest.end) if rest else hit


def _with_words(hit: Hit, words: Beginning) -> Hit:
    """A post with the words before its signature or before the links that close it."""
    return hit._replace(
        start=min(words.body.start, hit.start),
        body=words.body,
        confidence=words.confidence,
        runner_up=words.runner_up,
    )


def _leading_hit(text: str, post: LeadingPost) -> Hit:
    """A signature with the words behind it."""
    hit = hit_of(text, post.signature)
    return hit._replace(
        rule=f"{hit.rule}.first",
        start=post.span.start,
        end=post.span.end,
        body=post.body,
        confidence=post.confidence,
    )


def _unsigned_hit(post: Unsigned) -> Hit:
    closing, words = post.closing, post.words
    rule = f"unsigned.{closing.platform}.{closing.how}"
    start, end = words.body.end, words.body.end
    return _with_words(Hit("unsigned", rule, start, end, closing.platform), words)
