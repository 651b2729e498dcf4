"""Packed files, whole and damaged, and lines that do not depend on blocks."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import STORY, articles, codes, problems, row, write
from harvester.reading import read
from harvester.reading.containers.compression import unpacked
from harvester.reading.containers.streams import lines
from harvester.records import Article, Problem


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
        assert "pip install 'quote-harvester[fast]'" in problem.message
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


def test_a_zip_whose_names_differ_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ü.txt", "Rain again.")
    path.write_bytes(path.read_bytes().replace("ü".encode(), b"\xfc\xff", 1))
    [found] = read(path)
    assert isinstance(found, Problem)
    assert found.code == "damaged-zip"


@pytest.mark.parametrize(
    "header", [f"Date: 1 Jan 2019 10:00:00 +{'9' * 30}", "Content-Type: text/plain; name*0*"]
)
def test_a_mail_with_a_header_that_cannot_be_read_is_damaged(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.eml"
    path.write_text(f"{header}\nSubject: Rain\n\nRain again.\n")
    problems = [each.code for each in read(path) if isinstance(each, Problem)]
    assert problems == ["damaged-mail"]
