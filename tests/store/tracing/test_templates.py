"""A template that many fill: what comes later is told from it without deciding all of it again."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from harvester.records import Quote
from harvester.store import open_database
from harvester.store.connection.handle import Connection
from harvester.store.settling import joining
from places import contents
from printings import harvest, printed, quote

FILLERS = ["".join(Random(n).choices("abcdefghiklmnoprstu", k=7)).title() for n in range(260)]
HELD = 200


def reported(number: int, *, tail: str = "tonight") -> Quote:
    words = f"The weather station of {FILLERS[number]} reports strong winds along the coast {tail}"
    return quote(f"q{number}{tail}", tidy=words, folded=words, text=words, post_id=None)


def come(connection: Connection, *quotes: Quote) -> None:
    harvest(connection, *(printed(f"{each.id}.example", "2019-03-22", each) for each in quotes))


def traced(connection: Connection) -> dict[str, Any]:
    found = contents(connection)
    return {name: found[name] for name in ("wordings", "matches", "clusters", "cluster_members")}


def test_what_comes_later_is_decided_as_if_all_came_at_once(
    database: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[int] = []
    joined = joining._joined

    def counted(connection: Connection, pairs: Any, but: Any) -> Any:
        decided.append(len(pairs))
        return joined(connection, pairs, but)

    monkeypatch.setattr(joining, "_joined", counted)
    quotes = [reported(number) for number in range(len(FILLERS))]
    again = reported(7, tail="tonight again")
    come(database, *quotes[:HELD])
    for number in range(HELD, len(FILLERS), 10):
        come(database, *quotes[number : number + 10])
    come(database, again)
    assert min(decided[1:]) < HELD < decided[0]
    with open_database(tmp_path / "whole.db") as whole:
        come(whole, *quotes, again)
        assert traced(whole) == traced(database)
