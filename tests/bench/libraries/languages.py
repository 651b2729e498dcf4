"""How often each library tells the language of a sentence: on tests/cases/languages.toml.

With paragraphs, JSON lines with `lang` and `text`, on these too, whole and their beginnings.
`pip install py3langid resiliparse` brings those to be compared.

    python tests/bench/libraries/languages.py [quotes-dev.jsonl]
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import py3langid
from resiliparse.parse.lang import detect_fast

from files import cases
from harvester.languages import CODES
from harvester.languages.identification import identify_language

_SAME = {"tl": "fil", "nb": "no", "nn": "no"}
_BEGINNING = 60


def by_py3langid(text: str) -> str:
    """Its language, among those that we know."""
    found = str(py3langid.classify(text)[0])
    return _SAME.get(found, found)


def by_resiliparse(text: str) -> str:
    """Its language, however unsure."""
    found = str(detect_fast(text, cutoff=10**9)[0])
    return _SAME.get(found, found)


READERS: dict[str, Callable[[str], str | None]] = {
    "harvester": lambda text: identify_language(text, None),
    "py3langid": by_py3langid,
    "resiliparse": by_resiliparse,
}


def compare(title: str, texts: Iterable[tuple[str, str]]) -> None:
    """Print a line for each reader."""
    known = list(texts)
    for name, read in READERS.items():
        start = time.perf_counter()
        right = sum(read(text) == code for code, text in known)
        each = (time.perf_counter() - start) / len(known) * 1e6
        print(f"{title:12} {name:12} {right:3} of {len(known)}, {each:.0f} µs a text")


def main() -> None:
    """Compare on the cases, and on the sets that are given."""
    py3langid.set_languages([{"fil": "tl"}.get(code, code) for code in CODES])
    table = cases("languages")
    lists = (each.items() for each in table.values())
    compare("sentences", ((code, text) for each in lists for code, said in each for text in said))
    for name in sys.argv[1:]:
        lines = Path(name).read_text(encoding="utf-8").splitlines()
        rows = [(row["lang"], row["text"]) for row in map(json.loads, lines)]
        compare("paragraphs", rows)
        compare("beginnings", ((code, text[:_BEGINNING]) for code, text in rows))


if __name__ == "__main__":
    main()
