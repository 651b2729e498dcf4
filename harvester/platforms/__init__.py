"""The social platforms that are understood, and what any URL points to.

A platform is added by its file and its name in `PLATFORMS`; nothing else names a platform.
"""

from functools import cache

import regex

from harvester.platforms.bluesky import BLUESKY
from harvester.platforms.declaration import Platform, PostUrl, Route
from harvester.platforms.instagram import INSTAGRAM
from harvester.platforms.twitter import TWITTER
from harvester.text.urls import Location, locate

PLATFORMS = (TWITTER, INSTAGRAM, BLUESKY)
BY_NAME = {platform.name: platform for platform in PLATFORMS}

_BY_HOST = {host: platform for platform in PLATFORMS for host in platform.hosts}


def recognise(url: str) -> PostUrl | None:
    """What a URL points to on a known platform, wrappers and mirrors seen through; None elsewhere.

    >>> recognise("https://nitter.net/jack/status/20#m")
    PostUrl(platform='twitter', kind='post', post_id='20', handle='jack')
    >>> recognise("https://example.org/status/20") is None
    True
    """
    location = locate(url)
    platform = _BY_HOST.get(location.host) if location else None
    if location is None or platform is None:
        return None
    return next(
        (found for route in platform.routes if (found := _follow(platform, route, location))),
        PostUrl(platform.name, "other", None, None),
    )


def permalink(platform: Platform, post_id: str, handle: str | None) -> str | None:
    """The one URL by which a post is known here, or None if its handle is needed and not known.

    >>> permalink(BY_NAME["twitter"], "20", None)
    'https://twitter.com/i/status/20'
    """
    who = handle or platform.anonymous_handle
    if not who and "{handle}" in platform.permalink:
        return None
    return platform.permalink.format(handle=who, id=post_id)


def _follow(platform: Platform, route: Route, location: Location) -> PostUrl | None:
    match = _route_pattern(platform, route).match(location.path)
    if match is None:
        return None
    parts = match.groupdict()
    handle = parts.get("handle")
    if handle and handle.lower() in platform.not_handles:
        handle = None
    if route.kind != "post":
        return PostUrl(platform.name, route.kind, None, handle)
    post_id = location.query.get(route.query) if route.query else parts["id"]
    if not post_id or not regex.fullmatch(platform.post_id, post_id):
        return None
    return PostUrl(platform.name, "post", post_id, handle)


@cache
def _route_pattern(platform: Platform, route: Route) -> regex.Pattern[str]:
    written = regex.escape(route.path).replace(r"\{handle\}", rf"@?(?P<handle>{platform.handle})")
    written = written.replace(r"\{id\}", rf"(?P<id>{platform.post_id})(?![\w-])")
    return regex.compile(written, regex.IGNORECASE)
