"""What Beautiful Soup, which lays nothing out, finds on a page is in our text in its order."""

import pytest
import regex
from bs4 import BeautifulSoup

from commands import SEEDS
from files import cases
from harvester.api import article_of

PAGES = {path.parent.name: path.read_bytes() for path in sorted(SEEDS.rglob("*.html"))}
PAGES |= {case["label"]: case["html"].encode() for case in cases("pages")["case"]}
# Where ours is meant to differ: embed code becomes a post, hidden and foreign parts are left out.
OTHERWISE = {
    "Reddit: the title is the author's, the word Comment is not",
    "timelines, buttons, boxes of authors and trackers are no posts",
    "embed code printed as text is a post in the text",
}
UNSEEN = ["script", "style", "template", "title", "noscript", "textarea", "option", "iframe"]
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def seen_by_bs4(page: bytes) -> list[str]:
    soup = BeautifulSoup(page, "lxml")
    for element in soup(UNSEEN):
        element.decompose()
    return WORD.findall(soup.get_text(" "))


@pytest.mark.parametrize("name", sorted(PAGES.keys() - OTHERWISE))
def test_every_word_of_the_page_is_in_the_text_in_order(name: str) -> None:
    ours = iter(WORD.findall(article_of(PAGES[name]).text))
    missing = [word for word in seen_by_bs4(PAGES[name]) if word not in ours]
    assert missing == []
