"""A text without marks is left at once; whatever any finder finds has a mark."""

from hypothesis import given
from hypothesis import strategies as st

from files import cases
from harvester.find.deciding import alone
from harvester.find.flattened.posts import with_flattened
from harvester.find.links import links
from harvester.find.markers import may_hold_posts, may_hold_quotations
from harvester.find.quotations import quotations
from harvester.platforms import PLATFORMS
from harvester.records import Article

WORDS = ("Ada", "Quist", "said", "posted", "by", "on", "X", "Twitter", "March 23, 2019", "u/ada_q9")
MARKS = ("‘", "’", "'", "„", "“", '"', "「", "」", "‹", "›", "—", "- ", "– ", ":", "：", "(", "（")
SIGNS = ("@ada_q9", "＠ada_q9", ")", "[", "·", "\n", " ", ".", "it's", "the dogs'", "x.com/ada_q9")
LINES = [line.template for platform in PLATFORMS for line in platform.lines]


@given(st.lists(st.sampled_from([*WORDS, *MARKS, *SIGNS, *cases("hostile")["units"]]), max_size=12))
def test_what_has_no_mark_holds_nothing(pieces: list[str]) -> None:
    article = Article("".join(pieces))
    if not may_hold_posts(article.text):
        assert [*alone(with_flattened(article, [])), *links(article)] == []
    if not may_hold_quotations(article.text):
        assert list(quotations(article)) == []


@given(st.sampled_from(LINES), st.sampled_from(["", "Rain again. ", "Rain again\n"]))
def test_the_line_of_a_platform_is_a_mark(template: str, before: str) -> None:
    values = {"{who}": "Ada (@ada_q9)", "{handle}": "ada_q9", "{name}": "Ada", "{words}": "Rain"}
    for hole, value in values.items():
        template = template.replace(hole, value)
    assert may_hold_posts(before + template)


def test_apostrophes_and_hyphens_in_words_are_no_marks() -> None:
    text = "It's the well-known mayor’s turn, isn't it? L'eau monte."
    assert not may_hold_posts(text)
    assert not may_hold_quotations(text)


def test_quotations_alone_are_no_marks_of_posts() -> None:
    assert not may_hold_posts("“Rain again,” said Ada: the well-known mayor of X.")
    assert may_hold_posts("Ada on X: “Rain again.”")
