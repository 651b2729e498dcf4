"""Reading files, folders, containers and JSON lines."""

import gzip
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.reading import Fields, Input, inputs, read, read_input
from harvester.reading.containers import lines, unpacked
from harvester.reading.json_lines import json_lines
from harvester.records import Article, Problem
from harvester.text.domains import registered_domain

STORY = "Der Fluss stieg über Nacht.\r\nNiemand kam zu Schaden.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def articles(path: Path | str, **options: object) -> list[Article]:
    return [found for found in read(path, **options) if isinstance(found, Article)]  # type: ignore[arg-type]


def problems(path: Path | str) -> list[Problem]:
    return [found for found in read(path) if isinstance(found, Problem)]


def codes(path: Path | str) -> list[str]:
    return [problem.code for problem in problems(path)]


def row(**values: object) -> str:
    return json.dumps({"id": "a1", "text": STORY, **values}, ensure_ascii=False) + "\n"


# Which files are read


def test_a_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "flut.txt", STORY)
    assert [article.text for article in articles(path)] == [STORY]


def test_the_source_names_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "flut.txt", STORY)
    assert articles(path)[0].source == str(path)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b/d.md", "B.TXT.GZ"):
        packed = gzip.compress(name.encode()) if name.endswith("GZ") else name
        write(tmp_path / name, packed)
    assert [article.text for article in articles(tmp_path)] == [
        "B.TXT.GZ",
        "a.txt",
        "b/d.md",
        "c.txt",
    ]


def test_a_folder_is_told_once_of_the_files_it_skips(tmp_path: Path) -> None:
    for name in ("a.txt", "b.css", "c.js", "sub/d.css"):
        write(tmp_path / name, "words")
    [skipped] = problems(tmp_path)
    assert (skipped.severity, skipped.code) == ("warning", "skipped-suffix")
    assert "3 files" in skipped.message
    assert ".css (2)" in skipped.message


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert len(articles(write(tmp_path / "notes.xyz", STORY))) == 1


def test_what_is_hidden_in_a_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "a.txt", STORY)
    write(tmp_path / ".b.txt", STORY)
    assert list(read(tmp_path)) == []


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
    assert len(list(inputs([path, tmp_path, path]))) == 1


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
    assert list(read(tmp_path)) == []


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


# What is in them


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


# Containers


def test_gzip_is_known_by_content_not_by_name(tmp_path: Path) -> None:
    packed = write(tmp_path / "a.jsonl", gzip.compress(row().encode()))
    plain = write(tmp_path / "b.jsonl.gz", row())
    assert len(articles(packed)) == len(articles(plain)) == 1
    assert codes(packed) == []
    assert codes(plain) == ["not-packed"]


def test_all_members_of_a_gzip_file_are_read(tmp_path: Path) -> None:
    members = gzip.compress(row().encode()) + gzip.compress(row(id="b").encode())
    assert len(articles(write(tmp_path / "a.jsonl.gz", members + bytes(512)))) == 2
    assert codes(tmp_path / "a.jsonl.gz") == []


def test_garbage_after_gzip_is_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(row().encode()) + b"garbage")
    assert len(articles(path)) == 1
    assert codes(path) == ["gzip-garbage"]


def many_rows() -> bytes:
    return "".join(row(id=n, pad=os.urandom(40).hex()) for n in range(3000)).encode()


def test_a_truncated_gzip_file_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    packed = gzip.compress(many_rows())
    found = list(read(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])))
    *read_articles, problem = found
    assert len(read_articles) > 1000
    assert all(isinstance(article, Article) for article in read_articles)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == ("truncated-gzip", "error")


def test_damage_in_the_middle_of_gzip_keeps_what_stands_before(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(many_rows()))
    middle = len(packed) // 2
    packed[middle : middle + 20] = bytes(20)
    found = list(read(write(tmp_path / "a.jsonl.gz", bytes(packed))))
    assert len([item for item in found if isinstance(item, Article)]) > 1000
    assert isinstance(found[-1], Problem)
    assert found[-1].severity == "error"


