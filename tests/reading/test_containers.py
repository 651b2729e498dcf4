"""Every container, packed in every way, gives the same articles; damaged, it says what is lost."""

import time
from pathlib import Path

import pytest

from files import cases, write
from harvester.reading import read
from harvester.reading.containers.streams import peek
from harvester.records import Article, Problem
from made_containers import (
    COMPRESSIONS,
    CONTAINERS,
    DAMAGES,
    Told,
    articles,
    json_lines,
    response,
)

TOLD = articles()
CASES = cases("containers")
HOLD_TEXT = (".jsonl", ".json", ".csv", ".tsv", ".excel.csv", ".parquet", ".zip", ".tar")
WITHOUT_ID = (".warc", ".zip", ".tar", ".mbox")


def found_in(path: Path) -> tuple[list[Article], list[Problem]]:
    found = list(read(path))
    told = [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Article)], told


def is_the_same(article: Article, told: Told, suffix: str) -> bool:
    if suffix in HOLD_TEXT:
        return article.text == told.text
    return article.text.split("\n\n") == told.text.split("\n")


@pytest.mark.parametrize("packing", COMPRESSIONS)
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_container_gives_every_article(tmp_path: Path, suffix: str, packing: str) -> None:
    data = COMPRESSIONS[packing](CONTAINERS[suffix](TOLD))
    found, told = found_in(write(tmp_path / f"news{suffix}{packing}", data))
    assert len(found) == len(TOLD)
    assert all(is_the_same(*pair, suffix) for pair in zip(found, TOLD, strict=True))
    assert {problem.severity for problem in told} <= {"note"}
    if suffix not in WITHOUT_ID:
        assert [article.given_id for article in found] == [one.id for one in TOLD]
    if suffix not in (".zip", ".tar"):
        days = [(article.published or "")[:10] for article in found]
        assert days == [one.published for one in TOLD]


@pytest.mark.parametrize("packing", COMPRESSIONS)
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_container_is_known_by_its_content(tmp_path: Path, suffix: str, packing: str) -> None:
    data = COMPRESSIONS[packing](CONTAINERS[suffix](TOLD))
    found, _ = found_in(write(tmp_path / "export.txt", data))
    assert len(found) == len(TOLD)


@pytest.mark.parametrize("damage", ["truncated", "garbage inside", "empty"])
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_damaged_container_gives_what_it_has_and_says_what_is_lost(
    tmp_path: Path, suffix: str, damage: str
) -> None:
    case = CASES[damage].get(suffix) or CASES[damage].get("any")
    data = DAMAGES[damage](CONTAINERS[suffix](TOLD))
    found, told = found_in(write(tmp_path / f"news{suffix}", data))
    if case is None:  # what lies in a text cannot be told from a text
        assert all(isinstance(article.text, str) for article in found)
        return
    assert case["code"] in [problem.code for problem in told]
    assert len(found) >= case["read"]
    is_error = any(problem.severity == "error" for problem in told)
    assert is_error == (case.get("exit", 3) == 3)


@pytest.mark.parametrize("packing", [packing for packing in COMPRESSIONS if packing])
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_damaged_packing_is_told_as_an_error(tmp_path: Path, suffix: str, packing: str) -> None:
    kind = CASES["packed"][packing]
    for damage in ("truncated", "garbage inside", "empty"):
        data = DAMAGES[damage](COMPRESSIONS[packing](CONTAINERS[suffix](TOLD)))
        _, told = found_in(write(tmp_path / f"news{suffix}{packing}", data))
        errors = [problem for problem in told if problem.severity == "error"]
        assert errors, damage
        if damage == "truncated":
            assert f"truncated-{kind}" in [problem.code for problem in errors]
        if damage == "empty":
            assert [problem.code for problem in errors] == ["empty-packed"]


