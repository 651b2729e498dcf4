"""A record beyond all limits costs neither memory nor the records beside it.

`pytest --record-size 4000000000 THIS_FILE` takes 4 GB, as holes in a file.
"""

import sys
from pathlib import Path

import pytest

from files import cases
from made_containers import articles as made
from made_containers import json_lines, response, table, tsv, warc

sys.path.insert(0, str(Path(__file__).parents[1] / "bench" / "corpora"))
from measured import measured

RUN = [sys.executable, "-m", "harvester", "run"]
CASES = cases("containers")["huge record"]
FILLER = b"rain " * 500_000  # beyond what a format is told by
TOLD = made(4)


def around(suffix: str, size: int) -> tuple[bytes, bytes]:
    """What stands before and behind the hole in a file with a record of so many bytes."""
    lines, page = json_lines(TOLD), f"Content-Length: {size}".encode()
    head, _, _ = response(b"", "https://a.example/").partition(b"Content-Length")
    return {
        ".jsonl": (lines + b'{"text": "' + FILLER, b'"}\n' + lines),
        ".json": (b'[{"text": "' + FILLER, b'"}]'),
        ".csv": (table(TOLD) + b'b,,,,"' + FILLER, b'"\r\n'),
        ".tsv": (tsv(TOLD) + b"b\t\t\t\t" + FILLER, b"\r\n"),
        ".txt": (FILLER, b"\n"),
        ".html": (b"<html><p>" + FILLER, b"</html>"),
        ".warc": (warc(TOLD) + head + page + b"\r\n\r\n" + FILLER, b"\r\n\r\n" + warc(TOLD)),
    }[suffix]


@pytest.mark.parametrize("suffix", CASES)
def test_a_huge_record_is_told_and_the_others_are_read(
    tmp_path: Path, suffix: str, record_size: int
) -> None:
    path, case = tmp_path / f"news{suffix}", CASES[suffix]
    before, after = around(suffix, record_size)
    with path.open("wb") as file:
        file.write(before)
        file.seek(record_size - len(FILLER), 1)
        file.write(after)
    ended = measured([*RUN, str(path), "--db", str(tmp_path / "h.db"), "-j", "1"])
    path.unlink()
    assert ended.code == 3
    assert case["said"] in ended.err
    assert f"{case['read']} article" in ended.err
    assert ended.peak < 400
