"""What other tools of this kind find on the pages of their own test suites, beside harvester.

    python tests/bench/peers.py SETS [--missed]

SETS is a folder with `data/peer-fixtures/manifest.json`. A peer that is not installed is left out:
`pip install tweetfinder goose3` brings those whose results can be compared. They know tweets only,
so tweets are what the table counts; the last row is harvester over all platforms. Exits with 1 if
harvester misses what a peer's own suite expects.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import regex

from harvester.normalise import harvest
from harvester.platforms import recognise
from harvester.reading.html.page import html_to_article

Post = tuple[str, str]
Finder = Callable[[str], set[Post]]


def posts_of_harvester(html: str) -> set[Post]:
    """Every post that the page reproduces."""
    quotes = harvest(html_to_article(html))
    return {
        (q.platform, q.post_id) for q in quotes if q.kind != "link" and q.platform and q.post_id
    }


def every_status_link(html: str) -> set[Post]:
    """What one gets by taking every link to a post for an embed."""
    found = (recognise(link) for link in regex.findall(r"href=[\"']?\s*([^\"'\s>]+)", html))
    return {(post.platform, post.post_id) for post in found if post and post.post_id}


def posts_of_tweetfinder(html: str) -> set[Post]:
    """What tweetfinder calls embedded tweets."""
    from tweetfinder import Article  # type: ignore[import-not-found, unused-ignore]

    tweets = Article(url="https://tide.example/", html=html).list_embedded_tweets()
    return {("twitter", str(tweet["tweet_id"])) for tweet in tweets}


def posts_of_goose(html: str) -> set[Post]:
    """The status links in the tweets that goose3 keeps."""
    from goose3 import Goose  # type: ignore[import-not-found, unused-ignore]

    tweets = Goose({"enable_image_fetching": False}).extract(raw_html=html).tweets
    return {
        ("twitter", tweet) for tweet in regex.findall(r"/status(?:es)?/(\d+)", " ".join(tweets))
    }


PEERS: tuple[tuple[str, str, Finder], ...] = (
    ("harvester", "harvester", posts_of_harvester),
    ("every status link", "harvester", every_status_link),
    ("tweetfinder", "tweetfinder", posts_of_tweetfinder),
    ("goose3", "goose3", posts_of_goose),
)


def fixtures(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Each entry of the manifest, with its page."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for entry in manifest["entries"]:
        data = (folder / entry["file"]).read_bytes()
        data = gzip.decompress(data) if entry["file"].endswith(".gz") else data
        yield entry, data.decode("utf-8", "replace")


def expected(entry: dict[str, Any], field: str = "expected") -> set[Post]:
    """The posts that a fixture holds, as its own suite or the markup says."""
    posts = set()
    for post in entry.get(field, []):
        told = recognise(post.get("url") or "")
        post_id = post.get("id") or (told.post_id if told else None)
        if post_id:
            posts.add((post["platform"], post_id))
    return posts


def compare(
    find: Finder, pages: list[tuple[dict[str, Any], str]], *, only: str | None
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """How many posts were found, missed and wrong, by kind of fixture; and what was missed."""
    count: Counter[tuple[str, str]] = Counter()
    missed = []
    for entry, html in pages:
        kind = entry["kind"].partition("+")[0]
        try:
            found = {post for post in find(html) if only in (None, post[0])}
        except Exception:  # noqa: BLE001, a peer that fails on a page has found nothing there
            count[kind, "crashes"] += 1
            found = set()
        wanted = {post for post in expected(entry) if only in (None, post[0])}
        hidden = expected(entry, "expected_hidden")
        count[kind, "found"] += len(found & wanted)
        count[kind, "missed"] += len(wanted - found)
        count[kind, "wrong"] += len(found - wanted - hidden)
        missed += [f"{entry['id']}: {post}" for post in sorted(wanted - found)]
    return count, missed


def row(name: str, count: Counter[tuple[str, str]]) -> str:
    """One line of the table."""
    cells = []
    for kind in ("page", "snippet"):
        found, missed, wrong = (count[kind, what] for what in ("found", "missed", "wrong"))
        precision = found / (found + wrong) if found + wrong else 0.0
        cells += [f"{precision:.3f}", f"{found / ((found + missed) or 1):.3f}", str(wrong)]
    crashes = count["page", "crashes"] + count["snippet", "crashes"]
    return f"| {name} | {' | '.join(cells)} | {crashes} |"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--missed", action="store_true", help="print what harvester missed")
    asked = parser.parse_args()
    pages = list(fixtures(asked.sets / "data" / "peer-fixtures"))
    print("| tool | pages: P | R | wrong | snippets: P | R | wrong | crashes |")
    print("|---|---|---|---|---|---|---|---|")
    for name, module, find in PEERS:
        if find_spec(module):
            print(row(name, compare(find, pages, only="twitter")[0]))
    count, missed = compare(posts_of_harvester, pages, only=None)
    print(row("harvester, all platforms", count))
    if asked.missed:
        print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
