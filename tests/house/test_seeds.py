"""The sample articles: what stands in `expected.toml` is what is found, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from harvester import Article, Quote, harvest
from harvester.reading import read

SEEDS = Path(__file__).parents[2] / "seeds"
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
    for name in ("pics", "hashtags", "mentions", "cashtags"):
        found[name] = list(found[name])
    if quote.cue_start is not None:
        found["cue"] = article.text[quote.cue_start : quote.cue_end]
    found["is_speaker_inferred"] = quote.is_speaker_inferred or None
    found["speaker_name"] = None if quote.speaker_name == quote.speaker else quote.speaker_name
    if quote.attribution_start is not None and not article.anchors:
        found["attribution"] = article.text[quote.attribution_start : quote.attribution_end]
    if article.anchors and quote.text is not None:
        found["text"] = " ".join(quote.text.split())
    return {name: value for name, value in found.items() if value not in (None, "", [], ())}


def agreed(wanted: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The fields that the seed speaks of; those of the first six that it leaves out are unknown."""
    spoken_of = {"text", "attribution", "post_id", "url", "pics", "printed_date", *wanted}
    if wanted["kind"] == "quotation":
        spoken_of |= {"speaker", "speaker_name", "cue", "platform"}
    return {name: found[name] for name in spoken_of if name in found}


def place(quote: dict[str, Any]) -> Any:
    """What tells one quote of an article from the others, whether its words are right or not."""
    return quote.get("attribution") or quote.get("post_id") or quote.get("text")


def wanted_quotes() -> list[Any]:
    """Each quote of each seed; what is not found yet must not be found by luck unnoticed."""
    parameters = []
    for seed in NAMES:
        for number, wanted in enumerate(expected(seed)):
            for order, quote in enumerate(wanted.get("quote", []), 1):
                known_failure = quote.pop("known_failure", None)
                mark = pytest.mark.xfail(reason=known_failure or "", strict=True)
                name = f"{seed}-{wanted.get('id', number + 1)}-{order}"
                marks = (mark,) if known_failure else ()
                parameters.append(pytest.param(seed, number, quote, id=name, marks=marks))
    return parameters


@pytest.mark.parametrize(("seed", "number", "want"), wanted_quotes())
def test_a_quote_of_a_seed_is_found_as_it_is(seed: str, number: int, want: dict[str, Any]) -> None:
    article = articles(seed)[number]
    found = {place(quote): quote for quote in (as_declared(article, q) for q in harvest(article))}
    assert place(want) in found
    assert agreed(want, found[place(want)]) == want


@pytest.mark.parametrize("seed", NAMES)
def test_nothing_else_is_found_in_a_seed(seed: str) -> None:
    for article, wanted in zip(articles(seed), expected(seed), strict=True):
        declared = {place(quote) for quote in wanted.get("quote", [])}
        assert {place(as_declared(article, quote)) for quote in harvest(article)} <= declared


@pytest.mark.parametrize("seed", NAMES)
def test_the_particulars_of_a_seed_are_read(seed: str) -> None:
    for article, wanted in zip(articles(seed), expected(seed), strict=True):
        for name in PARTICULARS:
            if name in wanted:
                assert getattr(article, name) == wanted[name], name
