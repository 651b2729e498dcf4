"""Settling people: each quote gets the person whose words it has, if that is plain.

Names tell of each other across articles, so all of them are read again when quotes came or went;
which are one person's is decided in `trace.people`. A user's own file comes before all evidence.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import rows, transaction
from harvester.trace.people.parsing import person_name
from harvester.trace.people.resolving import Found, Mention, people

AT_A_TIME = 5_000  # rows in one transaction: some tenths of a second

_MENTIONS = """
SELECT id, person, article_id, name, account FROM (
  SELECT quotes.id, quotes.person, article_id,
    CASE kind WHEN 'quotation' THEN coalesce(speaker_name, speaker) ELSE quotes.author_name END
      AS name,
    CASE WHEN kind <> 'quotation'
      THEN quotes.platform || ':' || lower(coalesce(quotes.handle, posts.handle)) END AS account
  FROM quotes LEFT JOIN posts ON posts.id = quotes.post
)
WHERE coalesce(name, account, person) IS NOT NULL
"""
_PERSON = "INSERT INTO people VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name"
_NO_NAME = "DELETE FROM person_names WHERE person = ? AND name = ? AND evidence = ?"
_NAME = (
    "INSERT INTO person_names VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET n_quotes = excluded.n_quotes"
)
_Uses = Counter[tuple[str, str, str]]


def give_names(connection: Connection, given: Iterable[tuple[str, str | None]]) -> None:
    """Says whose names these are, instead of what was said before; settle people afterwards."""
    with transaction(connection):
        connection.exec_driver_sql("DELETE FROM given_names")
        for row in sorted(dict(given).items()):
            connection.exec_driver_sql("INSERT INTO given_names VALUES (?, ?)", row)
        connection.exec_driver_sql("INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING")


def settle_people(connection: Connection, *, at_a_time: int = AT_A_TIME) -> None:
    """Brings people, their names and whose each quote is up to date, some rows a transaction.

    If somebody else writes meanwhile it is all done in one, which nobody can come between.
    """
    if not _is_settled(connection, at_a_time):
        with transaction(connection):
            _is_settled(connection, at_a_time)


def _is_settled(connection: Connection, at_a_time: int) -> bool:
    """Whether it could be done; not if quotes came or went meanwhile, or somebody else does it.

    A mark of its own stands in the queue until the end, so that whatever stops it, it is done anew.
    """
    execute, mark = connection.exec_driver_sql, secrets.randbits(62)
    with transaction(connection):
        if not rows(connection, "SELECT 1 FROM stale_people"):
            return True
        execute("DELETE FROM stale_people")
        execute("INSERT INTO stale_people VALUES (?)", (mark,))
    for sql, found in _changes(connection):
        for start in range(0, len(found), at_a_time):
            with transaction(connection):
                if rows(connection, "SELECT is_stale FROM stale_people") != [(mark,)]:
                    return False
                execute(sql, found[start : start + at_a_time])
    with transaction(connection):
        execute("DELETE FROM stale_people WHERE is_stale = ?", (mark,))
    return True


def _changes(connection: Connection) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """What is to be written, in an order in which no row misses the one that it speaks of."""
    read = [(row[:2], Mention(*row[2:])) for row in rows(connection, _MENTIONS)]
    given = dict(rows(connection, "SELECT name, person FROM given_names"))
    named = {mention for _, mention in read if mention.name or mention.account}
    found = dict(people(sorted(named, key=repr), given))
    uses = _uses(found, [mention for _, mention in read])
    before = dict(rows(connection, "SELECT id, name FROM people"))
    names = _names(uses, given)
    yield _PERSON, sorted(names.items() - before.items())
    used = {row[:3]: row[3] for row in rows(connection, "SELECT * FROM person_names")}
    yield _NO_NAME, sorted(used.keys() - uses.keys())
    yield _NAME, [(*use, count) for use, count in sorted(uses.items() - used.items())]
    yield (
        "UPDATE quotes SET person = ? WHERE id = ?",
        [
            (person, quote)
            for (quote, was), mention in read
            if (person := _id(found.get(mention))) != was
        ],
    )
    yield "DELETE FROM people WHERE id = ?", [(gone,) for gone in sorted(before.keys() - names)]


def _id(found: Found | None) -> str | None:
    return found and found.person


def _uses(found: Mapping[Mention, Found | None], mentions: Iterable[Mention]) -> _Uses:
    """How many quotes name whom how, and why that is said."""
    uses: _Uses = Counter()
    for mention in mentions:
        if (who := found.get(mention)) is not None:
            for name in (mention.name, mention.account):
                if name:
                    uses[who.person, name, who.evidence] += 1
    return uses


def _names(uses: _Uses, given: Mapping[str, str | None]) -> dict[str, str]:
    """The name to show of each person: given, else the full name most often printed."""
    printed: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for (person, name, evidence), count in uses.items():
        if evidence == "given" and (told := given.get(name)):
            printed[person][True, told] += count
        elif (parsed := person_name(name)) is not None and ":" not in name:
            printed[person][parsed.is_full, parsed.plain] += count
        else:
            printed[person][False, name] += 0
    return {
        person: min(names, key=lambda each: (not each[0], -names[each], each[1]))[1]
        for person, names in printed.items()
    }