def test_a_single_document_that_is_cut_is_not_half_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt.gz", gzip.compress(STORY.encode())[:-9])
    assert articles(path) == []
    assert codes(path) == ["truncated-gzip"]


def test_zstandard_is_read_or_the_missing_part_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    try:
        import zstandard
    except ImportError:
        write(path, b"\x28\xb5\x2f\xfd" + bytes(9))
        [problem] = problems(path)
        assert problem.code == "part-missing"
        assert "pip install 'harvester[fast]'" in problem.message
    else:
        packed = zstandard.compress(row().encode())
        write(path, packed + packed)
        assert len(articles(path)) == 2
        assert "truncated-zstd" in codes(write(path, packed[:-3]))


@given(st.lists(st.binary(max_size=20), max_size=20), st.integers(1, 7))
def test_lines_do_not_depend_on_where_blocks_end(rows: list[bytes], size: int) -> None:
    data = b"\n".join(rows)
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    expected = data.split(b"\n")
    assert list(lines(blocks)) == (expected if expected[-1] else expected[:-1])


@given(st.binary(max_size=3000), st.integers(1, 400))
def test_gzip_unpacks_to_what_was_packed(data: bytes, size: int) -> None:
    packed = gzip.compress(data)
    blocks = [packed[start : start + size] for start in range(0, len(packed), size)]
    head = packed[:size] if size > 1 else packed
    rest = blocks[1:] if size > 1 else []
    assert b"".join(unpacked(head, iter(rest))) == data


# JSON lines


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
        ('{"body": "x"}', "no-text"),
        ('{"text": ["x"]}', "wrong-type"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, code: str) -> None:
    path = write(tmp_path / "a.jsonl", row() + row() + line + "\n" + row() + row())
    assert len(articles(path)) == 4
    [problem] = problems(path)
    assert (problem.code, problem.source) == (code, f"{path}:3")


def test_an_object_without_text_is_told_which_fields_it_has(tmp_path: Path) -> None:
    [problem] = problems(write(tmp_path / "a.jsonl", '{"body": "x", "key": 1}'))
    assert "'body', 'key'" in problem.message
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
    monkeypatch.setattr("harvester.reading.containers.LIMIT", 1000)
    blocks = [row().encode(), b'{"text": "', *[b"x" * 400] * 9, b'"}\n', row().encode()]
    found = list(json_lines(blocks, "a.jsonl", Fields(), None))
    assert [type(item) for item in found] == [Article, Problem, Article]


def test_a_file_without_any_article_is_given_up(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"body": "x"}\n' * 5000)
    assert len(problems(path)) == 1001
    assert codes(path)[-1] == "gave-up"


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
        "sys.exit('lxml' in sys.modules or 'charset_normalizer' in sys.modules)"
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
            assert isinstance(found, Problem)


# Domains


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("http://USER:pw@News.Example.COM:8080/x?u=//y.example", "example.com"),
        ("https://someone.blogspot.com/", "someone.blogspot.com"),
        ("//cdn.paper.example/x", "paper.example"),
        ("https://www.bücher.example/", "bücher.example"),
        ("https://www.xn--bcher-kva.example/", "bücher.example"),
        ("http://192.0.2.7/x", None),
        ("http://[2001:db8::1]/x", None),
        ("http://[::1", None),
        ("http://localhost/", None),
        ("https://co.uk/", None),
        ("http://a..b/", None),
        ("http:///x", None),
        ("mailto:a@b.example", None),
        ("", None),
    ],
)
def test_the_registered_domain_of_a_url(url: str, domain: str | None) -> None:
    assert registered_domain(url) == domain


@given(st.text(max_size=30))
def test_no_url_makes_the_domain_fail(text: str) -> None:
    registered_domain(text)
    registered_domain("https://" + text)
