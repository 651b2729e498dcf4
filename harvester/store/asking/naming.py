"""What people call things: an id, an address, @handle, the name of an outlet or of a person."""

from typing import Any

from harvester.platforms import recognise
from harvester.store.asking.filtering import is_named
from harvester.store.asking.lookup import Found, look_up, quotes_where
from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import raw

_COUNTS = """
SELECT count(*) AS n_quotes, count(DISTINCT quotes.article_id) AS n_articles,
  count(DISTINCT articles.outlet_id) AS n_outlets, min(articles.published) AS first_published,
  max(articles.published) AS last_published
FROM quotes JOIN articles ON articles.id = quotes.article_id WHERE {condition}
"""
_OF_ACCOUNT = "quotes.post IN (SELECT id FROM posts WHERE account_id = ?)"
_ACCOUNT = """
SELECT id, platform, handle, name FROM accounts
WHERE handle = ? COLLATE NOCASE AND ? IN ('', platform) ORDER BY id
"""
_OUTLET = "SELECT id, name FROM outlets WHERE id = ? OR name = ? COLLATE NOCASE"
_OF_OUTLET = "articles.outlet_id = ?"
# Who is quoted most comes first, where several people have the name.
_PERSON = """
SELECT people.id, people.name FROM people JOIN person_names ON person_names.person = people.id
WHERE people.id = ? OR is_named(person_names.name, ?)
GROUP BY people.id ORDER BY sum(n_quotes) DESC, people.id
"""
_NAMES = "SELECT name, evidence, n_quotes FROM person_names WHERE person = ? ORDER BY n_quotes DESC"
_OF_PERSON = "quotes.person = ?"


def find_named(connection: Connection, wanted: str, *, limit: int) -> Found | None:
    """What has this id, address or name; of an account, outlet or person the first `limit` quotes.

    An id goes before an address, that before a handle, an outlet and a person.
    """
    found = look_up(connection, wanted)
    if found is not None:
        return found
    known = recognise(wanted)
    if known is not None and known.post_id is not None:
        return look_up(connection, known.post_id)
    handle, platform = wanted.removeprefix("@"), ""
    if known is not None and known.handle is not None:
        handle, platform = known.handle, known.platform
    return (
        _account(connection, handle, platform, limit)
        or _outlet(connection, wanted, limit)
        or _person(connection, wanted, limit)
    )


def _account(connection: Connection, handle: str, platform: str, limit: int) -> Found | None:
    accounts = _rows(connection, _ACCOUNT, handle, platform)
    if not accounts:
        return None
    return _found(connection, "account", accounts[0], _OF_ACCOUNT, limit)


def _outlet(connection: Connection, wanted: str, limit: int) -> Found | None:
    outlets = _rows(connection, _OUTLET, wanted, wanted.removeprefix("www."))
    return _found(connection, "outlet", outlets[0], _OF_OUTLET, limit) if outlets else None


def _person(connection: Connection, wanted: str, limit: int) -> Found | None:
    raw(connection).create_function("is_named", 2, is_named, deterministic=True)
    people = _rows(connection, _PERSON, wanted, wanted)
    if not people:
        return None
    names = _rows(connection, _NAMES, people[0]["id"])
    others = [each["name"] for each in people[1:6]]
    facts = people[0] | {"names": [each["name"] for each in names], "others": others}
    return _found(connection, "person", facts, _OF_PERSON, limit)


def _found(
    connection: Connection, kind: Any, facts: dict[str, Any], condition: str, limit: int
) -> Found:
    [counted] = _rows(connection, _COUNTS.format(condition=condition), facts["id"])
    quotes = quotes_where(connection, condition, facts["id"], limit=limit)
    return Found(kind, facts | counted, quotes)


def _rows(connection: Connection, sql: str, *values: str) -> list[dict[str, Any]]:
    return [*connection.exec_driver_sql(sql, values).mappings()]
