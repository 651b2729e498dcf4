"""Platforms: every example is recognised, goes back to its permalink, and ids tell the time."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester import Article, harvest
from harvester.platforms import BY_NAME, PLATFORMS, permalink, recognise
from harvester.platforms.declaration import Example, Platform

EXAMPLES = [(platform, example) for platform in PLATFORMS for example in platform.examples]
POSTS = [(platform, example) for platform, example in EXAMPLES if example.kind == "post"]
TWITTER = BY_NAME["twitter"]


@pytest.mark.parametrize(("platform", "example"), EXAMPLES, ids=[e.url for _, e in EXAMPLES])
def test_every_example_is_recognised(platform: Platform, example: Example) -> None:
    found = recognise(example.url)
    assert found is not None
    assert (found.platform, found.kind) == (platform.name, example.kind)
    assert (found.post_id, found.handle) == (example.post_id, example.handle)


@pytest.mark.parametrize(("platform", "example"), POSTS, ids=[e.url for _, e in POSTS])
def test_every_permalink_leads_back_to_its_post(platform: Platform, example: Example) -> None:
    assert example.post_id is not None
    told = recognise(example.url)
    assert told is not None
    address = permalink(platform, example.post_id, example.handle) or told.url
    assert address is not None
    found = recognise(address)
    assert found is not None
    assert (found.platform, found.post_id) == (platform.name, example.post_id)


@pytest.mark.parametrize(("platform", "example"), POSTS, ids=[e.url for _, e in POSTS])
def test_every_bare_address_in_a_text_is_a_link(platform: Platform, example: Example) -> None:
    if "://" in example.url:
        [quote] = harvest(Article(f"It is there: {example.url} , they say."))
        assert (quote.kind, quote.platform, quote.post_id) == (
            "link",
            platform.name,
            example.post_id,
        )


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_platform_declares_what_is_shown_of_it(platform: Platform) -> None:
    assert BY_NAME[platform.name] is platform
    assert platform.examples[0].kind == "post"
    assert platform.hosts or platform.is_anywhere


@pytest.mark.parametrize(
    ("name", "post_id", "posted_at"),
    [
        ("twitter", "897161429584953344", "2017-08-14T18:22:07+00:00"),
        ("twitter", "1227289230407086080", "2020-02-11T17:52:09+00:00"),
        ("twitter", "29700859247", "2010-11-04T21:02:48+00:00"),
        ("twitter", "29700859248", None),
        ("instagram", "BalQ2SWFty8", "2017-10-23T07:31:37+00:00"),
        ("tiktok", "6984138651336838402", "2021-07-12T20:24:57+00:00"),
        ("tiktok", "292170367534714880", None),
        ("telegram", "416", None),
        ("twitter", "9" * 19, "2086-05-23T19:32:45+00:00"),
    ],
)
def test_an_id_tells_when(name: str, post_id: str, posted_at: str | None) -> None:
    told = BY_NAME[name].posted_at(post_id)
    assert (told and told.moment.isoformat()) == posted_at


@given(st.datetimes(datetime(2010, 11, 5), datetime(2039, 1, 1)), st.integers(0, 2**22 - 1))  # noqa: DTZ001, they are UTC below
def test_a_time_made_into_an_id_is_told_to_the_second(when: datetime, rest: int) -> None:
    moment = when.replace(tzinfo=UTC)
    made = (int(moment.timestamp() * 1000) - 1288834974657) << 22 | rest
    told = TWITTER.posted_at(str(made))
    assert told is not None
    assert abs((told.moment - moment).total_seconds()) <= 1
    assert told.precision == "second"


@given(st.integers(20, 29_700_859_246))
def test_old_ids_that_only_count_tell_the_days_in_order(post_id: int) -> None:
    told, after = TWITTER.posted_at(str(post_id)), TWITTER.posted_at(str(post_id + 1))
    assert told is not None
    assert after is not None
    assert told.precision == "days"
    assert told.moment <= after.moment


@pytest.mark.parametrize(
    "url",
    [
        "https://twitter.com.tide.example/jack/status/20",
        "https://nottwitter.com/jack/status/20",
        "https://tide.example/?u=twitter.com/jack/status/20",
        "mailto:jack@twitter.com",
        "javascript:void(0)",
        "http://[::1",
        "",
    ],
)
def test_what_only_looks_like_a_platform_is_none(url: str) -> None:
    assert recognise(url) is None


@given(st.text(max_size=50))
def test_no_address_makes_recognition_fail(text: str) -> None:
    for start in ("", "https://twitter.com/", "https://bsky.app/profile/", "//instagram.com/p/"):
        recognise(start + text)
