"""Settling people: each quote gets the person whose words it has, if that is plain.

Names tell of each other across articles, so all of them are read again when quotes came or went;
which are one person's is decided in `trace.people`. A user's own file comes before all evidence.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows, transaction
from harvester.trace.people.parsing import person_name
from harvester.trace.people.resolving import Found, Mention, people

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
_Uses = Counter[tuple[str, str, str]]


def give_names(connection: Connection, given: Iterable[tuple[str, str | None]]) -> None:
    """Says whose names these are, instead of what was said before; settle people afterwards."""
    with transaction(connection):
        connection.exec_driver_sql("DELETE FROM given_names")
        for row in sorted(dict(given).items()):
            connection.exec_driver_sql("INSERT INTO given_names VALUES (?, ?)", row)
        connection.exec_driver_sql("INSERT INTO stale_people VALUES (1) ON CONFLICT DO NOTHING")


def settle_people(connection: Connection) -> None:
    """Brings people, their names and whose each quote is up to date."""
    with transaction(connection):
        if not rows(connection, "SELECT 1 FROM stale_people"):
            return
        read = [(row[:2], Mention(*row[2:])) for row in rows(connection, _MENTIONS)]
        given = dict(rows(connection, "SELECT name, person FROM given_names"))
        named = {mention for _, mention in read if mention.name or mention.account}
        found = dict(people(sorted(named, key=repr), given))
        uses = _uses(found, [mention for _, mention in read])
        _write_people(connection, _names(uses, given), uses)
        changes = [
            (person, quote)
            for (quote, before), mention in read
            if (person := _id(found.get(mention))) != before
        ]
        if changes:
            connection.exec_driver_sql("UPDATE quotes SET person = ? WHERE id = ?", changes)
        _drop_others(connection, {person for person, _, _ in uses})
        connection.exec_driver_sql("DELETE FROM stale_people")


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


def _write_people(connection: Connection, names: Mapping[str, str], uses: _Uses) -> None:
    execute = connection.exec_driver_sql
    execute("DELETE FROM person_names")
    for sql, found in (
        (
            "INSERT INTO people VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name",
            sorted(names.items()),
        ),
        (
            "INSERT INTO person_names VALUES (?, ?, ?, ?)",
            [(*use, count) for use, count in sorted(uses.items())],
        ),
    ):
        if found:
            execute(sql, found)


def _drop_others(connection: Connection, kept: Iterable[str]) -> None:
    connection.exec_driver_sql(
        f"DELETE FROM people WHERE NOT id {AMONG}", (json.dumps(sorted(kept)),)
    )
