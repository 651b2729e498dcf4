"""Which quotes of one cluster are of one post: cut, edited or begun elsewhere, but the same.

Where the words of an account on a day are nearly the same, two articles print one post. An id tells
the day in UTC, an outlet prints its own: a day between is no other day, unless the account says the
same day after day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harvester.text.digest import digest
from harvester.trace.lineage.times import time

# What keys of clusters begin with: it comes after all letters, and the least key names a post.
MARK = "~"


class Shown(NamedTuple):
    """What of a quote tells with which others of its cluster it shares a post."""

    quote: str
    cluster: str
    platform: str
    handle: str | None = None
    post_id: str | None = None
    day: int | None = None
    is_phrase: bool = False


def meeting_keys(quotes: Iterable[Shown]) -> dict[str, str]:
    """For each quote that is of one post with another the key that they share.

    >>> embed = Shown("q1", "c1", "twitter", "Ada", post_id="20", day=20)
    >>> cut = Shown("q2", "c1", "twitter", "ada", day=21)
    >>> other = Shown("q3", "c1", "twitter", "ada", day=25)
    >>> sorted(meeting_keys([embed, cut, other]))
    ['q1', 'q2']
    """
    groups: dict[tuple[str, str, str], list[Shown]] = defaultdict(list)
    for one in quotes:
        if one.handle:
            groups[one.cluster, one.platform, one.handle.lower()].append(one)
    return {
        one.quote: MARK + digest("cluster", *group, day)
        for group, members in groups.items()
        for day, met in _posts(members).items()
        if len(met) > 1
        for one in met
    }


def _posts(group: Sequence[Shown]) -> dict[int | None, list[Shown]]:
    """The quotes of each post, by its day; where two ids are possible, nothing is told."""
    day_of = _days(group)
    posts: dict[int | None, list[Shown]] = defaultdict(list)
    for one in group:
        if one.day is not None:
            posts[day_of[one.day]].append(one)
    undated = [one for one in group if one.day is None and not one.is_phrase]
    if len(posts) < 2 and len(_ids(group)) < 2:
        posts[next(iter(posts), None)] += undated
    return {day: met for day, met in posts.items() if len(_ids(met)) < 2}


def _ids(group: Iterable[Shown]) -> set[str]:
    return {one.post_id for one in group if one.post_id is not None}


def _days(group: Iterable[Shown]) -> dict[int, int]:
    """For each printed day that of the post.

    A phrase may be said again the next day, and what is printed on three days in a row was.
    """
    dated = [(one.day, one) for one in group if one.day is not None]
    told = {day for day, one in dated if one.post_id is not None}
    firm = {day for day, one in dated if not one.is_phrase}
    firmly_told = {day for day, one in dated if one.post_id is not None and not one.is_phrase}
    day_of = {day: day for day, _ in dated}
    loose = firm - told
    free = {day for day in loose if not told & {day - 1, day + 1}}
    for day in loose:
        near = told & {day - 1, day + 1}
        if len(near) == 1 and near <= firmly_told:
            day_of[day] = near.pop()
        elif free & {day - 2, day - 1, day, day + 1} == {day - 1, day}:
            day_of[day] = day - 1
    return day_of


def day_of_post(posted_at: str | None, precision: str | None) -> int | None:
    """The day of a post; one that is estimated is none.

    >>> day_of_post("2019-03-20", "days") is None
    True
    """
    when = time(posted_at) if precision != "days" else None
    return when.day if when else None
