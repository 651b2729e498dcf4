"""URLs as news pages print them: cleaned of white space, taken out of wrappers, cut into parts."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

import regex

# Services that carry another address inside their own: host and path prefix, and the parameter.
_WRAPPERS = (
    ("cdn.embedly.com", "/widgets/", ("url", "src")),
    ("twitframe.com", "/show", ("url",)),
    ("publish.twitter.com", "/", ("url",)),
    ("publish.x.com", "/", ("url",)),
    ("mobile.twitter.com", "/i/nojs_router", ("path",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("google.com", "/url", ("q", "url")),
    ("go.redirectingat.com", "/", ("url",)),
)
_DEEPEST = 4  # an archived redirect of an embed wrapper is three; more is a trap

# matches "/web/20190717140047im_/https://…" of an archived page
_ARCHIVED = regex.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(.+)", regex.DOTALL)
_SCHEME = regex.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:")
_SUBDOMAINS = ("www.", "m.", "mobile.")


class Location(NamedTuple):
    """A URL cut into what routes are matched against; `host` is in lower case, without www."""

    host: str
    path: str
    query: dict[str, str]


def locate(url: str) -> Location | None:
    """Where a URL leads, wrappers removed, or None if it is no web address.

    >>> locate(" //mobile.twitter.com/ada_m9/status/20?s=20")
    Location(host='twitter.com', path='/ada_m9/status/20', query={'s': '20'})
    >>> locate("https://web.archive.org/web/2019im_/http://twitter.com/#!/ada_m9/status/20").path
    '/ada_m9/status/20'
    """
    address: str | None = url
    for _ in range(_DEEPEST):
        location = _split(address or "")
        address = _wrapped(location) if location else None
        if address is None:
            return location
    return None


def _split(url: str) -> Location | None:
    url = "".join(url.split())
    if url.startswith("//"):
        url = f"https:{url}"
    elif not _SCHEME.match(url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # an unclosed bracket of an IPv6 host
        return None
    if not host:
        return None
    path = parts.fragment[1:] if parts.fragment.startswith("!/") else parts.path
    return Location(_bare(host), "/" + path.lstrip("/"), dict(parse_qsl(parts.query)))


def _bare(host: str) -> str:
    for prefix in _SUBDOMAINS:
        if host.startswith(prefix) and host.count(".") > 1:
            return host[len(prefix) :]
    return host


def _wrapped(location: Location) -> str | None:
    if location.host in {"web.archive.org", "archive.org"}:
        archived = _ARCHIVED.fullmatch(location.path)
        return archived[1] if archived else None
    for host, prefix, parameters in _WRAPPERS:
        if location.host == _bare(host) and location.path.startswith(prefix):
            inner = next(
                (location.query[name] for name in parameters if name in location.query), None
            )
            return urljoin(f"https://{location.host}", inner) if inner else None
    return None
