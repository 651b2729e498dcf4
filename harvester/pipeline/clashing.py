"""What is said of articles that share an id or an address, but not the text."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from harvester.harvested import Harvested
from harvester.reading.problems import note, shown, warning
from harvester.records import Article, Problem

_MOST = 80  # characters of an id
_RULE = "The newest of them counts, the others are older versions"


def clashing(
    batch: Iterable[Harvested],
    sources: dict[str, str],
    keys: set[str],
    older: Mapping[str, AbstractSet[str]] | None = None,
) -> Iterator[Problem]:
    """A problem for each article of a batch that another text came before.

    `sources` are by identity the smallest that came before, `keys` all articles that did; both are
    added to. An id ought to be one article's own: a warning. A page is often fetched more than
    once: a note. So is an id that a harvest before, see `older`, had from another file.

    >>> texts = [Article(text, "7", source=f"a:{text}") for text in ("1", "2")]
    >>> [each.code for each in clashing(map(Harvested.of, texts), {}, set())]
    ['duplicate-id']
    """
    for one in batch:
        article, known_by, source = one.article, one.identity, one.article.source
        if known_by is None or source is None:
            continue
        before = sources.setdefault(known_by, source)
        if before != source and one.key not in keys:
            yield _by_id(article, before) if article.given_id else _by_address(article, before)
        elif before == source and one.key not in keys and article.given_id and older:
            yield from _by_id_of_old(article, older.get(known_by, frozenset()))
        sources[known_by] = min(before, source)
        keys.add(one.key)


def _by_id(article: Article, before: str) -> Problem:
    told = shown(str(article.given_id)[:_MOST])
    what = f"Duplicate id {told}: {before} has it too, with another text or date"
    hint = f"{_RULE}; if they are several articles, name another field with --id-field"
    return warning("duplicate-id", str(article.source), what, f"{hint}.")


def _by_id_of_old(article: Article, places: AbstractSet[str]) -> Iterator[Problem]:
    """A note if an earlier harvest had the id from other files alone.

    That a file changed, and its articles with it, is nothing to tell.
    """
    source = str(article.source)
    if places and _file(source) not in set(map(_file, places)):
        told = shown(str(article.given_id)[:_MOST])
        what = f"Duplicate id {told}: an earlier run found it in {min(places)}, with another text"
        yield note("duplicate-id", source, what, f"{_RULE}.")


def _file(source: str) -> str:
    """The file of a record.

    >>> _file("news.jsonl:12"), _file("news.txt")
    ('news.jsonl', 'news.txt')
    """
    file, _, number = source.rpartition(":")
    return file if number.isdigit() and file else source


def _by_address(article: Article, before: str) -> Problem:
    what = f"{before} has the same address, with another text or date"
    return note("duplicate-address", str(article.source), what, f"{_RULE}.")
