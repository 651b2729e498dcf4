"""Which quotes reproduce the same post, as a pure function of what they show.

A quote that shows the platform's id belongs to that post and to no other. Quotes without one meet
through keys that they share; a group that shares a key with quotes that have an id joins the
smallest of these ids. So the outcome depends on the set of quotes, never on their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from harvester.text.digest import digest


class Sighting(NamedTuple):
    """What of a quote tells which post it reproduces."""

    quote: str
    platform: str
    post_id: str | None = None
    handle: str | None = None
    posted_at: str | None = None
    folded: str | None = None
    post: str | None = None  # where it was settled before

    @property
    def day(self) -> str | None:
        """The day of the post, or None if not even that is known."""
        posted = self.posted_at or ""
        return posted[:10] if len(posted) >= 10 else None


def keys(sighting: Sighting, pics: Iterable[str] = ()) -> list[str]:
    """What another quote of the same post would have, too.

    >>> first = Sighting("q1", "twitter", handle="Ada", posted_at="2019-03-20", folded="hello")
    >>> other = Sighting("q2", "twitter", handle="ada", posted_at="2019-03-20", folded="hello")
    >>> keys(first) == keys(other), len(keys(first, ["xDdo9Mya9g"]))
    (True, 2)
    """
    found = [digest("pic", sighting.platform, pic) for pic in pics]
    if sighting.handle and sighting.day and sighting.folded:
        handle = sighting.handle.lower()
        found.append(digest("words", sighting.platform, handle, sighting.day, sighting.folded))
    return found


class Name(NamedTuple):
    """What a post is called: its row's id, and the platform's own id if any place shows it."""

    id: str
    platform: str
    post_id: str | None = None


def by_id(platform: str, post_id: str) -> Name:
    """The name of a post whose id is known.

    >>> by_id("twitter", "20").id == digest("post", "twitter", "20")
    True
    """
    return Name(digest("post", platform, post_id), platform, post_id)


def _alone(sighting: Sighting) -> Name:
    """The name of a post that has neither id nor keys."""
    platform = sighting.platform
    if sighting.handle and sighting.day:
        day = digest("post", platform, "day", sighting.handle.lower(), sighting.day)
        return Name(day, platform)
    return Name(digest("post", platform, "quote", sighting.quote), platform)


def rank(post_id: str) -> tuple[bool, int, str]:
    """By this the ids of a platform sort as numbers; those that are none come last.

    >>> sorted(["1100", "abc", "99"], key=rank)
    ['99', '1100', 'abc']
    """
    is_number = post_id.isascii() and post_id.isdecimal()
    digits = post_id.lstrip("0") if is_number else ""
    return (not is_number, len(digits), post_id)


def assign(
    loose: Iterable[Sighting], keys_of: Mapping[str, Sequence[str]], ids: Mapping[str, str]
) -> dict[Sighting, Name]:
    """The post of each quote that shows no id; `ids` holds the smallest id known for a key.

    >>> one, two, three = (Sighting(quote, "twitter") for quote in ("q1", "q2", "q3"))
    >>> names = assign([one, two, three], {"q1": ["k1"], "q2": ["k1", "k2"]}, {"k2": "20"})
    >>> names[one] == names[two] == by_id("twitter", "20"), names[three] == names[one]
    (True, False)
    """
    roots = _unite(keys_of.values())
    least_key: dict[str, str] = {}
    least_id: dict[str, str] = {}
    for key, root in roots.items():
        least_key[root] = min(key, least_key.get(root, key))
        if key in ids:
            least_id[root] = min(ids[key], least_id.get(root, ids[key]), key=rank)

    def name(sighting: Sighting) -> Name:
        held = keys_of.get(sighting.quote)
        if not held:
            return _alone(sighting)
        root, platform = roots[held[0]], sighting.platform
        if root in least_id:
            return by_id(platform, least_id[root])
        return Name(digest("post", platform, least_key[root]), platform)

    return {sighting: name(sighting) for sighting in loose}


def _unite(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """For each key the one that stands for all keys it is connected with.

    >>> roots = _unite([["a", "b"], ["b", "c"], ["d"]])
    >>> roots["a"] == roots["c"], roots["a"] == roots["d"]
    (True, False)
    """
    parents: dict[str, str] = {}

    def root(key: str) -> str:
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    for group in groups:
        for key in group:
            parents.setdefault(key, key)
            parents[root(key)] = root(group[0])
    return {key: root(key) for key in parents}
