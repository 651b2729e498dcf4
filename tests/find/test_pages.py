"""Posts in markup: which elements embed one, what belongs to it, and what only looks like one."""

from pathlib import Path
from typing import Any

import pytest

from commands import Command
from files import cases
from harvester import Article, Quote, harvest
from harvester.reading import read
from quotes import compared

CASES = cases("pages")["case"]


def quotes(folder: Path, html: str) -> list[Quote]:
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><title>T</title><body>{html}", encoding="utf-8")
    [article] = read(path)
    assert isinstance(article, Article)
    return harvest(article)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_the_posts_of_a_page_are_found(case: dict[str, Any], tmp_path: Path) -> None:
    found = quotes(tmp_path, case["html"])
    assert len(found) == len(case["quotes"])
    for quote, wanted in zip(found, case["quotes"], strict=True):
        assert compared(quote, wanted) == wanted


def test_one_post_at_two_places_is_one_row_in_posts(command: Command, tmp_path: Path) -> None:
    case = next(each for each in CASES if each["label"] == "one post at two places is two quotes")
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><body>{case['html']}", encoding="utf-8")
    database = tmp_path / "h.db"
    assert command("run", path, "--db", database).code == 0
    sql = "SELECT (SELECT count(*) FROM quotes) AS quotes, (SELECT count(*) FROM posts) AS posts"
    assert command("query", sql, "--db", database).lines == [{"quotes": 2, "posts": 1}]


def test_a_flattened_post_and_its_link_below_are_told_apart() -> None:
    text = "Rain again\n— Ada (@ada_q9) March 23, 2019\n\nSee https://twitter.com/bo_q9/status/20."
    assert [(quote.kind, quote.handle) for quote in harvest(Article(text))] == [
        ("signature", "ada_q9"),
        ("link", "bo_q9"),
    ]


def test_a_date_alone_confirms_nothing() -> None:
    [quote] = harvest(Article("Rain again— Ada (@ada_q9) March 23, 2019"))
    assert (quote.posted_at, quote.posted_precision) == ("2019-03-23", "day")
    assert quote.is_date_confirmed is None


def test_an_old_id_that_only_counts_leaves_the_printed_day() -> None:
    text = "Rain\n— Ada (@ada_q9) [March 23, 2009](https://twitter.com/ada_q9/status/1375000000)\n"
    [quote] = harvest(Article(text))
    assert (quote.post_id, quote.posted_at) == ("1375000000", "2009-03-23")
    assert (quote.posted_precision, quote.is_date_confirmed) == ("day", None)


@pytest.mark.parametrize("depth", [10, 300, 5000])
def test_a_post_is_found_however_deep_it_lies(depth: int, tmp_path: Path) -> None:
    post = '<iframe src="https://platform.twitter.com/embed/Tweet.html?id=20"></iframe>'
    [quote] = quotes(tmp_path, "<div>" * depth + post + "</div>" * depth)
    assert (quote.kind, quote.post_id) == ("embed", "20")


def test_a_post_before_2010_has_the_day_that_its_id_suggests(tmp_path: Path) -> None:
    [quote] = quotes(tmp_path, '<amp-twitter data-tweetid="13430016778"></amp-twitter>')
    assert (quote.posted_at, quote.posted_precision) == ("2010-05-05", "days")


def test_what_is_laid_out_leaves_the_offsets_of_the_rest_true(tmp_path: Path) -> None:
    posts = [case["html"] for case in CASES if "post in" in case["label"]]
    assert len(posts) > 3
    path = tmp_path / "page.html"
    path.write_text("<p>One.</p>".join(posts) + "<p>Two <a href='//x.com/bo/status/20'>there</a>.")
    [article] = read(path)
    assert isinstance(article, Article)
    for quote in harvest(article):
        assert quote.text == (
            None if quote.body_start is None else article.text[quote.body_start : quote.body_end]
        )
    links = [article.text[q.start : q.end] for q in harvest(article) if q.kind == "link"]
    assert links == ["Bo", "there"]
