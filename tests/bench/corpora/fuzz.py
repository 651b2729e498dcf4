"""Feeds damaged bytes to each reader for a while, and harvests what they give.

    python tests/bench/corpora/fuzz.py [--seconds 60] [--only .warc] [--seed 1]

Each try damages a corpus of articles in one container and one packing in a few places: something is
cut out, repeated, turned over, or put in that means much to some reader. What must hold: nothing is
raised, no problem says that harvester is at fault, offsets fit, and a try ends in time. What breaks
that is written to a file beside, and named; exits with 1.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from harvester.pipeline import Reading, Scanned, scan
from harvester.records import Problem

sys.path.insert(0, str(Path(__file__).parents[2]))
from made_containers import COMPRESSIONS, CONTAINERS, articles

SLOWEST = 5.0  # CPU seconds for a try
PIECES = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b'"', b'""', b"{", b"[[[[", b"]}"),
    *(b"\\ud800", b"&#x110000;", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"<p>", b"</html>"),
    *(b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"WARC/1.0\r\n", b"PAR1"),
    *(
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Type: text/html; charset=utf-7\r\n",
        b"PK\x03\x04",
    ),
    *(
        b"\x1f\x8b\x08\x00",
        b"\x28\xb5\x2f\xfd",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"=?utf-8?q?",
        b"9" * 400,
    ),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes, with one to five faults."""
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 4, 60, 1000))
        piece = chance.choice(
            (b"", chance.choice(PIECES), chance.randbytes(length), data[place : place + length] * 2)
        )
        data = data[:place] + piece + data[place + chance.choice((0, length)) :]
    return data


def fault(path: Path) -> str | None:
    """What is wrong with how a file was harvested; None if nothing is."""
    started = time.process_time()
    try:
        for found in scan([path], Reading(), workers=1):
            if isinstance(found, Problem) and found.code == "harvest-failed":
                return found.message
            if isinstance(found, Scanned) and (wrong := _misfit(found)):
                return wrong
    except Exception:  # noqa: BLE001, that is what is looked for
        return traceback.format_exc(limit=-3)
    seconds = time.process_time() - started
    return f"{seconds:.1f} s" if seconds > SLOWEST else None


def _misfit(found: Scanned) -> str | None:
    text = found.article.text
    for quote in found.quotes:
        if not 0 <= quote.start <= quote.end <= len(text):
            return f"{quote.start} {quote.end} lie outside of the article"
        if quote.body_start is not None and quote.tail_start is None:
            body = text[quote.body_start : quote.body_end]
            if body != quote.text or not quote.start <= quote.body_start:
                return f"the words are not where they should be: {quote.text!r}"
    return None


def main() -> int:
    """Fuzz every reader for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each reader")
    parser.add_argument("--only", choices=CONTAINERS, nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for suffix in asked.only or CONTAINERS:
            chance = random.Random(f"{asked.seed} {suffix}")  # no secret
            whole, tries, end = CONTAINERS[suffix](articles(6)), 0, time.monotonic() + asked.seconds
            while time.monotonic() < end:
                packing = chance.choice(("", "", *COMPRESSIONS))
                inner = damaged(whole, chance) if chance.random() < 0.8 else whole
                data = COMPRESSIONS[packing](inner)
                path = Path(folder) / f"news{suffix}{packing}"
                path.write_bytes(damaged(data, chance) if inner is whole else data)
                tries += 1
                if wrong := fault(path):
                    faults += 1
                    kept = Path(f"fault-{faults}{suffix}{packing}")
                    kept.write_bytes(path.read_bytes())
                    print(f"{kept}: {wrong}", flush=True)
            print(f"{suffix:12} {tries:,} tries", flush=True)
    print(f"{faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
