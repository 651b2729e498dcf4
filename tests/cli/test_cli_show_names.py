"""`show` takes what people call things, and prints an article with its quotes marked."""

import json
from pathlib import Path

import pytest

from commands import Command

POST = "https://twitter.com/brinewick_h_x9/status/1227289230407086080"


@pytest.mark.parametrize(
    ("wanted", "kind", "name"),
    [
        ("@brinewick_h_x9", "account", "Brinewick Harbour"),
        ("https://x.com/Brinewick_H_x9", "account", "Brinewick Harbour"),
        ("radio rivamorta", "outlet", "Radio Rivamorta"),
        ("www.harbour-gazette.example", "outlet", "harbour-gazette.example"),
        ("MARCHBELL", "person", "Tobin Marchbell"),
        (POST.replace("twitter", "x"), "post", None),
    ],
)
def test_a_name_or_an_address_will_do(
    command: Command, inside: Path, wanted: str, kind: str, name: str | None
) -> None:
    assert inside.is_dir()
    shown = json.loads(command("show", wanted, "--json").out)
    assert (shown["kind"], shown.get("name")) == (kind, name)
    assert shown["quotes"]


def test_only_the_first_quotes_of_a_name_are_shown(command: Command, inside: Path) -> None:
    assert inside.is_dir()
    told = command("show", "@brinewick_h_x9", "--limit", "2")
    assert told.out.count("signature.twitter ·") + told.out.count("embed.") == 2
    assert "4 more quotes: see --limit." in told.err


@pytest.fixture
def kept(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An article whose text was kept and would act if it could; its id."""
    monkeypatch.chdir(tmp_path)
    text = (
        "A <script>alert(1)</script>\x1b[2J\n“المنارة مغلقة.” — Ada (@ada_q9) March 23, 2019\nEnd."
    )
    article = {"text": text, "title": "<b>&", "id": "one"}
    Path("one.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert command("run", "one.jsonl", "--keep-text").code == 0
    return "one"


def test_a_page_of_an_article_marks_its_quotes_and_all_else_stays_text(
    command: Command, kept: str
) -> None:
    page = command("show", kept, "--html").out
    assert "<mark><bdi>" in page
    assert "مغلقة" in page.partition("<mark>")[2].partition("</mark>")[0]
    assert "<script" not in page
    assert "<b>" not in page


def test_the_text_of_an_article_marks_its_quotes(command: Command, kept: str) -> None:
    told = command("show", kept, "--text")
    assert "[1: " in told.out
    assert "\n[1] Ada · @ada_q9" in told.out
    assert "\x1b[2J" not in told.out


def test_a_text_that_was_not_kept_is_told(command: Command, inside: Path) -> None:
    assert inside.is_dir()
    told = command("show", "kurier-7", "--text")
    assert (told.code, told.out) == (1, "")
    assert "--keep-text" in told.err
