"""URLs as news pages print them: cleaned of white space, taken out of wrappers, cut into parts."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin

import regex

# Services that carry another address inside their own: host, part of the path, parameters.
_WRAPPERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "cdn.embedly.com": ("/widgets/", ("url", "src")),
    "cdn.iframe.ly": ("/", ("url",)),
    "iframely.net": ("/", ("url",)),
    "twitframe.com": ("/show", ("url",)),
    "publish.twitter.com": ("/", ("url",)),
    "publish.x.com": ("/", ("url",)),
    "twitter.com": ("/i/nojs_router", ("path",)),
    "facebook.com": ("/plugins/", ("href",)),
    "l.facebook.com": ("/l.php", ("u",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "l.instagram.com": ("/", ("u",)),
    "l.threads.net": ("/", ("u",)),
    "l.threads.com": ("/", ("u",)),
    "out.reddit.com": ("/", ("url",)),
    "vk.com": ("/away", ("to",)),
    "embed.bsky.app": ("/oembed", ("url",)),
    "tiktok.com": ("/oembed", ("url",)),
    "youtube.com": ("/redirect", ("q",)),
    "w.soundcloud.com": ("/player", ("url",)),
    "google.com": ("/url", ("q", "url")),
    "go.redirectingat.com": ("/", ("url",)),
    "safelinks.protection.outlook.com": ("/", ("url",)),
}
_ARCHIVES = frozenset({"archive.org", "archive.today", "archive.ph", "archive.is", "archive.md"})
_CACHES = frozenset({"cdn.ampproject.org", "translate.goog"})
_DEEPEST = 4  # an archived redirect of an embed wrapper is three; more is a trap

# matches "/web/20190717140047im_/https://…" and "/o/aB3dE/https://…" of an archived page
_ARCHIVED = regex.compile(r"/(?:[\w.-]{1,24}/){0,2}(https?:/.+)")
_ARCHIVED_BARE = regex.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(.+)")
# matches "/v/s/x.com/…" of a page in Google's cache for phones
_CACHED = regex.compile(r"/[a-z]/(?:s/)?([\w-]+\..+)")
# matches the host of "https://x.com/jack", of "//x.com" and of "x.com/jack"; not that of "/a.html"
_HOST = regex.compile(
    r"(?:https?:/{1,3}|//|(?=[\w-]+\.[\w.-]+/))(?:[^/?#@]{1,50}+@)?+([\w-]++(?:\.[\w-]++)++)",
    regex.IGNORECASE,
)
_SUBDOMAINS = ("www.", "m.", "mobile.")
_PLAIN_SCHEMES = frozenset({"https:", "http:", ""})
_AROUND = " \t\r\n\"'<[("
# An address that is none of the web, and where the web shows what it names.
_OFF_WEB = ("at://", "https://bsky.app/at/")


class Location(NamedTuple):
    """A URL cut into what routes are matched against; `host` is in lower case, without www."""

    host: str
    path: str
    query: str

    def asked(self) -> dict[str, str]:
        """The parameters of the query; few addresses need them, and to take them apart costs."""
        return dict(parse_qsl(self.query)) if self.query else {}


def host_of(url: str) -> str | None:
    """The host that a URL names, cheaply: without a look at the rest of it.

    >>> host_of("//www.X.com/ada_m9/status/20"), host_of("/about.html"), host_of("x.com/ada_m9")
    ('x.com', None, 'x.com')
    """
    if url[:1] == "/" and url[1:2] != "/":
        return None
    parts = url.split("/", 3)
    if len(parts) > 2 and not parts[1] and parts[2] and parts[0] in _PLAIN_SCHEMES:
        return _named(parts[2])
    url = url.lstrip(_AROUND)
    if url.startswith(_OFF_WEB[0]):
        url = _OFF_WEB[1]
    match = _HOST.match(url)
    return _bare(match[1].lower()) if match else None


@lru_cache(maxsize=4096)  # a page links to few hosts, many times
def _named(authority: str) -> str | None:
    """The host in what stands between `//` and the path."""
    match = _HOST.match(f"//{authority}")
    return _bare(match[1].lower()) if match else None


@lru_cache(maxsize=4096)
def is_wrapper(host: str) -> bool:
    """Whether a host is known to carry other addresses inside its own.

    >>> is_wrapper("twitframe.com"), is_wrapper("tide.example")
    (True, False)
    """
    return any(name in _WRAPPERS or name in _ARCHIVES or name in _CACHES for name in _names(host))


def locate(url: str) -> Location | None:
    """Where a URL leads, wrappers removed, or None if it is no web address.

    >>> locate(" //mobile.twitter.com/ada_m9/status/20?s=20")
    Location(host='twitter.com', path='/ada_m9/status/20', query='s=20')
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
    url = "".join(url.split()).lstrip(_AROUND)
    if url.startswith(_OFF_WEB[0]):
        url = url.replace(*_OFF_WEB, 1)
    named = _HOST.match(url) or _HOST.match(f"//{url}")
    if named is None or named.start(1) < 0:
        return None
    rest = named.string[named.end() :]
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    path = fragment[1:] if fragment.startswith("!/") else path.removeprefix(":443")
    return Location(_bare(named[1].lower()), "/" + path.lstrip("/"), query)


def _bare(host: str) -> str:
    if host.startswith(_SUBDOMAINS) and host.count(".") > 1:
        return host.partition(".")[2]
    return host


def _names(host: str) -> list[str]:
    """A host and the domains above it, the longest first."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


def _wrapped(location: Location) -> str | None:
    """The address inside an address, None if there is none."""
    if not is_wrapper(location.host):
        return None
    names = _names(location.host)
    if not _ARCHIVES.isdisjoint(names):
        archived = _ARCHIVED.fullmatch(location.path) or _ARCHIVED_BARE.fullmatch(location.path)
        return archived[1] if archived else None
    if not _CACHES.isdisjoint(names):
        cached = _CACHED.fullmatch(location.path)
        return cached[1] if cached else _translated(location)
    name = next((name for name in names if name in _WRAPPERS), None)
    if name is None or _WRAPPERS[name][0] not in location.path:
        return None
    query = location.asked()
    inner = next((query[each] for each in _WRAPPERS[name][1] if each in query), None)
    return urljoin(f"https://{location.host}", inner) if inner else None


def _translated(location: Location) -> str | None:
    """The address of a page that Google translates: it writes dots of the host as hyphens."""
    head, found, _ = location.host.partition(".translate.goog")
    if not found:
        return None
    return head.replace("--", "\0").replace("-", ".").replace("\0", "-") + location.path
