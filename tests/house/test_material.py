"""The material that beginnings are learned from: in all languages, sound, composed as it says."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from boundaries.composer import documents
from boundaries.layouts import LAYOUTS
from boundaries.material import Topic, topics
from boundaries.treatments import TREATMENTS, treated

from harvester.text.weight import fits_one_post

# fmt: off
LANGUAGES = {
    "ar", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl",
    "pt", "ru", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
}
# fmt: on


def test_every_language_has_topics_enough() -> None:
    many = Counter(topic.language for topic in topics())
    assert set(many) == LANGUAGES
    assert many["ar"] >= 16 and min(many.values()) >= 6
    assert len(LAYOUTS) >= 15


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: f"{topic.language} {topic.name}")
def test_posts_fit_into_posts_and_reports_have_paragraphs(topic: Topic) -> None:
    assert len(topic.report) >= 5 and len(topic.posts) >= 5
    for post in topic.posts:
        assert fits_one_post(" ".join(post.lines)), post
        assert post.handle.isascii() and 3 < len(post.handle) <= 15


@pytest.mark.parametrize("name", LAYOUTS)
def test_gold_covers_what_was_composed(name: str) -> None:
    for topic in topics()[::9]:
        (record,) = documents(topic, [name])
        text = record["text"]
        for gold in record["gold"]:
            words = text[gold["body_start"] : gold["body_end"]]
            assert words == words.strip()
            if gold["attribution_start"] is not None:
                signature = text[gold["attribution_start"] : gold["attribution_end"]]
                assert signature.startswith("—") and f"(@{gold['handle']})" in signature
                assert gold["body_end"] <= gold["attribution_start"]


def test_reports_without_marks_can_be_brief() -> None:
    topic = next(each for each in topics() if each.language == "th")
    unmarked = topic._replace(report=("ฝนตกหนัก", "เรือไม่ออก", "ตลาดปิด", "คนรอ", "ฟ้ามืด"))
    (record,) = documents(unmarked, ["brief"])
    assert any(paragraph in record["text"] for paragraph in unmarked.report)


@pytest.mark.parametrize("how", TREATMENTS)
def test_treatments_move_the_gold_along(how: str) -> None:
    for topic in topics()[::11]:
        (record,) = documents(topic, ["blank lines"])
        moved = treated(record["text"], how)
        for gold in record["gold"]:
            before = record["text"][gold["body_start"] : gold["body_end"]]
            after = moved.text[moved.to(gold["body_start"]) : moved.to(gold["body_end"])]
            if how != "masked":
                assert "".join(after.split()) == "".join(before.split())


def test_the_same_topic_and_layout_make_the_same_text_again() -> None:
    first, second = (next(documents(topics()[0], ["echoed"])) for _ in range(2))
    assert first == second
