"""What everybody may rely on, whatever the article: offsets, spans, and that twice is once."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commands import ROOT
from harvester import Article, Quote, harvest
from harvester.find.flattened.signatures import signatures
from harvester.pipeline import Reading, run
from harvester.records import Span
from harvester.store import open_database
from harvester.text.fold import fold
from made_articles import articles, texts
from places import contents

often = settings(max_examples=200, deadline=None)
seldom = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def body(quote: Quote) -> Span | None:
    if quote.body_start is None or quote.body_end is None:
        return None
    return Span(quote.body_start, quote.body_end)


def lies_in(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


# One article


@often
@given(articles())
def test_offsets_slice_back_to_the_words(article: Article) -> None:
    for quote in harvest(article):
        words = article.text[slice(quote.body_start, quote.body_end)]
        if quote.tail_start is not None:
            words += "\n" + article.text[slice(quote.tail_start, quote.tail_end)]
        assert quote.text == (None if quote.body_start is None else words)


@often
@given(articles())
def test_every_span_lies_inside_the_text_and_the_words_are_trimmed(article: Article) -> None:
    for quote in harvest(article):
        found = quote._asdict()
        for name in ("", "body_", "tail_", "attribution_", "speaker_", "cue_"):
            start, end = found[f"{name}start"], found[f"{name}end"]
            assert (start is None) == (end is None)
            if start is not None:
                assert 0 <= start <= end <= len(article.text)
        if quote.text:
            assert quote.text == quote.text.strip()


@often
@given(articles())
def test_a_quote_covers_its_parts(article: Article) -> None:
    for quote in harvest(article):
        whole = Span(quote.start, quote.end)
        if span := body(quote):
            assert lies_in(span, whole)
        if quote.attribution_start is not None and quote.attribution_end is not None:
            assert lies_in(Span(quote.attribution_start, quote.attribution_end), whole)


@often
@given(articles())
def test_no_words_belong_to_two_quotes(article: Article) -> None:
    bodies = [span for quote in harvest(article) if (span := body(quote))]
    for index, one in enumerate(bodies):
        assert not any(overlap(one, other) for other in bodies[index + 1 :])


@often
@given(articles())
def test_no_words_contain_a_signature(article: Article) -> None:
    signed = [signature.span for signature in signatures(article.text, lang=article.lang)]
    for quote in harvest(article):
        if span := body(quote):
            assert not any(overlap(span, each) for each in signed)


@often
@given(articles())
def test_twice_gives_the_same(article: Article) -> None:
    quotes = harvest(article)
    assert harvest(article) == quotes
    assert len({quote.id for quote in quotes}) == len(quotes)


@often
@given(articles())
def test_quotes_stand_in_reading_order_and_travel(article: Article) -> None:
    quotes = harvest(article)
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)
    assert pickle.loads(pickle.dumps((article, quotes))) == (article, quotes)
    assert json.loads(json.dumps([quote._asdict() for quote in quotes])) is not None


@often
@given(articles())
def test_missing_is_null_and_never_empty(article: Article) -> None:
    for quote in harvest(article):
        for name, value in quote._asdict().items():
            if name not in ("prefix", "suffix", "text"):
                assert value != "", name
        assert 0.0 <= quote.confidence <= 1.0


@often
@given(articles())
def test_what_is_folded_stays_folded(article: Article) -> None:
    for quote in harvest(article):
        if quote.folded is not None:
            assert fold(quote.folded) == quote.folded


@often
@given(st.text() | texts(), st.none() | st.text(max_size=5))
@example("(@a)", "x" * 9)
@example("— (@a) \N{RIGHT-TO-LEFT OVERRIDE}", None)
def test_no_text_makes_a_harvest_fail(text: str, lang: str | None) -> None:
    harvest(Article(text, lang=lang))


# Many articles


def harvested(folder: Path, files: Sequence[Sequence[Article]]) -> dict[str, Any]:
    """What a database holds after a run over files of these articles."""
    for number, lines in enumerate(files):
        rows = (article._asdict() | {"id": article.given_id} for article in lines)
        kept = ({key: row[key] for key in row if key != "anchors"} for row in rows)
        path = folder / f"{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
        os.utime(path, (0, 0))  # when a file was changed tells which version is the newest
    run(sorted(folder.glob("*.jsonl")), folder / "h.db", Reading(), fresh=True)
    with open_database(folder / "h.db") as connection:
        return contents(connection)


def without_sources(found: dict[str, Any]) -> dict[str, Any]:
    """Without the names of files that articles were read from, and what is told of places there."""
    of_files = {"no-date", "duplicate-id", "duplicate-address"}
    told = [row for row in found["problems"] if of_files.isdisjoint(row)]
    nameless = {name: _nameless(found[name]) for name in ("articles", "article_versions")}
    return {**found, **nameless, "sightings": len(found["sightings"]), "problems": told}


def _nameless(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    kept = ([value for value in row if ".jsonl" not in str(value)] for row in rows)
    return sorted(kept, key=repr)


@seldom
@given(batch=st.lists(articles(), max_size=5))
def test_running_twice_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, batch: list[Article]
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    once = harvested(folder, [batch])
    assert harvested(folder, [batch]) == once


@seldom
@given(data=st.data(), batch=st.lists(articles(), min_size=2, max_size=6))
def test_any_order_and_any_split_give_the_same_database(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    data: st.DataObject,
    batch: list[Article],
) -> None:
    whole = harvested(tmp_path_factory.mktemp("whole"), [batch])
    shuffled = data.draw(st.permutations(batch))
    size = data.draw(st.integers(1, len(batch)))
    split = [shuffled[start : start + size] for start in range(0, len(shuffled), size)]
    monkeypatch.setattr("harvester.pipeline.running.MOST", data.draw(st.integers(1, 4)))
    pieces = harvested(tmp_path_factory.mktemp("pieces"), split)
    assert without_sources(pieces) == without_sources(whole)


# The names that Python users import


@pytest.mark.parametrize("first", ["harvester.reading", "harvester.normalise", "harvester.cli"])
def test_harvest_and_read_are_functions_whatever_was_imported_before(first: str) -> None:
    code = f"import {first}; from harvester import harvest, read; print(harvest, read)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.count("<function ") == 2


def test_the_package_is_typed() -> None:
    assert (ROOT / "harvester" / "py.typed").exists()
