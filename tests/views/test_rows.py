"""Rows on a terminal: a table where it fits, else a line for each value; nothing acts on it."""

from io import StringIO

import pytest

from harvester.store import questions
from harvester.views.rows import Format, isolated, write_rows


class Terminal(StringIO):
    """What a terminal is to a program that prints."""

    def isatty(self) -> bool:
        return True


def printed(rows: list[dict[str, object]], columns: list[str], form: Format = "table") -> list[str]:
    stream = Terminal()
    assert write_rows(rows, columns, form, stream) == len(rows)
    return stream.getvalue().splitlines()


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_a_table_that_fits_is_one() -> None:
    lines = printed([{"a": 1, "b": "x"}, {"a": None, "b": None}], ["a", "b"])
    assert lines[0] == "a   b"
    assert lines[2:] == ["1   x", ""]


def test_a_long_text_is_cut_to_the_terminal_and_shown_whole_if_asked() -> None:
    words = "rain " * 40
    rows: list[dict[str, object]] = [{"id": "a1", "words": words}]
    lines = printed(rows, ["id", "words"])
    assert len(lines) == 3
    assert lines[2].endswith("…")
    assert all(len(line) <= 80 for line in lines)
    assert words.strip() in printed(rows, ["id", "words"], "wide")[2]


def test_what_is_cut_is_isolated_still() -> None:
    line = printed([{"id": "a1", "words": "مطر " * 60}], ["id", "words"])[2]
    assert line.endswith("…\N{POP DIRECTIONAL ISOLATE}")
    assert line.count("\N{FIRST STRONG ISOLATE}") == 1


def test_numbers_stand_right_and_hours_are_hours() -> None:
    rows: list[dict[str, object]] = [{"n": 7, "lag": 26.25}, {"n": 1100, "lag": None}]
    assert printed(rows, ["n", "lag"])[2:4] == ["   7   26.2 h", "1100"]


def test_a_row_that_does_not_fit_is_shown_whole() -> None:
    columns = [f"column {n}" for n in range(9)]
    row: dict[str, object] = dict.fromkeys(columns, "x" * 20)
    lines = printed([row, row], columns)
    assert lines[0] == f"column 0  {'x' * 20}"
    assert len(lines) == 9 + 1 + 9


def test_no_row_is_a_header_alone() -> None:
    assert printed([], ["a", "b"])[0] == "a   b"


def test_no_value_acts_on_the_terminal() -> None:
    assert "\x1b" not in "".join(printed([{"a": "\x1b[31m\x07\r"}], ["a"]))
    assert isolated("\x1b]0;x\x07") == "␛]0;x␇"


@pytest.mark.parametrize("form", ["nl", "json", "csv", "tsv", "table", "wide"])
def test_bytes_are_hexadecimal_in_every_form(form: Format) -> None:
    assert "0aff" in "".join(printed([{"hash": b"\x0a\xff"}], ["hash"], form))


def test_the_names_of_saved_questions_are_whole_on_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    name = max((saved.name for saved in questions()), key=len)
    row: dict[str, object] = {
        "name": name,
        "answers": "words " * 9,
        "parameters": "kind=None, " * 3,
    }
    assert name in printed([row], list(row))[2]
