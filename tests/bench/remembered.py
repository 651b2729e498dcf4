"""How well words are found again that somebody remembers only roughly.

    python tests/bench/remembered.py DATABASE [TEXTS.jsonl]

Quotes of a database are spoilt as memory spoils them, and asked for. `first` is how often the first
answer is the right one, `answers` how many there are. TEXTS are other texts: what is found of them
nobody meant.
"""

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from harvester.store import Connection, open_database, search

_SAMPLE = 300
_QUOTES = """
SELECT tidy, cluster FROM quotes JOIN wordings ON wordings.id = wording
WHERE length(tidy) > 40 ORDER BY quotes.id
"""
Words = list[str]


def spoilers(random: Random, others: Sequence[str]) -> dict[str, Callable[[Words], Words]]:
    """Ways in which words are remembered."""

    def part(words: Words) -> Words:
        length = max(6, len(words) // 2)
        start = random.randrange(max(1, len(words) - length + 1))
        return words[start : start + length]

    def less(words: Words, share: float) -> Words:
        return [word for word in words if random.random() > share]

    def other(words: Words, share: float) -> Words:
        return [word if random.random() > share else random.choice(others) for word in words]

    return {
        "as they are": list,
        "one half": part,
        "1 of 10 missing": lambda words: less(words, 0.1),
        "1 of 4 missing": lambda words: less(words, 0.25),
        "1 of 10 wrong": lambda words: other(words, 0.1),
        "1 of 5 wrong": lambda words: other(words, 0.2),
        "3 of 10 wrong": lambda words: other(words, 0.3),
        "half, 1 of 10 missing, wrong": lambda words: other(less(part(words), 0.1), 0.1),
    }


def remembered(connection: Connection) -> None:
    """Print how often spoilt quotes are found."""
    known = [tuple(row) for row in connection.exec_driver_sql(_QUOTES)]
    random = Random(7)
    asked = random.sample(known, min(_SAMPLE, len(known)))
    others = [
        word for words, _ in random.sample(known, min(2000, len(known))) for word in words.split()
    ]
    for name, spoil in spoilers(random, others).items():
        first = answers = 0
        start = time.perf_counter()
        for words, cluster in asked:
            found = search(connection, " ".join(spoil(words.split())))
            first += [hit.cluster for hit in found[:1]] == [cluster]
            answers += len(found)
        seconds = (time.perf_counter() - start) / len(asked)
        print(
            f"{name:30} first {first / len(asked):.3f}  answers {answers / len(asked):5.2f}  "
            f"{1000 * seconds:5.1f} ms"
        )


def foreign(connection: Connection, path: Path) -> None:
    """Print what is found of texts that are not in the database."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        texts = [text for line in lines if len(text := json.loads(line)["text"]) > 40]
    asked = Random(7).sample(texts, min(_SAMPLE, len(texts)))
    found = (search(connection, text)[:1] for text in asked)
    print("other texts", dict(Counter(hits[0].how if hits else "nothing" for hits in found)))


if __name__ == "__main__":
    with open_database(sys.argv[1], read_only=True) as connection:
        remembered(connection)
        for name in sys.argv[2:]:
            foreign(connection, Path(name))
