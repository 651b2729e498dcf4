"""Feeds damaged bytes to each reader for a while, and harvests what they give.

    python tests/bench/corpora/fuzz.py [--seconds 60] [--only .warc] [--seed 1] [--sets SETS]

Each try damages a text, a page, or a corpus of articles in one container and one packing in a few
places: something is cut out, repeated, turned over, or put in that means much to some reader; every
other text is spelt otherwise, too: in capitals, other digits, decomposed, with marks of direction.
Texts and pages are those of `seeds/`, and of the development sets in SETS. What must hold: nothing
is raised, no problem says that harvester is at fault, offsets fit, and a try ends in time. What
breaks that is written to a file beside, and named; exits with 1.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
import traceback
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from harvester.pipeline import Reading, Scanned, scan
from harvester.records import Problem

sys.path.insert(0, str(Path(__file__).parents[2]))
from made_containers import COMPRESSIONS, CONTAINERS, articles

SLOWEST = 5.0  # CPU seconds for a try
SEEDS = Path(__file__).parents[3] / "seeds"
RARE = 0.2  # of the characters that could be another one
SETS = {".txt": ("articles-dev", "text"), ".html": ("html-dev", "html")}
LONGEST = 200_000  # characters of a text or page that is damaged
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
    *(b"<!--", b"<script>", b"<template>", b"<svg><p>", b"<table>", b"<iframe src=", b"&#0;"),
    *(b'<blockquote class="twitter-tweet">', b'<meta charset="utf-16">', b"</blockquote>"),
    *("— Ada (@ada) March 23, 2019", "(@", "“", "«", "」", "\u202e", "\u200d", "\u0301" * 99),
    *("pic.twitter.com/AbCdEfGhIj", "https://twitter.com/ada/status/1109000000000000001"),
)


def _sown(among: str, signs: str) -> Callable[[str, random.Random], str]:
    """Puts signs in the place of some characters, or behind some if these are of any kind."""

    def spelt(text: str, chance: random.Random) -> str:
        return "".join(
            (each if not among else "") + chance.choice(signs)
            if (not among or each in among) and chance.random() < RARE
            else each
            for each in text
        )

    return spelt


# Other spellings of a text, which are as good as its own to somebody
SPELLINGS: tuple[Callable[[str, random.Random], str], ...] = (
    lambda text, _: text.upper(),
    lambda text, _: text.upper().replace("I", "İ"),
    lambda text, _: text.title(),
    lambda text, _: unicodedata.normalize("NFD", text),
    lambda text, _: unicodedata.normalize("NFKD", text),
    lambda text, _: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    lambda text, _: text.translate(str.maketrans("0123456789()@#", "０１２３４５６７８９（）＠＃")),
    lambda text, _: text.translate(str.maketrans("0123456789", "²³¹①②⅓Ⅳ𝟘𝟙㊀")),
    _sown("", "\u200f\u200e\u200b\u00ad\u2066\u0301\ufeff\u200d"),
    _sown(" ", "\u00a0\u3000\u2009\n\t\x1c\x85\u2028"),
    _sown(" \n", " \n"),
    _sown('"“”«»—-:,.()@#/', "\"“”«»„'’‘「」—–-:;,.…()[]{}<>@#/"),
)


def respelt(data: bytes, chance: random.Random) -> bytes:
    """A text in one to three other spellings."""
    text = data.decode("utf-8", "replace")
    for spell in chance.sample(SPELLINGS, chance.randint(1, 3)):
        text = spell(text, chance)
    return text.encode("utf-8", "replace")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes, with one to five faults."""
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 4, 60, 1000))
        known = chance.choice(PIECES)
        telling = known.encode() if isinstance(known, str) else known
        again = data[place : place + length] * 2
        piece = chance.choice((b"", telling, chance.randbytes(length), again))
        data = data[:place] + piece + data[place + chance.choice((0, length)) :]
    return data


def fault(path: Path) -> str | None:
    """What is wrong with how a file was harvested; None if nothing is."""
    started = time.process_time()
    try:
        for found in scan([path], Reading(with_entities=True), workers=1):
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


def sources(sets: Path | None) -> dict[str, Callable[[random.Random], bytes]]:
    """What is damaged for each reader: one of many texts or pages, or one corpus."""
    found: dict[str, Callable[[random.Random], bytes]] = {}
    for suffix in SETS:
        pool = [path.read_bytes() for path in SEEDS.rglob(f"*{suffix}")] + _of_set(suffix, sets)
        found[suffix] = partial(_one_of, pool, is_text=suffix == ".txt")
    for suffix, made in CONTAINERS.items():
        whole = made(articles(6))
        found[suffix] = lambda _, whole=whole: whole  # type: ignore[misc]
    return found


def _one_of(pool: Sequence[bytes], chance: random.Random, *, is_text: bool) -> bytes:
    chosen = chance.choice(pool)
    return respelt(chosen, chance) if is_text and chance.random() < 0.5 else chosen


def _of_set(suffix: str, sets: Path | None) -> list[bytes]:
    if sets is None:
        return []
    name, field = SETS[suffix]
    with gzip.open(sets / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line)[field] for line in lines]
    return [one.encode("utf-8", "replace") for one in found if len(one) <= LONGEST]


def attempt(folder: Path, suffix: str, whole: bytes, chance: random.Random) -> Path:
    """A file that holds the bytes, damaged within their packing or with it."""
    packing = chance.choice(("", "", *COMPRESSIONS))
    inner = damaged(whole, chance) if chance.random() < 0.8 else whole
    data = COMPRESSIONS[packing](inner)
    path = folder / f"news{suffix}{packing}"
    path.write_bytes(damaged(data, chance) if inner is whole else data)
    return path


def fuzzed(suffix: str, source: Callable[[random.Random], bytes], seconds: float, seed: int) -> int:
    """How many faults a reader had; each is kept beside."""
    chance = random.Random(f"{seed} {suffix}")  # no secret
    tries, faults, end = 0, 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            path = attempt(Path(folder), suffix, source(chance), chance)
            tries += 1
            if wrong := fault(path):
                faults += 1
                kept = Path(f"fault-{seed}-{faults}{''.join(path.suffixes)}")
                kept.write_bytes(path.read_bytes())
                print(f"{kept}: {wrong}", flush=True)
    print(f"{suffix:12} {tries:,} tries, {faults} faults in {seconds:.0f} s", flush=True)
    return faults


def main() -> int:
    """Fuzz every reader for so many seconds."""
    readers = (*SETS, *CONTAINERS)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each reader")
    parser.add_argument("--only", choices=readers, nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sets", type=Path, help="the development sets")
    asked = parser.parse_args()
    found = sources(asked.sets)
    wanted = asked.only or readers
    faults = sum(fuzzed(one, found[one], asked.seconds, asked.seed) for one in wanted)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
