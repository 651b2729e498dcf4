"""What a page says of itself: headline, address, byline, date, language.

Pages say it several times over, in JSON-LD, in <meta>, in markup. Each fact is taken from where it
is most often right; a fact that is malformed is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from harvester.reading.html.layout import Facts
from harvester.reading.html.linked_data import Node, article_node, strings
from harvester.reading.published import iso_time, language_tag
from harvester.text.domains import registered_domain

_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / ", " « ")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
)
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator")
_TITLE = ("og:title", "twitter:title", "dc.title")


class Metadata(NamedTuple):
    """The particulars of a page, each None where the page does not tell."""

    title: str | None
    url: str | None
    author: str | None
    published: str | None
    lang: str | None


def metadata(facts: Facts) -> Metadata:
    """The particulars of a page, from all that it says of itself."""
    node = article_node(facts.linked_data)
    metas = _by_name(facts.metas)
    url = _url(facts, node, metas)
    return Metadata(
        _title(facts, node, metas, url),
        url,
        _author(node, metas),
        _published(facts, node, metas),
        _language(facts, node, metas),
    )


def _by_name(metas: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The contents of <meta> elements under their names; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        name = name or meta.get("http-equiv")
        content = meta.get("content", "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _url(facts: Facts, node: Node, metas: Mapping[str, str]) -> str | None:
    """Where the page says it lives: an absolute address or none."""
    links = (link.get("href", "") for link in facts.links if _is_canonical(link))
    candidates = [*links, metas.get("og:url", ""), *strings(node.get("url"))]
    candidates += strings(node.get("mainEntityOfPage")) + strings(node.get("@id"))
    return next(filter(_is_absolute, map(str.strip, candidates)), None)


def _is_canonical(link: Mapping[str, str]) -> bool:
    return "canonical" in link.get("rel", "").lower().split()


def _is_absolute(url: str) -> bool:
    """Whether it is an address of the web, whole and without white space.

    >>> _is_absolute("https://paper.example/a"), _is_absolute("/a"), _is_absolute("http://[::1")
    (True, False, False)
    """
    if not url.lower().startswith(("http://", "https://")) or url.split() != [url]:
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _title(facts: Facts, node: Node, metas: Mapping[str, str], url: str | None) -> str | None:
    """The headline, without the name of the site."""
    candidates = [*strings(node.get("headline")), *(metas.get(name, "") for name in _TITLE)]
    titles = (_tidy(title) for title in [*candidates, *facts.titles])
    title = next(filter(None, titles), None)
    if title is None:
        return None
    sites = [metas.get("og:site_name", ""), *strings(node.get("publisher"))]
    domain = (registered_domain(url) if url else None) or ""
    return _without_site(title, {_key(site) for site in [*sites, domain, domain.partition(".")[0]]})


def _tidy(title: str) -> str:
    """One line; some sites escape their headlines twice."""
    return " ".join(unescape(title).split())


def _without_site(title: str, sites: set[str]) -> str:
    for separator in _SEPARATORS:
        head, found, site = title.rpartition(separator)
        if found and head.strip() and _key(site) in sites:
            return head.strip()
    return title


def _key(name: str) -> str:
    """A site's name as it is compared: `The Paper` and `thepaper` are one."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _author(node: Node, metas: Mapping[str, str]) -> str | None:
    """The byline: names, not addresses of profiles."""
    names = strings(node.get("author")) or [metas.get(name, "") for name in _AUTHOR]
    people = [_tidy(name) for name in names if name and "://" not in name]
    if not node.get("author"):
        people = people[:1]
    return ", ".join(dict.fromkeys(filter(None, people))) or None


def _published(facts: Facts, node: Node, metas: Mapping[str, str]) -> str | None:
    """When it was published, if any place gives a valid date."""
    return next(filter(None, map(iso_time, filter(None, _dates(facts, node, metas)))), None)


def _dates(facts: Facts, node: Node, metas: Mapping[str, str]) -> Iterator[str]:
    yield from strings(node.get("datePublished"))
    yield from (metas.get(name, "") for name in _PUBLISHED)
    for time in facts.times:
        if "pubdate" in time or "datePublished" in time.get("itemprop", "").split():
            yield time.get("datetime", "")


def _language(facts: Facts, node: Node, metas: Mapping[str, str]) -> str | None:
    """The language that the page is said to be in."""
    said = [*facts.language, metas.get("og:locale", ""), *strings(node.get("inLanguage"))]
    said.append(metas.get("content-language", ""))
    return next(filter(None, map(language_tag, said)), None)
