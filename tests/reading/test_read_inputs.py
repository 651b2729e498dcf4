"""Which files are read: paths, folders, patterns, and what is told of the others."""

import gzip
import os
import sys
from pathlib import Path

import pytest

from files import STORY, articles, codes, problems, row, write
from harvester.reading import Input, inputs, read_input
from harvester.records import Problem


def test_a_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "flut.txt", STORY)
    assert [article.text for article in articles(path)] == [STORY]


def test_the_source_names_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "flut.txt", STORY)
    assert articles(path)[0].source == str(path)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b/d.text", "B.TXT.GZ"):
        packed = gzip.compress(name.encode()) if name.endswith("GZ") else name
        write(tmp_path / name, packed)
    assert [article.text for article in articles(tmp_path)] == [
        "B.TXT.GZ",
        "a.txt",
        "b/d.text",
        "c.txt",
    ]


def test_a_folder_is_told_once_of_the_files_it_skips(tmp_path: Path) -> None:
    for name in ("a.txt", "b.css", "c.js", "sub/d.css"):
        write(tmp_path / name, "words")
    [skipped] = problems(tmp_path)
    assert (skipped.severity, skipped.code) == ("note", "skipped-suffix")
    assert "3 files" in skipped.message
    assert ".css (2)" in skipped.message


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert len(articles(write(tmp_path / "notes.xyz", STORY))) == 1


def test_what_is_hidden_in_a_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "a.txt", STORY)
    write(tmp_path / ".b.txt", STORY)
    assert [problem.code for problem in problems(tmp_path)] == ["empty-folder"]


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    here = write(tmp_path / "here.txt", STORY)
    found = list(inputs([tmp_path / "gone.txt", here]))
    assert isinstance(found[0], Problem)
    assert found[0].severity == "error"
    assert isinstance(found[1], Input)


def test_a_pattern_stands_for_its_files(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "one")
    write(tmp_path / "b.txt", "two")
    write(tmp_path / "c.md", "three")
    assert [article.text for article in articles(str(tmp_path / "*.txt"))] == ["one", "two"]
    assert codes(str(tmp_path / "*.nothing")) == ["no-match"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    (tmp_path / "b.txt").symlink_to(path)
    assert len(list(inputs([path, tmp_path, path, tmp_path]))) == 1


def test_loops_and_dead_ends_of_links_do_not_hang(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "x.txt").symlink_to(tmp_path / "y.txt")
    (tmp_path / "y.txt").symlink_to(tmp_path / "x.txt")
    (tmp_path / "z.txt").symlink_to(tmp_path / "nothing")
    assert len(articles(tmp_path)) == 1
    assert codes(tmp_path) == ["unreadable"] * 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [problem.code for problem in problems(tmp_path)] == ["empty-folder"]


def test_a_file_that_vanished_is_a_problem(tmp_path: Path) -> None:
    [found] = read_input(Input(str(tmp_path / "a.txt"), "a.txt", 3, 0))
    assert isinstance(found, Problem)
    assert found.code == "unreadable"


def test_an_input_tells_what_a_ledger_needs(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    status = path.stat()
    assert list(inputs([path])) == [Input(str(path), str(path), status.st_size, status.st_mtime_ns)]


def test_standard_input_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with write(tmp_path / "pipe", row()).open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        [article] = articles("-")
    assert article.source == "standard input:1"


def test_names_are_shown_without_marks_that_turn_the_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a\N{RIGHT-TO-LEFT OVERRIDE}gpj.txt", b"")
    [problem] = problems(path)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in problem.message + problem.source
    assert "\\u202e" in problem.source
