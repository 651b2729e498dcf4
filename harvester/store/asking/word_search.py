"""Full-text search: quotes, or articles, that have all of some words, the best first.

Words are compared as they fold, and whole: `tax` is not in `taxi`. With an index SQLite finds and
ranks them; without one all texts are read, which is quick enough for some ten thousand of them.
Where something is said as somebody remembers it, `trace` finds it.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import regex

from harvester.errors import UsageError
from harvester.filters import Filters
from harvester.languages import languages
from harvester.records import Span
from harvester.store.asking.filtering import Of, condition
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.word_index import ARTICLES, QUOTES, Corpus, has_index, parts
from harvester.text.fold import fold
from harvester.text.script import script_of

# matches a phrase in quotation marks of any kind, or what stands between spaces
_PIECE = regex.compile(r"[\"“”„«»](?P<phrase>[^\"“”„«»]++)[\"“”„«»]|(?P<word>[^\s\"“”„«»]++)")
_JOINED = """
JOIN main.articles ON articles.id = {article}
LEFT JOIN main.outlets ON outlets.id = articles.outlet_id
"""
_PLACES = {
    QUOTES: "main.quotes" + _JOINED.format(article="quotes.article_id"),
    ARTICLES: "main.articles LEFT JOIN main.outlets ON outlets.id = articles.outlet_id",
}
_OF: dict[Corpus, Of] = {QUOTES: "quote", ARTICLES: "entity"}
_LEAST_STEM = 3  # letters of a word without its article; of fewer an article is no sure one
_RANKED = """
SELECT found.id FROM (
  SELECT ids.id, rank FROM main.{index} JOIN main.{index}_ids AS ids ON ids.number = {index}.rowid
  WHERE {index} MATCH ? ORDER BY rank {limit}
) AS found
"""
_ALL = "SELECT {table}.id, {table}.{text} FROM {places} WHERE {kept}"
_QUOTES_FOUND = f"""
SELECT quotes_flat.*, quotes.prefix, quotes.suffix
FROM main.quotes_flat JOIN main.quotes ON quotes.id = quotes_flat.quote_id
WHERE quotes_flat.quote_id {AMONG}
"""
_ARTICLES_FOUND = f"""
SELECT outlets.name AS outlet, articles.title, articles.published, articles.url AS article_url,
  articles.source, articles.lang, articles.text AS words, articles.id AS article_id
FROM main.articles LEFT JOIN main.outlets ON outlets.id = articles.outlet_id
WHERE articles.id {AMONG}
"""


class Term(NamedTuple):
    """Words that stand side by side; of a prefix the last one only begins so.

    A word alone stands in any of its `forms`: an article that is written together with it is
    not a part of it.
    """

    keys: tuple[str, ...]
    is_prefix: bool
    forms: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """What stands wherever the term does, in letters alone."""
        shortest = min(self.forms, key=len, default="".join(self.keys))
        ends = (shortest[at:] for at in range(len(shortest)))
        return next(end for end in ends if all(form.endswith(end) for form in self.forms))

    @property
    def expression(self) -> str:
        """The term as SQLite's index is asked for it.

        >>> Term(("old", "light"), is_prefix=True).expression
        '"old light"*'
        """
        if self.is_prefix or not self.forms:
            return f'"{" ".join(self.keys)}"{"*" * self.is_prefix}'
        return f"({' OR '.join(map(_quoted, self.forms))})"


class Search(NamedTuple):
    """What is searched for, where, and how much of it is wanted."""

    terms: tuple[Term, ...]
    corpus: Corpus
    filters: Filters
    limit: int


class Place(NamedTuple):
    """A quote or an article that has the words, and where in its `words` they are."""

    row: dict[str, Any]
    matches: tuple[Span, ...]


def search_words(
    connection: Connection,
    asked: str,
    *,
    filters: Filters,
    limit: int,
    corpus: Corpus = QUOTES,
) -> list[Place]:
    """The places that have all these words, the best first; the rarer the words, the better.

    Words in quotation marks stand side by side; `word*` begins so. Raises UsageError if there is
    no word in what is asked.
    """
    terms = parse_terms(asked)
    if not terms:
        raise UsageError(
            "There is no word to search for", where=f"'{asked}'", hint="Give letters or numbers."
        )
    if corpus == ARTICLES:
        _check_articles_know(filters)
    find = _indexed if has_index(connection, corpus) else _scanned
    ids = find(connection, Search(terms, corpus, filters, limit))
    sql = _QUOTES_FOUND if corpus == QUOTES else _ARTICLES_FOUND
    result = connection.exec_driver_sql(sql, (json.dumps(ids),)).mappings()
    key = "quote_id" if corpus == QUOTES else "article_id"
    found = {str(row[key]): dict(row) for row in result}
    return [Place(found[id_], _matches(found[id_]["words"], terms)) for id_ in ids]


def _check_articles_know(filters: Filters) -> None:
    for each, _ in filters.given():
        if "entities." in each.entity:
            raise UsageError(
                f"{each.flags[0]} chooses among quotes, not among articles",
                where="--articles",
                hint="Leave one of the two out.",
            )


def parse_terms(asked: str) -> tuple[Term, ...]:
    """What is asked for, term by term.

    >>> [term.keys for term in parse_terms('Rain, "the FERRY" 雨天')]
    [('rain',), ('the', 'ferry'), ('雨', '天')]
    >>> parse_terms("light*")
    (Term(keys=('light',), is_prefix=True, forms=()),)
    """
    pieces = [match["phrase"] or match["word"] for match in _PIECE.finditer(asked)]
    found = ((tuple(part.key for part in parts(piece)), piece) for piece in pieces)
    return tuple(_term(keys, is_prefix=piece.endswith("*")) for keys, piece in found if keys)


def expression(asked: str) -> str:
    """What is asked for, as SQLite's index takes it: all of the terms."""
    return " AND ".join(term.expression for term in parse_terms(asked))


