"""`serve`: Datasette over a copy of the database, with our titles, meanings, facets and search."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from browser import CONTRAST, measured, needs_browser, run_browser
from commands import START, Command
from harvester.store import open_database, questions
from made_articles import ARABIC, EVIL, evil_corpus

PAGES = ("quotes_flat", "timeline", "reused", "articles", "posts", "people", "findings_flat")


def is_up(address: str) -> bool:
    try:
        with urlopen(address) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with Arabic words and words that would act."""
    folder = tmp_path_factory.mktemp("served")
    evil_corpus(folder / "corpus.jsonl")
    subprocess.run([*START, "run", "corpus.jsonl", "--db", "h.db"], cwd=folder, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*START, "serve", "--db", "h.db", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:
        home = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if is_up(home):
                break
            time.sleep(0.1)
        yield f"{home}/h"
        os.kill(server.pid, signal.SIGINT)


def read(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


def saved(address: str, page: str, folder: Path) -> Path:
    """A page in a file, which loads its styles from the server."""
    place = folder / "page.html"
    home = f'<head><base href="{address}">'
    place.write_text(read(address + page).replace("<head>", home, 1), encoding="utf-8")
    return place


def test_every_table_and_every_saved_question_answers(address: str) -> None:
    for name in (*PAGES, *(each.name for each in questions())):
        assert "</html>" in read(f"{address}/{name}")


def test_saved_questions_take_parameters(address: str) -> None:
    asked = json.loads(read(f"{address}/most-quoted-people.json?articles=99&_shape=array"))
    assert asked == []
    assert json.loads(read(f"{address}/most-quoted-people.json?_shape=array"))


def test_columns_have_meanings_and_internals_are_not_there(address: str) -> None:
    assert "Where the quote begins" in read(f"{address}/quotes_flat")
    assert "stale_" not in read(address)


def test_words_are_searched_in_any_script(address: str) -> None:
    asked = f"{address}/quotes_flat.json?_shape=array&_search="
    for there in ("الأمطار", "امطار", "عبارة", "العبارة"):
        assert {row["words"] for row in json.loads(read(asked + quote(there)))} == {ARABIC}
    for other in ("مطار", "عبار", "…"):
        assert json.loads(read(asked + quote(other))) == []


def test_questions_that_count_are_drawn(address: str) -> None:
    from harvester.views.browse.plugin import chart

    drawn = chart(["handle", "n_posts"], [[EVIL, 3], [ARABIC, 2]])
    assert '<figcaption>Posts by handle</figcaption><div class="broad"><svg' in drawn
    assert ARABIC in drawn
    assert EVIL not in drawn
    assert "only the first 2" in chart(
        *(["day", "n_posts"], [["2019-03-23", 3], ["2019-03-24", 2]]), is_cut=True
    )
    assert 'class="chart"' not in read(f"{address}/said-by")


_STOP = f"""
(() => {{
  const cell = [...document.querySelectorAll('td.col-words div')]
    .find(it => it.textContent === '{ARABIC}');
  const letters = [...cell.textContent].map((_, place) => {{
    const range = document.createRange();
    range.setStart(cell.firstChild, place); range.setEnd(cell.firstChild, place + 1);
    return range.getBoundingClientRect();
  }});
  const stop = letters.pop(), last = letters.filter(it => Math.abs(it.top - stop.top) < 4);
  return [getComputedStyle(cell).direction, last.every(it => it.left >= stop.left)];
}})()
"""


@needs_browser
def test_arabic_words_run_from_the_right_with_the_full_stop_at_their_left_end(
    address: str, tmp_path: Path
) -> None:
    page = saved(address, "/quotes_flat", tmp_path)
    assert measured(page, _STOP) == "rtl,true"


@needs_browser
@pytest.mark.parametrize("page", ["", "/quotes_flat", "/most-quoted-accounts"])
def test_pages_are_read_on_a_telephone_and_with_weak_eyes(
    address: str, tmp_path: Path, page: str
) -> None:
    """Tables scroll by themselves, and the meanings of columns; nothing else stands out."""
    shown = saved(address, page, tmp_path)
    assert float(measured(shown, CONTRAST)) >= 4.5
    script = """(document.body.style.cssText = 'width: 400px; margin: 0',
      Math.max(...[...document.body.querySelectorAll('*')]
        .filter(it => !it.closest('.table-wrapper, svg, dl, .CodeMirror, .cm-editor'))
        .map(it => it.getBoundingClientRect().right)))"""
    assert float(measured(shown, script, size="500,900")) <= 400


@needs_browser
def test_nothing_leaves_the_machine(address: str) -> None:
    """Whatever a page would load is of the server itself."""
    for page in ("", "/quotes_flat", "/most-quoted-accounts"):
        shown = BeautifulSoup(read(address + page), "lxml")
        loaded = [*shown.select("[src]"), *shown.select("link[href]")]
        asked = [str(each.get("src") or each.get("href")) for each in loaded]
        assert all(each.startswith(("/-/static", address.rpartition("/")[0])) for each in asked)


def test_words_stay_text_and_a_quote_is_marked_in_its_context(address: str) -> None:
    page = read(f"{address}/quotes_flat")
    assert EVIL not in page
    assert f"<mark>{ARABIC}</mark>" in page
    assert f'<div dir="auto">{ARABIC}</div>' in page


@needs_browser
def test_a_browser_has_nothing_to_complain_of(address: str) -> None:
    for page in ("", "/quotes_flat", "/most-quoted-people"):
        shown, said = run_browser(address + page, "--dump-dom")
        assert "</html>" in shown
        assert said == ""


def test_the_database_is_left_as_it_is(command: Command, inside: Path, tmp_path: Path) -> None:
    before = Path("db/harvest.db").read_bytes()
    copy, described = tmp_path / "copy.db", tmp_path / "metadata.json"
    assert command("serve", "--metadata", described, "--copy", copy).code == 0
    assert Path("db/harvest.db").read_bytes() == before
    known = json.loads(described.read_text(encoding="utf-8"))["databases"]["copy"]
    assert set(known["queries"]) == {each.name for each in questions()}
    assert known["tables"]["quotes_flat"]["fts_table"] == "quotes_flat_fts"


def test_a_port_that_is_taken_is_told(command: Command, inside: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = command("serve", "--port", str(taken.getsockname()[1]))
    assert told.code == 2
    assert "Give another with --port." in told.err


def test_a_copy_that_cannot_be_written_is_told(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    told = command("serve", "--metadata", tmp_path / "m.json", "--copy", "no/such/copy.db")
    assert told.code == 2
    assert "Give another place." in told.err


def test_every_column_that_is_shown_has_a_meaning(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    from harvester.store import columns

    assert command("serve", "--metadata", tmp_path / "m.json").code == 0
    [known] = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["databases"].values()
    with open_database(Path("db/harvest.db"), read_only=True) as connection:
        listed = columns(connection)
    unknown = [
        f"{name}.{column}"
        for name, told in known["tables"].items()
        if not told.get("hidden")
        for column in set(listed[name]) - told["columns"].keys()
    ]
    assert sorted(unknown) == []
