"""Who stands behind a URL: the registered domain of its host.

It knows the Public Suffix List, so that blogs on blogspot.com are outlets of their own; it leaves
the path and the query of a URL to others.
"""

from collections.abc import Callable
from functools import cache, lru_cache

_LONGEST_HOST = 253  # RFC 1035


def registered_domain(url: str) -> str | None:
    """The domain that somebody registered to publish this URL; None where the host is no name.

    >>> registered_domain("https://www.news.example.co.uk/world?x=1")
    'example.co.uk'
    >>> registered_domain("https://elena.blogspot.com/2019/03/post.html")
    'elena.blogspot.com'
    >>> registered_domain("http://reader:secret@paper.example.org:8080/")
    'example.org'
    >>> registered_domain("http://192.168.0.1/index.html") is None
    True
    """
    _, slashes, rest = url.partition("//")
    if not slashes:
        return None
    # urlsplit raises on hosts such as "[::1" and costs five times as much
    for end in "/?#":
        rest = rest.partition(end)[0]
    return _domain_of(rest)


@lru_cache(maxsize=65536)
def _domain_of(authority: str) -> str | None:
    """The registered domain of what stands between `//` and the path."""
    host = authority.rpartition("@")[2].partition(":")[0].strip().rstrip(".").lower()
    ascii_host = _to_ascii(host)
    if ascii_host is None or _is_address(ascii_host):
        return None
    domain = _private_suffix()(ascii_host)
    return _to_unicode(domain) if domain else None


def _to_ascii(host: str) -> str | None:
    """The host in the letters of the DNS, or None if it cannot be one."""
    if not host or len(host) > _LONGEST_HOST:
        return None
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = ascii_host.split(".")
    return ascii_host if all(map(_is_label, labels)) else None


def _is_label(label: str) -> bool:
    return label.replace("-", "").replace("_", "").isalnum()


def _is_address(host: str) -> bool:
    """Whether the host is an IPv4 address; one of IPv6 has brackets and is no host name anyway.

    No top-level domain ends in a digit alone, but old forms of addresses do: 127.1, 0x7f.1.
    """
    last = host.rpartition(".")[2]
    return last.isdigit() or last.startswith("0x")


def _to_unicode(domain: str) -> str:
    """The domain as its readers write it, so that both spellings of one outlet meet."""
    if "xn--" not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


@cache
def _private_suffix() -> Callable[[str], str | None]:
    from publicsuffixlist import PublicSuffixList  # reads its list once, 12 ms

    suffixes = PublicSuffixList()

    def private_suffix(host: str) -> str | None:
        found = suffixes.privatesuffix(host)
        return str(found) if found else None

    return private_suffix
