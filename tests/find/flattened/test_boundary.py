"""Where a post begins: the candidates, the evidence, the decision and its confidence."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from harvester import Article, harvest
from harvester.find.explain import explain
from harvester.find.flattened.boundary import (
    Case,
    Choice,
    Question,
    begin,
    begin_all,
    decide,
    gather,
    gather_all,
    profile_of,
    rank,
)
from harvester.find.flattened.boundary.agreement import agree
from harvester.find.flattened.boundary.candidates import candidates
from harvester.find.flattened.boundary.characters import width
from harvester.find.flattened.boundary.feature_descriptions import DESCRIPTIONS, NAMES
from harvester.find.flattened.boundary.frames import line_before, trim
from harvester.find.flattened.boundary.model import Model, confidence, contributions, load, scores
from harvester.find.flattened.signatures import signatures
from harvester.records import Span

NEWS = (
    "The ferry to the island stood still again on Monday, and two hundred people waited.\n\n"
    "The harbour office answered on Twitter.\n\n"
    "No ferry before noon, sorry!\nBring a coat. #ferry pic.twitter.com/AbCdEfGhIj\n\n"
    "— Harbour Office (@harbour_q9) March 23, 2019\n\n"
    "Most of those who waited went home.\n\n"
    "We can wait, we have tea. — Ada Quist (@ada_q9) March 24, 2019\n\n"
    "The line to the island is run by the town since 1974, and it loses money every winter."
)


def bodies(text: str) -> list[str]:
    return [quote.text or "" for quote in harvest(Article(text))]


def test_blank_lines_set_a_post_of_two_lines_apart() -> None:
    assert bodies(NEWS)[0].startswith("No ferry before noon")
    assert bodies(NEWS)[0].endswith("pic.twitter.com/AbCdEfGhIj")


@pytest.mark.xfail(strict=True, reason="it could be words of the post, though a reader would know")
def test_a_short_sentence_of_the_article_between_two_posts_is_left_out() -> None:
    assert bodies(NEWS)[1] == "We can wait, we have tea."


def test_no_body_reaches_past_the_signature_before() -> None:
    text = "— Ada (@ada_q9) March 24, 2019\nTea. — Bo (@bo_q9) March 24, 2019"
    assert bodies(text) == ["", "Tea."]


def test_a_signature_without_words_before_it_has_an_empty_body() -> None:
    (quote,) = harvest(Article("— Ada (@ada_q9) March 24, 2019"))
    assert (quote.text, quote.body_start, quote.body_end) == ("", 0, 0)


@pytest.mark.parametrize("advert", ["Advertisement", "ANZEIGE", "[Publicidad]", "إعلان"])
def test_an_advert_between_words_and_signature_belongs_to_neither(advert: str) -> None:
    text = (
        f"Nobody sailed.\n\nRain again, bring boots.\n\n{advert}\n\n— Ada (@ada_q9) March 24, 2019"
    )
    (quote,) = harvest(Article(text))
    assert (quote.text or "").endswith("bring boots.")
    assert text[quote.attribution_start : quote.attribution_end].startswith("— Ada")


def test_a_button_before_the_words_belongs_to_the_site() -> None:
    text = "Nobody sailed that day.\n\nx Rain again, bring boots — Ada (@ada_q9) March 24, 2019"
    places = candidates(text, Span(0, text.index(" —")), wall=0, may_be_empty=False)
    starts = [text[place.start :][:4] for place in places]
    assert "Rain" in starts and not any(start.startswith("x ") for start in starts)


def test_what_stands_in_place_of_media_only_ends_a_post() -> None:
    signature = "— Ada (@ada.example.org) March 24, 2025"
    text = f"No sail.\n\nRain again, boots!\n\n[image or embed]\n\n{signature}"
    places = candidates(text, Span(0, text.index("\n\n—")), wall=0, may_be_empty=False)
    assert not any(text[place.start] == "[" for place in places)
    (quote,) = harvest(Article(text))
    assert (quote.text or "").endswith("Rain again, boots!\n\n[image or embed]")


def test_each_candidate_is_weighed_by_all_the_evidence() -> None:
    found = list(signatures(NEWS))
    case = gather(NEWS, found[0], 0, profile_of(NEWS, found))
    assert len(case.rows) == len(case.places) > 3
    assert {len(row) for row in case.rows} == {len(NAMES)}


LONG = "Nobody knew on that evening how long the boats would have to stay, said the town. " * 9
TOGETHER = (
    NEWS,
    LONG + "Stay at home, it’s WET! — Ada Quist (@ada_q9) March 24, 2019\n\n" + NEWS,
    f"> {LONG}\n> Ada Quist wrote:Rain — Ada Quist (@ada_q9) March 24, 2019\n{LONG}\n{NEWS}",
    "船は明日も出ません。\n\n今日は雨です！傘を忘れずに。 — みなと (@minato_q9) March 24, 2019\n\n"
    + NEWS,
)


@pytest.mark.parametrize("text", TOGETHER)
def test_the_evidence_at_a_post_is_the_same_alone_and_with_the_others(text: str) -> None:
    found = list(signatures(text))
    profile = profile_of(text, found)
    endings = [(each, before.end) for before, each in pairwise(found)]
    for ending, case in zip(endings, gather_all(Question(text, endings, profile)), strict=True):
        alone = gather(text, *ending, profile)
        assert alone.places == case.places
        assert alone.rows.tolist() == case.rows.tolist()


def test_documents_are_decided_alike_alone_and_together() -> None:
    questions = []
    for text in (*TOGETHER, "Rain — Ada Quist (@ada_q9) March 24, 2019"):
        found = list(signatures(text))
        walls = [0, *(each.end for each in found)]
        endings = [*zip(found, walls, strict=False)]
        questions.append(Question(text, endings, profile_of(text, found)))
    assert begin_all(questions) == [begin(question) for question in questions]
    assert begin_all([]) == []


def test_posts_that_may_begin_in_one_place_at_most_begin_there_whatever_speaks_for_it() -> None:
    text = "— Ada Quist (@ada_q9) March 24, 2019\n" * 3
    found = list(signatures(text))
    endings = list(zip(found, [0, *(each.end for each in found)], strict=False))
    question = Question(text, endings, profile_of(text, found))
    cases = gather_all(question)
    assert {len(case.places) for case in cases} == {0, 1}
    weighed = [decide(case.region, choices) for case, choices in _agreed(cases)]
    assert begin(question) == weighed


def _agreed(cases: list[Case]) -> Iterator[tuple[Case, list[Choice]]]:
    return zip(cases, agree([rank(case) for case in cases]), strict=True)


@pytest.mark.parametrize("text", TOGETHER)
def test_the_line_above_a_place_is_told_by_counts_as_it_is_printed(text: str) -> None:
    found = list(signatures(text))
    endings = [(each, before.end) for before, each in pairwise(found)] or [(found[0], 0)]
    endings[0] = found[0], 0
    column = NAMES.index("above_length")
    cases = gather_all(Question(text, endings, profile_of(text, found)))
    for (_, wall), case in zip(endings, cases, strict=True):
        gaps = [trim(text, place.start, wall) for place in case.places]
        printed = [width(line_before(text, wall, gap)) for gap in gaps]
        assert case.rows[:, column].tolist() == printed


def test_the_runner_up_is_another_place_in_the_region() -> None:
    found = list(signatures(NEWS))
    (decided,) = begin(Question(NEWS, [(found[0], 0)], profile_of(NEWS, found)))
    assert decided.runner_up not in (None, decided.body.start)
    assert 0 < decided.confidence <= 1


def test_what_the_evidence_moved_adds_up_to_the_score() -> None:
    model = load()
    found = list(signatures(NEWS))
    case = gather(NEWS, found[0], 0, profile_of(NEWS, found))
    best = max(range(len(case.rows)), key=scores(model, case.rows).__getitem__)
    roots = sum(tree[4] for tree in model.trees)
    moved = sum(contributions(model, case.rows[best]).values())
    assert roots + moved == pytest.approx(scores(model, case.rows)[best], abs=0.01)


def test_confidence_never_falls_with_strength() -> None:
    model = load()
    told = [confidence(model, step / 100) for step in range(101)]
    assert told == sorted(told) and told[-1] > 0.95


def test_a_candidate_that_falls_behind_early_is_left_aside() -> None:
    stumps = tuple((0, 0.5, -1.0, 1.0, 0.0) for _ in range(60))
    far, near, nearest = scores(Model(stumps, (), (), (), {}), [[0.0], [1.0], [1.0]])
    assert far == float("-inf") and near == nearest == 60


def test_the_second_best_candidate_always_goes_on() -> None:
    stumps = tuple((0, 0.5, -1.0, 1.0, 0.0) for _ in range(60))
    assert scores(Model(stumps, (), (), (), {}), [[0.0], [1.0]]) == [-60, 60]


def test_the_model_says_from_what_it_was_made() -> None:
    path = Path(__file__).parents[3] / "harvester/find/flattened/boundary/model.json"
    stored = json.loads(path.read_text("utf-8"))
    sets = {"flat-dev", "flat-gold-dev", "flat-composed-dev", "articles-dev", "material"}
    assert tuple(stored["features"]) == NAMES == tuple(DESCRIPTIONS)
    assert set(stored["from"]) == sets and path.stat().st_size < 1_000_000
    assert stored["made"] and stored["posts"] > 10_000


def test_an_explanation_holds_the_decision_and_what_spoke_for_it() -> None:
    first, second = explain(Article(NEWS))
    assert NEWS[first.starts[0] :].startswith("No ferry")
    assert first.reasons_for and all(reason.weight > 0 for reason in first.reasons_for)
    assert all(reason.weight < 0 for reason in first.reasons_against)
    assert "(@ada_q9)" in NEWS[slice(*second.told_by)]


@pytest.mark.parametrize("body", ["", "Rain", "Boots"])
def test_a_lone_post_with_one_place_is_decided_as_if_it_were_weighed(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{body} — Bo (@bo_q9) March 23, 2019"
    (signature,) = signatures(text)
    profile = profile_of(text, [signature])
    case = gather(text, signature, 0, profile)
    assert len(case.places) == bool(body)
    weighed = decide(case.region, rank(case)) if case.places else None
    monkeypatch.setattr("harvester.find.flattened.boundary.rank_all", pytest.fail)
    (found,) = begin(Question(text, [(signature, 0)], profile))
    assert text[slice(*found.body)] == body
    assert weighed in (None, found)
