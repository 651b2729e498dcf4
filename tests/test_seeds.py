"""The sample articles: what stands in `expected.toml` is what is found, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from harvester import Article, Quote, harvest
from harvester.reading import read

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = sorted(path.name for path in SEEDS.iterdir() if path.is_dir())
PARTICULARS = ("url", "title", "outlet", "author", "published", "lang")


def articles(seed: str) -> list[Article]:
    (path,) = (SEEDS / seed).glob("article*")
    return [item for item in read(path) if isinstance(item, Article)]


def expected(seed: str) -> list[dict[str, Any]]:
    declared = tomllib.loads((SEEDS / seed / "expected.toml").read_text("utf-8"))
    wanted: list[dict[str, Any]] = declared["article"]
    return wanted


def as_declared(article: Article, quote: Quote) -> dict[str, Any]:
    """A quote in the words of `expected.toml`: what is not known is left out."""
    found = quote._asdict()
    for name in ("pics", "hashtags", "mentions"):
        found[name] = list(found[name])
    if quote.attribution_start is not None and not article.anchors:
        found["attribution"] = article.text[quote.attribution_start : quote.attribution_end]
    if article.anchors and quote.text is not None:
        found["text"] = " ".join(quote.text.split())
    return {name: value for name, value in found.items() if value not in (None, "", [], ())}


def agreed(wanted: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The fields that the seed speaks of; those of the first six that it leaves out are unknown."""
    spoken_of = {"text", "attribution", "post_id", "url", "pics", "printed_date", *wanted}
    return {name: found[name] for name in spoken_of if name in found}


@pytest.mark.parametrize("seed", NAMES)
def test_everything_in_a_seed_is_found_and_nothing_else(seed: str) -> None:
    read_articles = articles(seed)
    wanted_articles = expected(seed)
    assert len(read_articles) == len(wanted_articles)
    for article, wanted in zip(read_articles, wanted_articles, strict=True):
        quotes = [as_declared(article, quote) for quote in harvest(article)]
        declared = wanted.get("quote", [])
        assert [quote["kind"] for quote in quotes] == [quote["kind"] for quote in declared]
        for quote, want in zip(quotes, declared, strict=True):
            assert agreed(want, quote) == want


@pytest.mark.parametrize("seed", NAMES)
def test_the_particulars_of_a_seed_are_read(seed: str) -> None:
    for article, wanted in zip(articles(seed), expected(seed), strict=True):
        for name in PARTICULARS:
            if name in wanted:
                assert getattr(article, name) == wanted[name], name
