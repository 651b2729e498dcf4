"""How often each library tells an old code page right: on tests/cases/encodings.toml.

`pip install charset-normalizer resiliparse beautifulsoup4` brings those to be compared.

    python tests/bench/libraries/encodings.py
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bs4.dammit import UnicodeDammit
from charset_normalizer import from_bytes
from resiliparse.parse.encoding import detect_encoding

from files import cases
from harvester.reading.encoding.decoding import decode


def by_resiliparse(data: bytes) -> str:
    """Its text; a text without one is told by nothing."""
    return data.decode(detect_encoding(data, html5_compatible=False) or "utf-8", "replace")


READERS: dict[str, Callable[[bytes], str]] = {
    "harvester (chardet)": lambda data: decode(data).text,
    "charset-normalizer": lambda data: str(from_bytes(data).best() or ""),
    "bs4 UnicodeDammit": lambda data: UnicodeDammit(data).unicode_markup or "",
    "bs4 detwingle": lambda data: UnicodeDammit.detwingle(data).decode("utf-8", "replace"),
    "resiliparse": by_resiliparse,
}


def main() -> None:
    """Print a line for each reader: right ones of one code page and of two, and time."""
    table = cases("encodings")
    single = [
        (case["text"].encode(case["encoding"]), case["text"])
        for case in (*table["guessed"], *table["known-failures"])
    ]
    mixed = [
        (case["utf8"].encode() + case["cp1252"].encode("cp1252"), case["utf8"] + case["cp1252"])
        for case in table["mixed"]
    ]
    for name, read in READERS.items():
        start = time.perf_counter()
        right = [sum(read(data) == text for data, text in texts) for texts in (single, mixed)]
        each = (time.perf_counter() - start) / len([*single, *mixed]) * 1000
        print(
            f"{name:20} {right[0]:3} of {len(single)}, mixed {right[1]} of {len(mixed)}, "
            f"{each:.2f} ms a text"
        )


if __name__ == "__main__":
    main()
