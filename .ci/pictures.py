"""Take the pictures of README from the seeds: a card in a terminal, and the report in a browser.

    python .ci/pictures.py [FOLDER]

The card is drawn by rich, the report by a headless Chromium; without one its picture stays.
"""

import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "db" / "pictures"
ASKED = "nobody may enter the lighthouse, the stairs are gone"
_WIDTH = 116  # columns
# A picture in a page loads no fonts, and should not name a place to load them from.
_FONTS = CONSOLE_SVG_FORMAT[
    CONSOLE_SVG_FORMAT.index("    @font-face") : CONSOLE_SVG_FORMAT.index("    .{unique_id}-matrix")
]
_BROWSER = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")


def main(folder: Path = PICTURES) -> None:
    """Write both pictures into the folder."""
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "harvest.db"
        _harvester("run", ROOT / "seeds", "--db", database, "--quiet")
        write_card(database, folder / "card.svg")
        page = Path(place) / "report.html"
        _harvester("report", "--db", database, "-o", page)
        write_report(page, folder / "report.png")


def write_card(database: Path, picture: Path) -> None:
    """What `trace` prints in a terminal."""
    from harvester.store import open_database, parse_question, trace_of
    from harvester.views.trace_cards import trace_card

    with open_database(database, read_only=True) as connection:
        subject = parse_question(connection, ASKED)[0]
        card = trace_card(subject, trace_of(connection, subject.key))
    console = Console(record=True, width=_WIDTH, file=StringIO())
    console.print(Text.from_ansi(f'$ harvester trace "{ASKED}"\n{card}'))
    drawn = console.export_svg(
        title="harvester", code_format=CONSOLE_SVG_FORMAT.replace(_FONTS, ""), unique_id="card"
    )
    picture.write_text(drawn, encoding="utf-8")


def write_report(page: Path, picture: Path) -> None:
    """The first screen of the report, if there is a browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    with tempfile.TemporaryDirectory() as profile:
        shot = (f"--user-data-dir={profile}", "--window-size=1000,880", f"--screenshot={picture}")
        subprocess.run(  # noqa: S603, our own words alone
            [chromium, *_BROWSER, *shot, page.as_uri()],
            check=True,
            capture_output=True,
            timeout=100,
        )


def _harvester(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "harvester", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603, the same


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
