"""What a platform's file declares: hosts, routes, markup, signatures, and how its ids tell the time.

A declaration holds no behaviour but the one function from id to time, where ids carry one. Whoever
adds a platform fills in a `Platform` and names it in `harvester.platforms.PLATFORMS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from harvester.records import Precision

# Where lazy loaders and consent managers keep a frame's address until it may load.
FRAME = (
    "src",
    "data-src",
    "data-lazy-src",
    "data-cmp-src",
    "data-cookieblock-src",
    "data-original",
    "data-url",
    "data-iframe-src",
)
# Elements that may hold a post's address and nothing else, which sites replace by the post.
ALONE = ("p", "div", "figure", "body")


class PostUrl(NamedTuple):
    """What a URL points to: `kind` is post, or the kind of thing that is no post.

    `url` is the canonical URL, as far as this one address tells it.
    """

    platform: str
    kind: str
    post_id: str | None
    handle: str | None
    url: str | None = None


class IdTime(NamedTuple):
    """When a post was made, in UTC, as its id tells it, and how exactly."""

    moment: datetime
    precision: Precision = "second"


@dataclass(frozen=True)
class Route:
    """An address on the platform's site.

    `{handle}` and `{id}` stand for the platform's own grammar, another name in braces for one
    segment of the path, `*` for a part of a segment. A path that begins with `//` begins with the
    host, else it holds on all hosts. `query` names the parameters that make the id, joined by `_`.
    `permalink` is the canonical URL where the platform has several.
    """

    path: str
    kind: str = "post"
    query: tuple[str, ...] = ()
    permalink: str | None = None


@dataclass(frozen=True)
class Markup:
    """An element that embeds a post: which element, and where it keeps the post's id or URL.

    An element fits with one of `tags`, one of `classes`, one of the `values` of the attribute
    `named` and one of the attributes in `source`, as far as they are given. `source` is "inside"
    when the last link inside the element leads to the post, "first" when it is the one around the
    time or else the first, "text" when the element's text is nothing but its URL, else the names of
    attributes. `begins` is how the attribute's value must begin. `address` makes a URL of attributes
    that do not hold a whole one, `holds` says that a bare id is one, and `site` completes links of
    the platform's own pages, which begin with a slash.
    `words` says where the author's words stand: in the paragraphs inside, in the link to the post,
    in the element that `words_in` names by an attribute and its value, behind that element, or
    nowhere; `not_words` are what the platform itself prints there.
    `kind` is link for players, which reproduce nobody's words.
    """

    rule: str
    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    named: str = ""
    values: tuple[str, ...] = ()
    source: Literal["inside", "first", "text"] | tuple[str, ...] = "inside"
    begins: str = ""
    address: str = "{}"
    holds: Literal["url", "id"] = "url"
    site: str = ""
    words: Literal["paragraphs", "link", "marked", "behind", "none"] = "paragraphs"
    words_in: tuple[str, str] = ("", "")
    not_words: tuple[str, ...] = ()
    kind: Literal["embed", "link"] = "embed"


@dataclass(frozen=True)
class Line:
    """The line with which a platform signs a post whose markup is gone.

    `lines.toml` says what stands in a template; a date behind the line is read without being named. `words` says where the author's words are: before
    the line, inside it, in the one line before it, or nowhere. `headings` are what the platform
    prints above the words. Without `undated_words` a line without a date has none before it.
    `lang` is the language of the line, and of the date in it.
    """

    template: str
    words: Literal["before", "inside", "title", "none"] = "before"
    headings: tuple[str, ...] = ()
    undated_words: bool = True
    lang: str | None = None


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

    Hosts stand for their subdomains, too. `host_starts` are beginnings of the names of mirrors, and
    `is_anywhere` says that any host may run the platform. `counts_by_account` says that two
    accounts may have a post with one id. `media_links` and `short_links` are how the links begin
    that the platform prints behind words, `media_words` what it prints there in place of media.
    `called` are the names that link cards give it, in other languages too.
    """

    name: str
    title: str
    routes: tuple[Route, ...]
    permalink: str
    handle: str
    post_id: str
    hosts: tuple[str, ...] = ()
    host_starts: tuple[str, ...] = ()
    is_anywhere: bool = False
    counts_by_account: bool = False
    anonymous_handle: str = ""
    not_handles: frozenset[str] = frozenset()
    markup: tuple[Markup, ...] = ()
    signs_in_brackets: bool = False
    lines: tuple[Line, ...] = ()
    prints_utc_day: bool = False
    media_links: tuple[str, ...] = ()
    short_links: tuple[str, ...] = ()
    media_words: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    posted_at: Callable[[str], IdTime | None] = lambda _: None
    examples: tuple[Example, ...] = ()
