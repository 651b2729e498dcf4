"""`--only`: one half of what is found, printed or stored."""

from pathlib import Path

import pytest

from commands import SEEDS, Command

BAGHUZ = SEEDS / "baghuz-2019-03-23/article.txt"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ((), ["signature", "signature", "quotation", "signature"]),
        (("--only", "posts"), ["signature"] * 3),
        (("--only", "quotations"), ["quotation"]),
    ],
)
def test_scan_prints_what_is_asked_for(
    command: Command, words: tuple[str, ...], kinds: list[str]
) -> None:
    assert [line["kind"] for line in command("scan", BAGHUZ, *words).lines] == kinds


def test_another_only_harvests_anew(command: Command, tmp_path: Path) -> None:
    database = tmp_path / "h.db"
    count = ("query", "SELECT kind, count(*) AS n FROM quotes GROUP BY kind", "--db", database)
    told = command("run", BAGHUZ, "--db", database, "--only", "posts")
    assert "1 article, 3 posts (1 article and 3 quotes new)" in told.err
    assert command(*count).lines == [{"kind": "signature", "n": 3}]
    told = command("run", BAGHUZ, "--db", database)
    assert (
        "1 article, 3 posts, 1 quotation (0 articles and 4 quotes new; 1 article replaced)"
        in told.err
    )
    assert command(*count).lines == [{"kind": "quotation", "n": 1}, {"kind": "signature", "n": 3}]
    command("run", BAGHUZ, "--db", database, "--only", "quotations")
    assert command(*count).lines == [{"kind": "quotation", "n": 1}]


def test_nothing_else_can_be_asked_for(command: Command) -> None:
    assert command("scan", BAGHUZ, "--only", "tweets").code == 2
