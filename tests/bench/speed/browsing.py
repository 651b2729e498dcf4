"""How long each page of `harvester serve` takes: each table, each saved question.

    python tests/bench/speed/browsing.py DATABASE

Milliseconds of CPU, which a busy machine does not change, and of the clock; the median of three,
after a first one that warms what is kept. A page has 500 of them at the most.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from harvester.cli.handing_over import serve
from harvester.store import questions

MOST = 500


async def told(client: Any, page: str) -> tuple[float, float, str]:
    """CPU and clock of a page, in milliseconds."""
    await client.get(page)
    cpu, clock = [], []
    for _ in range(3):
        begun = time.process_time(), time.perf_counter()
        answer = await client.get(page)
        cpu.append(1000 * (time.process_time() - begun[0]))
        clock.append(1000 * (time.perf_counter() - begun[1]))
        assert answer.status_code == 200, page
    return median(cpu), median(clock), page


async def every(database: Path) -> list[tuple[float, float, str]]:
    """All pages, the slowest first."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        serve.write_copy(database, copy)
        client = serve.browser(copy, serve.metadata_of(database, copy.stem)).client
        listed = json.loads((await client.get(f"/{copy.stem}.json")).text)
        tables = [each["name"] for each in listed["tables"]]
        names = ("", *tables, *(each.name for each in questions()))
        return sorted(
            [await told(client, f"/{copy.stem}/{name}".rstrip("/")) for name in names], reverse=True
        )


def main() -> int:
    """Print the ten slowest pages; 1 if one takes too long."""
    pages = asyncio.run(every(Path(sys.argv[1])))
    for cpu, clock, page in pages[:10]:
        print(f"{cpu:7.0f} ms CPU {clock:7.0f} ms  {page}")
    print(f"{len(pages)} pages, {sum(cpu > MOST for cpu, _, _ in pages)} take over {MOST} ms")
    return int(pages[0][0] > MOST)


if __name__ == "__main__":
    sys.exit(main())
