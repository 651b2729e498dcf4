"""How long a search takes in a large database, by the index: `searching.py [QUOTES]`.

The quotes are made up of words as frequent as words are; a tenth is Arabic. It prints what the
index takes in seconds and bytes, and the time of each kind of search.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from harvester.filters import Filters
from harvester.store import QUOTES, build_index, open_database, search_words
from harvester.store.connection.opening import raw

ARTICLES = 10  # quotes in an article
VOCABULARY = 60_000
_INSERT = """
INSERT INTO quotes (id, article_id, kind, rule, platform, tidy, folded, start, stop, confidence,
  prefix, suffix)
VALUES (?, ?, 'signature', 'signature.twitter', 'twitter', ?, ?, 0, 9, 0.9, '', '')
"""


def vocabulary(chance: random.Random, letters: str) -> list[str]:
    """Made-up words, the short ones first, because they are the frequent ones."""
    made = {
        "".join(chance.choices(letters, k=1 + number // 9000 + chance.randint(0, 5)))
        for number in range(VOCABULARY)
    }
    return sorted(made, key=lambda word: (len(word), word))


def texts(count: int) -> Iterator[str]:
    """Quotes of 5 to 45 words, each drawn by its rank, as in a language."""
    chance = random.Random(7)
    latin, arabic = (
        vocabulary(chance, each)
        for each in ("abcdefghijklmnoprstuvwyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    )
    for number in range(count):
        chosen = arabic if number % 10 == 0 else latin
        ranks = (int(len(chosen) ** chance.random()) - 1 for _ in range(chance.randint(5, 45)))
        yield " ".join(chosen[rank] for rank in ranks)


def fill(path: Path, count: int) -> None:
    """A database with that many quotes, without their traces."""
    from harvester.text.fold import fold

    with open_database(path) as connection:
        database = raw(connection)
        database.execute("BEGIN")
        database.execute("INSERT INTO runs VALUES ('r','1','{}','2020',NULL,'done',0,0,0,0,0)")
        database.execute("INSERT INTO outlets VALUES ('o', 'tide.example')")
        database.execute("DROP TRIGGER quote_is_new")
        for number in range(count // ARTICLES):
            database.execute(
                "INSERT INTO articles (id, outlet_id, published, length, version, first_run) "
                "VALUES (?, 'o', ?, 9, '1', 'r')",
                (f"a{number}", f"20{number % 20:02}-03-23"),
            )
        rows = (
            (f"q{number * 7919 % count}", f"a{number // ARTICLES}", text, fold(text))
            for number, text in enumerate(texts(count))
        )
        database.executemany(_INSERT, rows)
        database.execute("COMMIT")


def questions() -> dict[str, list[str]]:
    """What is asked, by kind: words as they stand in quotes, so that something is found."""
    chance = random.Random(9)
    samples = [text.split() for text in texts(3000)]
    picked = [chance.choice(samples) for _ in range(60)]
    return {
        "a word": [chance.choice(words) for words in picked],
        "two words": [" ".join(chance.sample(words, 2)) for words in picked],
        "a phrase": [f'"{" ".join(words[1:4])}"' for words in picked],
        "one or two letters": [min(words, key=len) for words in picked],
        "a beginning": [f"{max(words, key=len)[:5]}*" for words in picked],
    }


def main() -> None:
    """Make, index, ask, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.db"
        fill(path, count)
        with open_database(path) as connection:
            built = build_index(connection, QUOTES)
        print(
            f"{built.texts:,} quotes, {path.stat().st_size / 1e6:,.0f} MB with the index: "
            f"{built.size / 1e6:,.0f} MB, {built.seconds:.0f} s"
        )
        with open_database(path, read_only=True) as connection:
            every: list[float] = []
            for filters in (Filters(), Filters(since="2015", platform=("twitter",))):
                for kind, asked in questions().items():
                    took = []
                    for each in asked:
                        begun = time.perf_counter()
                        search_words(connection, each, filters=filters, limit=20)
                        took.append(1000 * (time.perf_counter() - begun))
                    every += took
                    print(
                        f"{kind:20} {'filtered' if filters else '':8} median {median(took):7.1f} "
                        f"ms, 9 of 10 {sorted(took)[54]:7.1f} ms, worst {max(took):7.1f} ms"
                    )
            print(f"all: median {median(every):.1f} ms")


if __name__ == "__main__":
    main()
