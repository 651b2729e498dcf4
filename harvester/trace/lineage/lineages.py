"""Who printed the words of a cluster first, who later, from where, and what is odd about it.

Everything follows from the set of printings alone: in whatever order they come, the same comes out.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from harvester.records import Precision
from harvester.trace.lineage.alterations import alterations
from harvester.trace.lineage.misattributions import misattributions
from harvester.trace.lineage.printings import Finding, Lineage, Member, Printing
from harvester.trace.lineage.sources import likely_sources
from harvester.trace.lineage.times import First, Time, time
from harvester.trace.matching.copies import are_copies

_EXACTNESS: tuple[Precision, ...] = ("second", "minute", "day", "days")
Posted = tuple[str, Precision]


def lineage(printings: Iterable[Printing]) -> Lineage:
    """The lineage of a cluster, its members in order of time.

    >>> first = Printing("q1", "a1", "tide.example", "2019-03-23", "signature", "Rain again.", 1)
    >>> second = first._replace(quote_id="q2", article_id="a2", published="2019-03-24T09:05Z")
    >>> [(member.quote_id, member.lag) for member in lineage([second, first]).members]
    [('q1', 0.0), ('q2', 24.0)]
    """
    ordered = sorted(printings, key=_order)
    times = {each.quote_id: time(each.published) for each in ordered}
    first = First.of(each for each in times.values() if each is not None)
    copies = _copies(ordered)
    sources = _sources(ordered, times, copies)
    members = tuple(_member(each, times[each.quote_id], first, copies, sources) for each in ordered)
    firsts = [each for each, member in zip(ordered, members, strict=True) if member.is_first]
    posted = _posted(ordered)
    precocious = tuple(_precocious(ordered, times))
    articles = {each.article_id for each in ordered}
    findings = (*misattributions(ordered), *alterations(ordered), *precocious)
    return Lineage(
        first_published=_first_published(firsts),
        first_outlets=tuple(sorted({each.outlet for each in firsts if each.outlet})),
        posted_at=posted[0] if posted else None,
        posted_precision=posted[1] if posted else None,
        is_post_later=_is_post_later(firsts, times, posted),
        n_quotes=len(ordered),
        n_articles=len(articles),
        n_independent=len(articles - copies.keys()),
        n_outlets=len({each.outlet for each in ordered if each.outlet}),
        n_wordings=len({each.wording for each in ordered}),
        median_lag=_median_lag(ordered, members),
        members=members,
        findings=tuple(sorted(findings, key=lambda each: (*each[:2], each[2] or "", each[3]))),
    )


def _order(printing: Printing) -> tuple[int, int, int, str, str]:
    """Days in order, those without a time first; what has no date comes last."""
    known = time(printing.published)
    if known is None:
        return 1, 0, 0, printing.article_id, printing.quote_id
    return 0, known.day, known.second or 0, printing.article_id, printing.quote_id


def _copies(ordered: Sequence[Printing]) -> dict[str, str]:
    """For each article that is a copy the first of those that it is like.

    A copy is compared with first articles only, so that articles do not become copies by way of
    others that are half alike. Hashes that they share tell which are worth comparing.
    """
    found: dict[str, str] = {}
    firsts: list[Printing] = []
    with_hash: dict[int, list[int]] = {}
    seen: set[str] = set()
    for each in ordered:
        if each.article_id in seen:
            continue
        seen.add(each.article_id)
        near = sorted({place for number in each.sketch for place in with_hash.get(number, ())})
        original = next(
            (firsts[place] for place in near if are_copies(each.sketch, firsts[place].sketch)), None
        )
        if original is not None:
            found[each.article_id] = original.article_id
            continue
        for number in each.sketch:
            with_hash.setdefault(number, []).append(len(firsts))
        firsts.append(each)
    return found


def _sources(
    ordered: Iterable[Printing], times: Mapping[str, Time | None], copies: Mapping[str, str]
) -> dict[str, str]:
    """The likeliest source of each quote in an article that is no copy."""
    return likely_sources(
        (each, known)
        for each in ordered
        if (known := times[each.quote_id]) is not None and each.article_id not in copies
    )


def _member(
    printing: Printing,
    known: Time | None,
    first: First,
    copies: Mapping[str, str],
    sources: Mapping[str, str],
) -> Member:
    lag, precision = (None, None) if known is None else first.lag(known)
    return Member(
        quote_id=printing.quote_id,
        is_first=known is not None and first.includes(known),
        lag=lag,
        lag_precision=precision,
        copy_of=copies.get(printing.article_id),
        likely_source=sources.get(printing.quote_id),
    )


def _first_published(firsts: Iterable[Printing]) -> str | None:
    """The least exact date of those that tie: more is not known."""
    printed = (each.published for each in firsts if each.published is not None)
    return min(printed, key=lambda each: (len(each) > 10, each), default=None)


def _posted(printings: Iterable[Printing]) -> Posted | None:
    """The post's own time: the most exact, then what most places say, then the earliest."""
    counts: dict[Posted, int] = {}
    for each in printings:
        if each.posted_precision is not None and each.posted_at and time(each.posted_at):
            told = (each.posted_at, each.posted_precision)
            counts[told] = counts.get(told, 0) + 1
    return min(
        counts, key=lambda each: (_EXACTNESS.index(each[1]), -counts[each], each[0]), default=None
    )


def _is_surely_before(known: Time | None, posted: Posted | None) -> bool | None:
    moment = time(posted[0]) if posted else None
    if known is None or moment is None or posted is None:
        return None
    return known.is_surely_before(moment, posted[1])


def _is_post_later(
    firsts: Sequence[Printing], times: Mapping[str, Time | None], posted: Posted | None
) -> bool | None:
    told = [_is_surely_before(times[each.quote_id], posted) for each in firsts]
    return None if not told or None in told else all(told)


def _precocious(
    printings: Iterable[Printing], times: Mapping[str, Time | None]
) -> Iterable[Finding]:
    """A finding for each post in an article that is older than what it prints.

    Of a quotation nothing is said: people post what they have said before.
    """
    for each in printings:
        if each.kind == "quotation" or not each.posted_at or not each.posted_precision:
            continue
        posted = each.posted_at, each.posted_precision
        if _is_surely_before(times[each.quote_id], posted):
            detail = f"{each.published} < {each.posted_at}"
            yield Finding("printed-before-posted", each.quote_id, None, detail)


def _median_lag(printings: Sequence[Printing], members: Sequence[Member]) -> float | None:
    """The median over outlets, each with its earliest article, without those that were first."""
    lags: dict[str, float] = {}
    for printing, member in zip(printings, members, strict=True):
        if printing.outlet and member.lag is not None:
            lags[printing.outlet] = min(member.lag, lags.get(printing.outlet, member.lag))
    first = {
        each.outlet for each, member in zip(printings, members, strict=True) if member.is_first
    }
    later = [lag for outlet, lag in lags.items() if outlet not in first]
    return median(later) if later else None
