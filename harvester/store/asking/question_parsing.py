"""What a question is about: a URL, an id, a picture, an account, or the words themselves."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from harvester.platforms import recognise
from harvester.store.asking.entity_places import is_known, named_in
from harvester.store.asking.lookup import article_ids, look_up
from harvester.store.asking.search import is_too_little, search
from harvester.store.asking.traces import Key
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import rows
from harvester.text.addresses import canonical

Way = Literal["url", "id", "entity", "same", "numbers", "like"]

LEAST_LIKE = 0.75  # what is less like a question is only the nearest that there is
_POSTS = "SELECT id FROM posts WHERE platform = ? AND post_id = ? ORDER BY id"
# The cluster of a quote, else that of its post, else its post, else nothing.
_KEY = """
SELECT coalesce(
    (SELECT cluster FROM cluster_members WHERE quote_id = quotes.id),
    (SELECT id FROM clusters WHERE clusters.post = quotes.post ORDER BY n_quotes DESC, id LIMIT 1)
  ), post, id
FROM quotes WHERE {condition} ORDER BY article_id, start, id
"""
_BY = {
    "quote": "quotes.id = ?",
    "post": "quotes.post = ?",
    "article": "quotes.article_id = ?",
    "wording": "quotes.wording = ?",
}


class Subject(NamedTuple):
    """Words that a question is about, how they were found, and the share of it that they carry.

    By a `url`, by an `id`, as an `entity` that is named, because they are the `same`, because they
    are but for the `numbers`, or because they are `like` it.
    """

    key: Key
    way: Way
    likeness: float = 1.0

    @property
    def is_nearest(self) -> bool:
        """Whether it is so little like the question that nobody may have meant it."""
        return self.way == "like" and self.likeness < LEAST_LIKE


def parse_question(connection: Connection, question: str) -> list[Subject]:
    """What a URL, an id or words may be about, the likeliest first."""
    question = question.strip()
    if not any(letter.isspace() for letter in question):
        if named := _by_url(connection, question):
            return named
        if named := _by_id(connection, question):
            return named
        if named := _by_entity(connection, question):
            return named
        if "://" in question:
            return []
    if is_too_little(question):
        return []
    return _once(
        Subject(key, hit.how, hit.likeness)
        for hit in search(connection, question)
        for key in _keys(connection, "wording", hit.wording)
    )


def _by_url(connection: Connection, question: str) -> list[Subject]:
    known = recognise(question)
    if known is not None and known.post_id is not None:
        posts = rows(connection, _POSTS, (known.platform, known.post_id))
        return _named(connection, "url", "post", posts)
    if canonical(question) is None:
        return []
    articles = article_ids(connection, question)
    return _named(connection, "url", "article", [(article,) for article in articles])


def _by_id(connection: Connection, question: str) -> list[Subject]:
    found = look_up(connection, question)
    if found is None:
        return []
    if found.kind == "cluster":
        return [Subject(Key("cluster", found.facts["id"]), "id")]
    return _named(connection, "id", found.kind, [(found.facts["id"],)])


def _by_entity(connection: Connection, question: str) -> list[Subject]:
    """The picture or the account of this name, if any article has it."""
    named = named_in(question)
    if named is None or not is_known(connection, *named):
        return []
    return [Subject(Key(*named), "entity")]


def _named(
    connection: Connection, way: Way, kind: str, ids: Iterable[tuple[str, ...]]
) -> list[Subject]:
    keys = (key for (one,) in ids for key in _keys(connection, kind, one))
    return _once(
        Subject(key, way) for key in keys if kind != "article" or _is_shared(connection, key)
    )


def _is_shared(connection: Connection, key: Key) -> bool:
    """Whether another article has it, too: of an article nobody wants to be told the rest."""
    if key.kind == "quote":
        return False
    sql = f"SELECT count(DISTINCT article_id) > 1 FROM printings WHERE {key.kind} = ?"
    return bool(rows(connection, sql, (key.id,))[0][0])


def _keys(connection: Connection, kind: str, value: str | int) -> Iterator[Key]:
    for cluster, post, quote in rows(connection, _KEY.format(condition=_BY[kind]), (value,)):
        if cluster is not None:
            yield Key("cluster", cluster)
        else:
            yield Key("quote", quote) if post is None else Key("post", post)


def _once(found: Iterable[Subject]) -> list[Subject]:
    """Each key once, where it stands first."""
    best: dict[Key, Subject] = {}
    for subject in found:
        best.setdefault(subject.key, subject)
    return [*best.values()]