def _term(keys: tuple[str, ...], *, is_prefix: bool) -> Term:
    forms = forms_of(keys[0]) if len(keys) == 1 and not is_prefix else ()
    return Term(keys, is_prefix, forms if len(forms) > 1 else ())


@lru_cache(maxsize=1024)
def forms_of(key: str) -> tuple[str, ...]:
    """A folded word with the articles that may be glued to it; of one that has one, only these.

    >>> forms_of("مطر")[:3], forms_of("rain")
    (('مطر', 'المطر', 'والمطر'), ('rain',))
    >>> "مطر" in forms_of("المطر"), "والمطر" in forms_of("المطر")
    (False, True)
    """
    articles = [each for each in _articles() if script_of(each) == script_of(key)]
    own = max((each for each in articles if key.startswith(each)), key=len, default="")
    stem = key[len(own) :]
    if not articles or len(stem) < _LEAST_STEM:
        return (key,)
    return (*(() if own else (key,)), *(article + stem for article in articles))


@cache
def _articles() -> tuple[str, ...]:
    """Every article that a language glues to its words, folded."""
    return tuple(fold(each) for language in languages() for each in language.glued_articles)


def _quoted(key: str) -> str:
    return f'"{key}"'


def _indexed(connection: Connection, search: Search) -> list[str]:
    """Ids by the index; without filters no row but those of the answer is looked at."""
    terms, corpus, filters, limit = search
    match = " AND ".join(term.expression for term in terms)
    if not filters:
        sql = _RANKED.format(index=corpus.places, limit=f"LIMIT {limit}")
    else:
        kept = condition(connection, filters, of=_OF[corpus])
        places = _PLACES[corpus]
        sql = _RANKED.format(index=corpus.places, limit="") + (
            f"WHERE found.id IN (SELECT {corpus.table}.id FROM {places} "
            f"WHERE {corpus.table}.id = found.id AND {kept}) LIMIT {limit}"
        )
    return [id_ for (id_,) in rows(connection, sql, (match,))]


def _scanned(connection: Connection, search: Search) -> list[str]:
    """Ids by reading every text that has the letters; short texts with many matches come first."""
    terms, corpus, filters, limit = search
    kept = condition(connection, filters, of=_OF[corpus])
    letters = [fold(term.stem) for term in terms]
    if corpus == QUOTES:
        kept += " AND instr(quotes.folded, ?)" * len(letters)
    sql = _ALL.format(table=corpus.table, text=corpus.text, places=_PLACES[corpus], kept=kept)
    candidates = rows(connection, sql, tuple(letters) if corpus == QUOTES else ())
    scored = []
    for id_, text in candidates:
        if text and (found := _matches(text, terms)):
            scored.append((-len(found) / (20 + len(text) / 6), id_))
    return [id_ for _, id_ in sorted(scored)[:limit]]


def _matches(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Where the terms are, in order; nothing if one of them is not there."""
    printed = list(parts(text))
    keys = [word.key for word in printed]
    found = [list(_of_term(keys, term)) for term in terms]
    if not all(found):
        return ()
    places = sorted({place for each in found for place in each})
    return tuple(Span(printed[first].start, printed[last].end) for first, last in places)


def _of_term(keys: list[str], term: Term) -> Iterator[tuple[int, int]]:
    """The first and the last word of each place of a term."""
    *whole, last = term.keys
    forms = term.forms or (last,)
    for place in range(len(keys) - len(whole)):
        there = keys[place + len(whole)]
        ends = there.startswith(last) if term.is_prefix else there in forms
        if ends and keys[place : place + len(whole)] == whole:
            yield place, place + len(whole)
