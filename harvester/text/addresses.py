"""One form for all addresses of an article: what readers, crawlers and caches add is left off.

Scheme, `www.`, port, trailing slash, fragment, tracking parameters, AMP forms and archives go;
what may name another page stays. The form is a key to compare by, not an address to open.
"""

from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode

import regex

from harvester.text.urls import locate

# What says where a reader came from, and which form of the page is wanted; beginnings of names.
_TRACKING = regex.compile(
    r"(?:utm_|fb_|mc_|at_|ns_|pk_|mtm_|hsa_|__twitter|wt[._]|ga_|guce_)|"
    r"(?:fbclid|gclid|dclid|msclkid|yclid|igshid|ncid|cmpid|cmp|cid|icid|ocid|ito|smid|smtyp|sr_share|"
    r"ref|ref_src|ref_url|referrer|source|src|via|share|shared|partner|amp|outputtype|s_cid|"
    r"taid|wtmc|xtor|feedtype|feedname|campaign_id|soc_src|soc_trk)$",
    regex.IGNORECASE,
)
# matches a part "/amp" of the path, and ".amp", ".amp.html" at its end; not "/campus"
_AMP = regex.compile(r"/amp(?=/|$)|\.amp(?:\.html)?$")
_SLASHES = regex.compile("/{2,}")
_AMP_HOST = "amp."


def canonical(url: str) -> str | None:
    """The form in which addresses of one page are equal; None for what is no page's own address.

    A host alone is none: a crawler that gives it for an article means the outlet.

    >>> canonical("http://www.Tide.example/2019/rain/?utm_source=x#top")
    'tide.example/2019/rain'
    >>> canonical("https://amp.tide.example/2019/rain/amp?id=7"), canonical("https://tide.example/")
    ('tide.example/2019/rain?id=7', None)
    """
    location = locate(url)
    if location is None:
        return None
    path = _path(unquote(location.path))
    kept = _asked(location.query) if location.query else []
    if not path and not kept:
        return None
    host = location.host
    if host.startswith(_AMP_HOST) and host.count(".") > 1:
        host = host.removeprefix(_AMP_HOST)
    return host + path + (f"?{urlencode(kept)}" if kept else "")


def _path(path: str) -> str:
    """The path without doubled slashes and without what makes an AMP form of a page."""
    if "//" in path:
        path = _SLASHES.sub("/", path)
    path = path.rstrip("/")
    return _AMP.sub("", path).rstrip("/") if "amp" in path else path


def _asked(query: str) -> list[tuple[str, str]]:
    """The parameters that may name another page, in order."""
    pairs = parse_qsl(query.replace("?", "&"), keep_blank_values=True)
    return sorted(pair for pair in pairs if not _TRACKING.match(pair[0]))


@lru_cache(maxsize=4096)  # several ask for each article of a batch
def identity(url: str | None, given_id: str | None, outlet: str | None) -> str | None:
    """By what an article is known again when it comes with another text, if anything tells.

    Its address in the one form of all addresses; where it has none, its own id and its outlet.

    >>> identity("https://www.tide.example/rain/", "7", None), identity(None, "7", "The Tide")
    ('tide.example/rain', 'id:7 of The Tide')
    """
    if url and (address := canonical(url)):
        return address
    if not given_id:
        return None
    return f"id:{given_id}" + (f" of {outlet}" if outlet else "")
