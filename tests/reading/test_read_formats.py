"""What a file holds is told by its content, and what it cannot be is said."""

import gzip
import json
from pathlib import Path

import pytest

from files import STORY, articles, row, write
from harvester.reading import read
from harvester.records import Article, Problem


@pytest.mark.parametrize(
    ("name", "content", "code", "severity"),
    [
        ("a.txt", b"", "empty", "warning"),
        ("a.jsonl", b"", "empty", "warning"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "empty", "warning"),
        ("a.html", b"<html><frameset></frameset></html>", "empty", "warning"),
        ("a.jsonl.gz", b"", "empty-packed", "error"),
        ("a.html", b"%PDF-1.7 and so on", "binary", "error"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "binary", "error"),
        ("a.txt", bytes(5000), "binary", "error"),
        ("a.jsonl", bytes(range(256)) * 50, "binary", "error"),
        ("a.jsonl.gz", gzip.compress(gzip.compress(b"{}")), "binary", "error"),
        ("a.json", b"{never closed", "bad-json", "error"),
    ],
)
def test_an_input_without_articles_says_why(
    tmp_path: Path, name: str, content: bytes, code: str, severity: str
) -> None:
    [found] = read(write(tmp_path / name, content))
    assert isinstance(found, Problem)
    assert (found.code, found.severity) == (code, severity)
    assert found.source in found.message


def test_a_few_stray_control_characters_do_not_make_a_text_binary(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\x00one\x01\x02 \x1b[31mtwo\x00")
    assert (
        articles(path)[0].text
        == "\N{REPLACEMENT CHARACTER}one\x01\x02 \x1b[31mtwo\N{REPLACEMENT CHARACTER}"
    )


def test_a_page_is_known_by_its_markup_whatever_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "page.txt", "<!DOCTYPE html><p>Il pleut.</p>")
    assert articles(path)[0].text == "Il pleut."


def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path: Path) -> None:
    for text in ("[1] See the note.", "{so it goes}", "<3 is not a tag", "[7]"):
        assert articles(write(tmp_path / "a.txt", text))[0].text == text


def test_one_pretty_printed_object_is_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps({"id": 7, "text": STORY}, indent=2))
    [article] = articles(path)
    assert (article.given_id, article.text, article.source) == ("7", STORY, str(path))


def test_an_array_of_objects_is_read_too(tmp_path: Path) -> None:
    found = list(read(write(tmp_path / "a.json", json.dumps([{"text": "x"}, 3, {"text": "y"}]))))
    assert [item.text for item in found if isinstance(item, Article)] == ["x", "y"]
    assert [item.source[-2:] for item in found if isinstance(item, Problem)] == [":2"]


def test_json_lines_are_known_by_their_content(tmp_path: Path) -> None:
    assert len(articles(write(tmp_path / "export.txt", row() + row(id="b")))) == 2


def test_json_lines_in_utf16_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\ufeff".encode("utf-16-le") + row().encode("utf-16-le"))
    assert articles(path)[0].text == STORY
