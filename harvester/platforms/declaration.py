"""What a platform's file declares: hosts, routes, markup, signature, and how its ids tell the time.

A declaration holds no behaviour but the one function from id to time, where ids carry one. Whoever
adds a platform fills in a `Platform` and names it in `harvester.platforms.PLATFORMS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple


class PostUrl(NamedTuple):
    """What a URL points to: `kind` is post, or the kind of thing that is no post."""

    platform: str
    kind: str
    post_id: str | None
    handle: str | None


@dataclass(frozen=True)
class Route:
    """A path of the platform's site, `{handle}` and `{id}` standing for the platform's own grammar.

    `query` names the parameter that holds the id, if it is not in the path.
    """

    path: str
    kind: str = "post"
    query: str | None = None


@dataclass(frozen=True)
class Markup:
    """An element that embeds a post: which element, and where it keeps the post's id or URL.

    `source` is "inside" when the last link inside the element leads to the post, else the names of the
    attributes to look at; `holds` says whether these hold a URL or a bare id. `has_words` is false where
    the text inside is the platform's furniture, not the author's.
    """

    rule: str
    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    source: Literal["inside"] | tuple[str, ...] = "inside"
    holds: Literal["url", "id"] = "url"
    has_words: bool = True


@dataclass(frozen=True)
class Example:
    """A URL and what it must be recognised as; tests run it and `harvester platforms` shows it."""

    url: str
    kind: str = "post"
    post_id: str | None = None
    handle: str | None = None


@dataclass(frozen=True)
class Platform:
    """One social platform: all that finders and normalisers need to know of it.

    `media_links` and `short_links` are how the links begin that the platform prints behind words.
    """

    name: str
    title: str
    hosts: tuple[str, ...]
    routes: tuple[Route, ...]
    permalink: str
    handle: str
    post_id: str
    anonymous_handle: str = ""
    not_handles: frozenset[str] = frozenset()
    markup: tuple[Markup, ...] = ()
    link_marks: tuple[str, ...] = ()
    signs_in_brackets: bool = False
    prints_utc_day: bool = False
    media_links: tuple[str, ...] = ()
    short_links: tuple[str, ...] = ()
    posted_at: Callable[[str], datetime | None] = lambda _: None
    examples: tuple[Example, ...] = ()
