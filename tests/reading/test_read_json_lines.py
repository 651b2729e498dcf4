"""JSON lines: an object a line, with names of their own, and what is wrong with some."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import STORY, articles, codes, problems, row, write
from harvester.reading import Fields, Page, read
from harvester.reading.containers.json_lines import json_lines
from harvester.records import Article, Problem


def test_the_particulars_of_a_record_are_kept(tmp_path: Path) -> None:
    line = row(
        id=2**60,
        url="https://www.blatt.example/1",
        title="Flut",
        author=["A. Weiss", "B. Roth"],
        published="2021-07-15T06:00:00Z",
        lang="de_at",
        unknown={"does": ["no", "harm"]},
    )
    [article] = articles(write(tmp_path / "a.jsonl", line))
    assert article.given_id == str(2**60)
    assert article.title == "Flut"
    assert article.author == "A. Weiss, B. Roth"
    assert article.published == "2021-07-15T06:00:00Z"
    assert article.lang == "de-AT"
    assert article.outlet == "blatt.example"
    assert article.source == f"{tmp_path / 'a.jsonl'}:1"


def test_the_outlet_is_what_the_record_says_then_its_url_then_the_default(tmp_path: Path) -> None:
    lines = [
        row(outlet="Das Blatt", url="https://x.example/"),
        row(url="https://x.example/"),
        row(),
    ]
    path = write(tmp_path / "a.jsonl", "".join(lines))
    outlets = [article.outlet for article in articles(path, outlet="Archive")]
    assert outlets == ["Das Blatt", "x.example", "Archive"]


def test_fields_can_have_other_names(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"key": "k", "body": STORY}))
    [article] = articles(path, fields=Fields(text="body", id="key"))
    assert (article.given_id, article.text) == ("k", STORY)


def test_what_is_not_told_is_none(tmp_path: Path) -> None:
    [article] = articles(write(tmp_path / "a.jsonl", row(id="", title="", url=None)))
    assert article[1:8] == (None,) * 7


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{broken", "bad-json"),
        ("[" * 100_000, "too-deep"),
        ('"a string"', "not-an-object"),
        ("[]", "not-an-object"),
        ('{"words": "x"}', "no-text"),
        ('{"text": ["x"]}', "wrong-type"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, code: str) -> None:
    path = write(tmp_path / "a.jsonl", row() + row() + line + "\n" + row() + row())
    assert len(articles(path)) == 4
    [problem] = problems(path)
    assert (problem.code, problem.source) == (code, f"{path}:3")


def test_an_object_without_text_is_told_which_fields_it_has(tmp_path: Path) -> None:
    [problem] = problems(write(tmp_path / "a.jsonl", '{"words": "x", "key": 1}'))
    assert "'words', 'key'" in problem.message
    [problem] = problems(write(tmp_path / "b.jsonl", '{"Überschrift": "x", "a\\u001b": 1}'))
    assert "'Überschrift', 'a\\x1b'" in problem.message
    assert "--text-field" in problem.message


def test_blank_lines_and_a_byte_order_mark_are_no_errors(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\ufeff" + row() + "\n   \r\n" + row().strip() + "\r\n")
    assert [type(found) for found in read(path)] == [Article, Article]


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    text = "one\u2028two\u2029three\x85four"
    [article] = articles(write(tmp_path / "a.jsonl", row(text=text)))
    assert article.text == text


def test_an_object_broken_at_the_line_feeds_of_its_text_is_read(tmp_path: Path) -> None:
    broken = '{"id": "b", "text": "one\n\ntwo\n{three}"}\n'
    path = write(tmp_path / "a.jsonl", row() + broken.replace("{three}", "three") + row())
    assert [article.text for article in articles(path)] == [STORY, "one\n\ntwo\nthree", STORY]
    assert problems(path) == []


def test_a_line_cut_in_the_middle_does_not_take_the_next_one_with_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row()[:-20] + "\n" + row()[:-20] + "\n" + row())
    assert len(articles(path)) == 1
    assert codes(path) == ["bad-json", "bad-json"]


def test_what_no_database_can_keep_is_replaced_in_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a\\ud83db\\u0000c", "title": "\\udc00"}\n' * 3)
    found = articles(path)
    assert {article.text for article in found} == {"a\ufffdb\ufffdc"}
    assert {article.title for article in found} == {"\ufffd"}
    assert sorted(codes(path)) == ["nul", "surrogate"]


def test_a_number_too_long_for_python_does_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"n": ' + "9" * 10_000 + ', "text": "x"}')
    assert [type(found) for found in read(path)] == [Article]


def test_a_date_or_language_that_is_none_is_left_out_and_told_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row(published="yesterday", lang="English") * 3)
    assert {(article.published, article.lang) for article in articles(path)} == {(None, None)}
    assert sorted(codes(path)) == ["bad-date", "bad-lang"]


def test_a_line_that_is_not_utf8_is_decoded_by_a_guess(tmp_path: Path) -> None:
    line = row(text="Straße über Köln").encode("cp1252")
    path = write(tmp_path / "a.jsonl", line)
    assert articles(path)[0].text == "Straße über Köln"
    assert codes(path) == ["not-utf8"]


def test_a_line_over_the_limit_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvester.reading.containers.streams.LIMIT", 1000)
    blocks = [row().encode(), b'{"text": "', *[b"x" * 400] * 9, b'"}\n', row().encode()]
    found = list(json_lines(blocks, "a.jsonl", Fields(), None))
    assert [type(item) for item in found] == [Article, Problem, Article]


def test_a_file_without_any_article_is_given_up(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"words": "x"}\n' * 5000)
    assert codes(path) == ["no-text", "gave-up"]
    assert "(and in 999 more records)" in problems(path)[0].message


def test_html_in_a_record_yields_to_what_the_record_says(tmp_path: Path) -> None:
    page = "<html lang=fr><title>Pluie</title><p>Il pleut.</p></html>"
    line = json.dumps({"id": "h", "html": page, "lang": "de", "url": "https://u.example/x"})
    [article] = articles(write(tmp_path / "a.jsonl", line))
    assert article.text == "Il pleut."
    assert (article.given_id, article.lang, article.title) == ("h", "de", "Pluie")
    assert article.outlet == "u.example"


def test_reading_json_lines_does_not_load_lxml(tmp_path: Path) -> None:
    import subprocess

    path = write(tmp_path / "a.jsonl", row(url="https://x.example/"))
    code = (
        "import sys; from harvester.reading import read; list(read(sys.argv[1])); "
        "sys.exit('lxml' in sys.modules or 'chardet' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*Fields(), "other"]), inner, max_size=9)
        ),
        max_leaves=15,
    )
)
def test_no_json_value_makes_the_reader_fail(value: object) -> None:
    for found in json_lines([json.dumps(value).encode()], "a", Fields(), None):
        if isinstance(found, Article):
            found.text.encode()
            assert all(item is None or item for item in found[1:8])
        else:
            assert isinstance(found, Page | Problem)