@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_record_over_the_limit_is_told(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("streams", "tables", "json_objects", "warc.records", "mail", "warc.http"):
        monkeypatch.setattr(f"harvester.reading.containers.{module}.LIMIT", 20_000)
    long = TOLD[1]._replace(text="Rain. " * 60_000)
    data = CONTAINERS[suffix]([TOLD[0], long, *TOLD[2:]])
    found, told = found_in(write(tmp_path / f"news{suffix}", data))
    assert all(len(article.text) < 20_000 for article in found)
    assert "too-large" in [problem.code for problem in told]
    is_ended = suffix in (".json", ".csv", ".tsv", ".excel.csv")  # nobody knows where it goes on
    assert len(found) == len(TOLD) - 1 or is_ended


def test_a_bad_record_of_an_archive_costs_one_page(tmp_path: Path) -> None:
    pages = [response(one.html.encode(), one.url) for one in TOLD[:3]]
    bad = pages[1].replace(b"Content-Length: ", b"Content-Length: -", 1)
    found, told = found_in(write(tmp_path / "a.warc", pages[0] + bad + pages[2]))
    assert [article.url for article in found] == [TOLD[0].url, TOLD[2].url]
    assert [problem.code for problem in told] == ["damaged-record", "garbage"]


def test_a_response_is_decoded_as_its_server_meant_it(tmp_path: Path) -> None:
    import zlib

    html = "<html><p>Ça va à Köln</p></html>"
    packed = COMPRESSIONS[".gz"](html.encode())
    chunked = (
        b"5\r\n" + packed[:5] + b"\r\n%x\r\n" % len(packed[5:]) + packed[5:] + b"\r\n0\r\n\r\n"
    )
    records = [
        response(packed, "https://a.example/1", "Content-Encoding: gzip"),
        response(
            chunked, "https://a.example/2", "Content-Encoding: gzip", "Transfer-Encoding: chunked"
        ),
        response(zlib.compress(html.encode()), "https://a.example/3", "Content-Encoding: deflate"),
        response(html.encode(), "https://a.example/4", "Content-Encoding: br"),
        response(html.encode("cp1252"), "https://a.example/5", kind="text/html; charset=cp1252"),
        response(b"\x89PNG", "https://a.example/6", kind="image/png"),
    ]
    found, told = found_in(write(tmp_path / "a.warc", b"".join(records)))
    assert [article.text for article in found] == ["Ça va à Köln"] * 5
    assert [problem.severity for problem in told] == ["note"]


def test_nothing_of_an_archive_is_written_outside(tmp_path: Path) -> None:
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../evil.txt", "Rain.")
    [article], _ = found_in(write(tmp_path / "in" / "a.zip", file.getvalue()))
    assert article.source == f"{tmp_path}/in/a.zip/../../evil.txt"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_columns_that_were_guessed_are_told_and_dates_become_iso(tmp_path: Path) -> None:
    text = "Headline;body;pub_date;link\nRain;It rained.;23.03.2019;https://a.example/1\n"
    [article], [told] = found_in(write(tmp_path / "a.csv", text))
    assert (article.title, article.text, article.published) == ("Rain", "It rained.", "2019-03-23")
    assert "Took `body` as text, `link` as url, `Headline` as title" in told.message


def test_a_date_that_can_mean_two_days_is_left_out_and_told(tmp_path: Path) -> None:
    text = "text,date\nIt rained.,03/04/2019\nAgain.,13/04/2019\n"
    found, told = found_in(write(tmp_path / "a.csv", text))
    assert [article.published for article in found] == [None, "2019-04-13"]
    assert [problem.code for problem in told] == ["columns", "ambiguous-date"]


def test_a_guessed_text_that_is_markup_is_read_as_a_page(tmp_path: Path) -> None:
    text = 'id,content\n1,"<p>It <b>rained</b>.</p>"\n'
    [article], _ = found_in(write(tmp_path / "a.csv", text))
    assert article.text == "It rained."


def test_a_row_that_ends_before_its_text_is_told_as_that(tmp_path: Path) -> None:
    rows = "id,title,text,lang\n1,A,Rain fell.,en\n2,B\n3,C\n4,D,Snow fell.\n"
    found, told = found_in(write(tmp_path / "a.csv", rows))
    assert [article.id for article in found] == ["1", "4"]
    (short,) = (problem for problem in told if problem.code == "short-row")
    assert ":3: The row has fewer cells (2) than there are columns (4)" in short.message
    assert "(and in 1 more records)" in short.message


def test_short_rows_of_a_table_without_a_column_of_text_are_no_fault_of_theirs(
    tmp_path: Path,
) -> None:
    _, told = found_in(write(tmp_path / "a.csv", "id,words,date\n1,Rain\n2,Snow\n"))
    assert [problem.code for problem in told if problem.severity == "error"] == ["no-text"]


def test_a_plain_text_with_commas_is_no_table(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Rain, wind, and text of it\nAnother line, more\n")
    [article], _ = found_in(path)
    assert article.text.startswith("Rain, wind")


def test_a_text_of_parquet_that_is_no_text_costs_its_row(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    texts = pa.array([b"It rained.", b"\xff\xfe", b"Again."], pa.binary()).view(pa.string())
    parquet.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    found, told = found_in(tmp_path / "a.parquet")
    assert [article.text for article in found] == ["It rained.", "Again."]
    assert [(one.code, one.source[-2:]) for one in told if one.severity == "error"] == [
        ("bad-encoding", ":2")
    ]


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_a_line_that_unpacks_without_end_costs_itself(tmp_path: Path, packing: str) -> None:
    bomb = b'{"id": "b", "text": "' + b"a" * (65 << 20) + b'"}\n'
    data = json_lines(TOLD[:1]) + bomb + json_lines(TOLD[1:2])
    path = write(tmp_path / f"a.jsonl{packing}", COMPRESSIONS[packing](data))
    assert path.stat().st_size < 1 << 20
    found, told = found_in(path)
    assert [article.given_id for article in found] == ["a0", "a1"]
    assert [(one.code, one.source.rpartition(":")[2]) for one in told] == [("too-large", "2")]


def test_to_look_at_what_comes_byte_by_byte_takes_linear_time() -> None:
    started = time.process_time()
    head, blocks = peek(iter([b"a"] * 50_000), 50_000)
    assert time.process_time() - started < 2
    assert (len(head), len(list(blocks))) == (50_000, 50_000)
