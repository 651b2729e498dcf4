"""A log gets a line every half minute while a run goes on."""

import pytest

from harvester.cli.narration import narration
from harvester.pipeline import Report


@pytest.mark.parametrize(("as_json", "said"), [(False, "2 articles"), (True, '"articles": 2')])
def test_a_log_gets_a_line_every_half_minute(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    as_json: bool,
    said: str,
) -> None:
    now = 100.0
    monkeypatch.setattr("harvester.cli.narration.time.monotonic", lambda: now)
    with narration("warning", as_json=as_json, failures=set()) as told:
        for second in range(95):
            now = 100.0 + second
            told.progress(Report(articles=2, seconds=float(second)))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all(said in line for line in lines)
