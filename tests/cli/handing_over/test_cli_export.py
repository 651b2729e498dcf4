"""`export` and `import`: files that other programs open, and a database that comes back."""

import csv
import io
import json
import subprocess
from pathlib import Path
from shutil import which

import pytest
from bs4 import BeautifulSoup

from commands import Command
from harvester.views.files.writing import forms
from made_articles import EVIL_WORDS, evil_corpus

KINDS = ("quotes", "posts", "articles", "clusters", "people", "outlets", "ids")
POST = "1227289230407086080"


@pytest.fixture
def evil(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of words that act in spreadsheets and pages."""
    monkeypatch.chdir(tmp_path)
    evil_corpus(tmp_path / "corpus.jsonl")
    assert command("run", "corpus.jsonl", "--db", "db/harvest.db").code == 0
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_every_form(
    command: Command, inside: Path, tmp_path: Path, kind: str
) -> None:
    lines = command("export", kind, "--nl").lines
    assert lines
    for ending in forms(kind):
        place = tmp_path / (ending if "." in ending[1:] else f"out{ending}")
        told = command("export", kind, "-o", place)
        assert told.code == 0, told.err
        assert place.stat().st_size > 0


def test_a_form_that_there_is_not_is_told(command: Command, inside: Path, tmp_path: Path) -> None:
    told = command("export", "people", "-o", tmp_path / "people.docx")
    assert told.code == 2
    assert "There are: .csv" in told.err


def test_ids_are_written_alone_for_those_who_hydrate_them(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    command("export", "ids", "--platform", "twitter", "-o", tmp_path / "ids.txt")
    ids = (tmp_path / "ids.txt").read_text(encoding="utf-8").splitlines()
    assert POST in ids
    assert all(each.isdecimal() for each in ids)


def test_filters_choose_what_is_exported(command: Command, inside: Path) -> None:
    rows = command("export", "quotes", "--outlet", "la-rada.example", "--nl").lines
    assert {row["outlet"] for row in rows} == {"la-rada.example"}


def test_csv_for_excel_keeps_ids_and_lets_nothing_act(command: Command, evil: Path) -> None:
    command("export", "quotes", "--excel", "-o", "quotes.csv")
    raw = Path("quotes.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert any(row["words"].startswith(f"'{EVIL_WORDS[0]}") for row in rows)
    cells = (cell for row in rows for cell in row.values())
    assert not any(cell.startswith(("=H", "+", "-", "@")) for cell in cells)


def test_a_workbook_keeps_arabic_ids_and_formulas_as_texts(command: Command, evil: Path) -> None:
    from openpyxl import load_workbook

    command("export", "quotes", "-o", "quotes.xlsx")
    sheet = load_workbook("quotes.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    texts = [str(cell.value) for cell in cells]
    assert all(any(words in text for text in texts) for words in EVIL_WORDS)


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("name", "flags"), [("q.csv", ["--excel"]), ("q.xlsx", [])])
def test_libreoffice_keeps_arabic_ids_and_dates(
    command: Command, inside: Path, tmp_path: Path, name: str, flags: list[str]
) -> None:
    """Read by LibreOffice itself and written by it as a flat document, cell by cell."""
    command("export", "posts", *flags, "-o", tmp_path / name)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    steps = ("--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / name))
    # 44,34,76: commas, quotation marks, UTF-8, as its own dialogue proposes for such a file
    reading = ["--infilter=CSV:44,34,76,1"] if name.endswith(".csv") else []
    subprocess.run(
        ["soffice", profile, *reading, *steps], check=True, capture_output=True, timeout=180
    )
    page = BeautifulSoup((tmp_path / "q.fods").read_bytes(), "xml")
    shown = {" ".join(cell.stripped_strings) for cell in page.find_all("table-cell")}
    rows = command("export", "posts", "--nl").lines
    for row in rows:
        assert {row["post_id"], row["handle"]} - {None} <= shown
    assert {row["posted_at"] for row in rows} - {None} <= shown
    assert "د. علي القره داغي" in shown
    assert not any("#NAME" in cell or "Err:" in cell for cell in shown)


def test_a_graph_opens_in_networkx_with_labels_and_weights(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    import networkx

    place = tmp_path / "who.graphml"
    command("export", "posts", "-o", place)
    graph = networkx.read_graphml(place)
    assert graph["la-rada.example"]["twitter:brinewick_h_x9"]["weight"] == 1
    command("export", "outlets", "-o", tmp_path / "who.gexf")
    command("export", "outlets", "-o", place)
    for drawn in (networkx.read_gexf(tmp_path / "who.gexf"), networkx.read_graphml(place)):
        edge = drawn["Radio Rivamorta"]["la-rada.example"]
        assert (edge["median_lag"], edge["weight"]) == (12.0, 1)


def test_parquet_opens_in_duckdb_with_its_types(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    import duckdb

    command("export", "quotes", "-o", tmp_path / "quotes.parquet")
    relation = duckdb.read_parquet(str(tmp_path / "quotes.parquet"))
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert (types["post_id"], types["start"], types["is_corrected"]) == (
        *("VARCHAR", "BIGINT"),
        "BOOLEAN",
    )
    assert len(relation.fetchall()) == len(command("export", "quotes", "--nl").lines)


def test_the_data_package_is_valid_to_its_own_validator(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    from frictionless import validate

    place = tmp_path / "datapackage.json"
    assert command("export", "quotes", "-o", place).code == 0
    report = validate(str(place))
    assert report.valid, report.flatten(["message"])
    named = {each["name"] for each in json.loads(place.read_text(encoding="utf-8"))["resources"]}
    assert named == {*KINDS} - {"ids"}


def test_annotations_select_the_words_where_they_stand(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    command("export", "quotes", "-o", tmp_path / "quotes.jsonld")
    page = json.loads((tmp_path / "quotes.jsonld").read_text(encoding="utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(command("export", "quotes", "--nl").lines)
    for item in page["items"]:
        position, *words = item["target"]["selector"]
        assert all(len(it["exact"]) == position["end"] - position["start"] for it in words)


def test_what_is_exported_and_imported_is_the_same(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    out, back, again = (tmp_path / name for name in ("out.jsonl", "back.db", "again.jsonl"))
    assert command("export", "harvest", "-o", out).code == 0
    assert command("import", out, "--db", back).code == 0
    assert command("export", "harvest", "--db", back, "-o", again).code == 0
    assert again.read_bytes() == out.read_bytes()
    for kind in KINDS:
        assert command("export", kind, "--db", back).out == command("export", kind).out


def test_importing_twice_adds_nothing(command: Command, inside: Path, tmp_path: Path) -> None:
    command("export", "harvest", "-o", tmp_path / "out.jsonl")
    for told in ("21 articles and 86 quotes new", "0 articles and 0 quotes new"):
        assert told in command(
            "import", tmp_path / "out.jsonl", "--db", tmp_path / "back.db"
        ).err.replace("\n", "")


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "Rain."}', '{"id": 3, "quotes": 4}'])
def test_what_is_no_export_is_refused_in_three_parts(
    command: Command, tmp_path: Path, line: str
) -> None:
    (tmp_path / "other.jsonl").write_text(line, encoding="utf-8")
    told = command("import", tmp_path / "other.jsonl", "--db", tmp_path / "back.db")
    assert told.code == 3
    assert "Traceback" not in told.err
    assert "harvester " in told.err
