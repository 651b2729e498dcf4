"""The social platforms that are understood, and what any URL points to.

A platform is added by its file and its name in `PLATFORMS`; nothing else names a platform.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import regex

from harvester.platforms.bluesky import BLUESKY
from harvester.platforms.declaration import Platform, PostUrl, Route
from harvester.platforms.discord import DISCORD
from harvester.platforms.facebook import FACEBOOK
from harvester.platforms.gab import GAB
from harvester.platforms.gettr import GETTR
from harvester.platforms.imgur import IMGUR
from harvester.platforms.instagram import INSTAGRAM
from harvester.platforms.linkedin import LINKEDIN
from harvester.platforms.mastodon import MASTODON
from harvester.platforms.parler import PARLER
from harvester.platforms.pinterest import PINTEREST
from harvester.platforms.reddit import REDDIT
from harvester.platforms.soundcloud import SOUNDCLOUD
from harvester.platforms.spotify import SPOTIFY
from harvester.platforms.telegram import TELEGRAM
from harvester.platforms.threads import THREADS
from harvester.platforms.tiktok import TIKTOK
from harvester.platforms.truthsocial import TRUTHSOCIAL
from harvester.platforms.tumblr import TUMBLR
from harvester.platforms.twitch import TWITCH
from harvester.platforms.twitter import TWITTER
from harvester.platforms.vimeo import VIMEO
from harvester.platforms.vine import VINE
from harvester.platforms.vk import VK
from harvester.platforms.weibo import WEIBO
from harvester.platforms.youtube import YOUTUBE
from harvester.text.urls import Location, host_of, is_wrapper, locate

PLATFORMS = (
    TWITTER,
    INSTAGRAM,
    FACEBOOK,
    TIKTOK,
    THREADS,
    BLUESKY,
    MASTODON,
    TRUTHSOCIAL,
    GAB,
    TELEGRAM,
    REDDIT,
    YOUTUBE,
    VK,
    LINKEDIN,
    WEIBO,
    TUMBLR,
    PINTEREST,
    IMGUR,
    VIMEO,
    VINE,
    TWITCH,
    SOUNDCLOUD,
    SPOTIFY,
    GETTR,
    PARLER,
    DISCORD,
)
BY_NAME = {platform.name: platform for platform in PLATFORMS}

_BY_HOST = {host: platform for platform in PLATFORMS for host in platform.hosts}
_BY_START = {start: platform for platform in PLATFORMS for start in platform.host_starts}
# the slash behind the host of a URL stands between these
_SHORTEST_ORIGIN, _LONGEST_ORIGIN = 9, 300
_ANYWHERE = tuple(platform for platform in PLATFORMS if platform.is_anywhere)
# matches "@name/1096837572015940" and "statuses/1096837572015940": a path that any host may have
_ANY_PATH = regex.compile(r"/(?:@[^/\s]{1,320}+|(?:users/[^/\s]{1,64}+|web)/statuses)/\d{15}")


def recognise(url: str) -> PostUrl | None:
    """What a URL points to on a known platform, wrappers and mirrors seen through; None elsewhere.

    >>> recognise("https://nitter.net/jack/status/20#m")[:4]
    ('twitter', 'post', '20', 'jack')
    >>> recognise("https://example.org/status/20") is None
    True
    """
    return _recognised(url) if may_lead(url) else None


def may_lead(url: str) -> bool:
    """Whether a URL may lead to a platform: most of a page do not, and that is soon told.

    >>> may_lead("https://x.com/about"), may_lead("/about.html")
    (True, False)
    """
    leads = _may_host(
        url[: url.find("/", _SHORTEST_ORIGIN, _LONGEST_ORIGIN) + 1] or url[:_LONGEST_ORIGIN]
    )
    return leads or (leads is not None and _may_be_anywhere(url))


@lru_cache(maxsize=1024)  # a page names a post several times over: element, link, text, record
def _recognised(url: str) -> PostUrl | None:
    location = locate(url)
    return _followed(location) if location else None


@lru_cache(maxsize=16384)  # a page links to few sites, many times
def _may_host(origin: str) -> bool | None:
    """Whether what a URL begins with is of a platform or a wrapper; None where it names no host."""
    host = host_of(origin)
    return None if host is None else _platform(host) is not None or is_wrapper(host)


def _may_be_anywhere(url: str) -> bool:
    return ("/@" in url or "/statuses/" in url) and _ANY_PATH.search(url) is not None


def permalink(platform: Platform, post_id: str, handle: str | None) -> str | None:
    """The one URL by which a post is known here, or None if id and handle do not tell it.

    >>> permalink(BY_NAME["twitter"], "20", None)
    'https://twitter.com/i/status/20'
    """
    parts = {"id": post_id, "handle": handle or platform.anonymous_handle}
    return _filled(platform.permalink, parts)


def _followed(location: Location) -> PostUrl | None:
    platform = _platform(location.host)
    if platform is None:
        return next(filter(None, (_followed_on(each, location) for each in _ANYWHERE)), None)
    return _followed_on(platform, location) or PostUrl(platform.name, "other", None, None)


def _followed_on(platform: Platform, location: Location) -> PostUrl | None:
    full = f"//{location.host}{location.path}"
    small = full.lower()
    for route, mark, pattern in _routes(platform.name):
        if mark in small:
            match = pattern.match(full if route.path[:2] == "//" else location.path)
            found = _follow(platform, route, location, match) if match else None
            if found:
                return found
    return None


@lru_cache(maxsize=4096)  # a page links to few hosts, many times
def _platform(host: str) -> Platform | None:
    """The platform that a host or one of the domains above it belongs to."""
    rest = host
    while "." in rest:
        if rest in _BY_HOST:
            return _BY_HOST[rest]
        for start, platform in _BY_START.items():
            if rest.startswith(start):
                return platform
        rest = rest.partition(".")[2]
    return None


def _follow(
    platform: Platform, route: Route, location: Location, match: regex.Match[str]
) -> PostUrl | None:
    parts = match.groupdict()
    handle = parts.get("handle")
    if handle and handle.lower() in platform.not_handles:
        handle = parts["handle"] = None
    if route.kind != "post":
        asked = location.asked() if route.query else {}
        is_met = all(name in asked for name in route.query)
        return PostUrl(platform.name, route.kind, None, handle) if is_met else None
    post_id = _asked(platform, route, location.asked()) if route.query else parts["id"]
    if not post_id:
        return None
    parts |= {"id": post_id, "host": location.host, "handle": handle or platform.anonymous_handle}
    url = _filled(route.permalink or platform.permalink, parts)
    return PostUrl(platform.name, "post", post_id, handle, url)


def _asked(platform: Platform, route: Route, query: Mapping[str, str]) -> str | None:
    """The id that the query of an address holds."""
    post_id = "_".join(query.get(name, "") for name in route.query)
    match = regex.match(rf"(?:wall)?({platform.post_id})(?![\w-])", post_id)
    return match[1] if match else None


def _filled(template: str, parts: Mapping[str, str | None]) -> str | None:
    """A permalink with its parts filled in, None if one is missing or there is none."""
    for name in _names(template):
        if not parts.get(name):
            return None
    return template.format(**parts) if template else None


@cache
def _names(template: str) -> list[str]:
    return regex.findall(r"\{(\w+)\}", template)


@cache
def _routes(name: str) -> tuple[tuple[Route, str, regex.Pattern[str]], ...]:
    """The routes of a platform, each with a part of it that is fixed, and with its pattern."""
    platform = BY_NAME[name]
    return tuple(
        (route, _fixed(route.path), _pattern(platform, route)) for route in platform.routes
    )


def _pattern(platform: Platform, route: Route) -> regex.Pattern[str]:
    return regex.compile("".join(_pieces(platform, route.path)), regex.IGNORECASE)


def _fixed(path: str) -> str:
    """The longest part of a route that every address on it has: a search for it is cheap.

    >>> _fixed("/{handle}/status/{id}")
    '/status/'
    """
    return max(regex.split(r"\{\w+\}|\(.*?\)|[*$]", path), key=len).lower()


def _pieces(platform: Platform, path: str) -> Iterator[str]:
    """A route as a pattern; an id must not go on behind its end."""
    grammar = {
        "{handle}": rf"@?(?P<handle>{platform.handle})",
        "{id}": rf"(?P<id>{platform.post_id})",
        "{digits}": r"\d{15,19}",
        "*": r"[^/]*?",
        "$": "/?$",
    }
    for part in regex.findall(r"\{\w+\}|\(.*?\)|[*$]|[^{*$(]+", path):
        if part in grammar:
            yield grammar[part]
        elif part[0] == "{":
            yield rf"(?P<{part[1:-1]}>[^/]+)"
        else:
            yield part if part[0] == "(" else regex.escape(part)
    if path.endswith("{id}"):
        yield r"(?![\w-])"
    elif path.endswith("{handle}"):
        yield r"(?![\w.-])"
