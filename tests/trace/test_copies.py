"""Whether two articles are one article that was published twice."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.records import Span
from harvester.trace.matching.copies import are_copies, sketch

LATIN = "harbour bridge rain ferry keeper evening morning council market lantern between talks back"
ARABIC = "الميناء السفينة المطر المدينة الحارس مساء صباح المجلس السوق الجسر الناس البحر القارب هناك"
HINDI = "बंदरगाह नाव बारिश शहर पहरेदार शाम सुबह परिषद बाज़ार पुल लोग समुद्र किनारा लेकिन कहा"
GREEK = "λιμάνι καράβι βροχή πόλη φύλακας βράδυ πρωί συμβούλιο αγορά γέφυρα άνθρωποι μάχη χώρα"
JAPANESE = "港船雨町番夕朝議会市場橋人海岸灯台が、の。はをに強風波来行話聞見言今昨日明夜"


def article(words: str, seed: int, count: int = 400) -> str:
    """Sentences that nobody wrote, in paragraphs; letters where the words have no spaces."""
    random = Random(seed)
    pieces = words.split() if " " in words else list(words)
    chosen = [random.choice(pieces) for _ in range(count if " " in words else 2 * count)]
    gap = " " if " " in words else ""
    paragraphs = [gap.join(chosen[start : start + 40]) for start in range(0, len(chosen), 40)]
    return ".\n\n".join(paragraphs)


SCRIPTS = pytest.mark.parametrize("words", [LATIN, ARABIC, HINDI, GREEK, JAPANESE])


@SCRIPTS
def test_a_flattened_copy_is_a_copy(words: str) -> None:
    text = article(words, 1)
    flat = f"Home News Weather {' '.join(text.split())} Read more: {text[:30]}"
    assert are_copies(sketch(text), sketch(flat))
    assert are_copies(
        sketch(text), sketch(text.upper().replace(".", " –") if text.isascii() else text)
    )


@SCRIPTS
def test_a_copy_may_lack_a_paragraph_and_gain_a_fifth(words: str) -> None:
    text = article(words, 2)
    shorter = "\n".join(text.split("\n\n")[1:])
    longer = text + "\n" + article(words, 3, 80)
    assert are_copies(sketch(text), sketch(shorter))
    assert are_copies(sketch(text), sketch(longer))


@SCRIPTS
def test_another_article_with_the_same_vocabulary_is_no_copy(words: str) -> None:
    assert not are_copies(sketch(article(words, 4)), sketch(article(words, 5)))


@SCRIPTS
def test_two_articles_that_print_the_same_long_posts_are_no_copies(words: str) -> None:
    posts = article(words, 6, 500)
    one, other = article(words, 7, 100), article(words, 8, 120)
    texts = f"{one}\n{posts}\n{other[:50]}", f"{other}\n{posts}"
    places = [Span(text.index(posts), text.index(posts) + len(posts)) for text in texts]
    sketches = [sketch(text, [place]) for text, place in zip(texts, places, strict=True)]
    assert not are_copies(*sketches)
    assert are_copies(*map(sketch, texts))  # which is why they are left out


def test_a_text_that_is_too_short_is_a_copy_of_nothing() -> None:
    short = sketch("The ferry is back in the bridge harbour, the keeper of the lantern says.")
    assert short == ()
    assert not are_copies(short, short)


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch(article(LATIN, 1))[:3] == (8290004, 10307818, 11135277)


@given(st.text(), st.text())
def test_any_texts_can_be_compared_either_way(one: str, other: str) -> None:
    sketches = sketch(one * 9), sketch(other * 9)
    assert are_copies(*sketches) is are_copies(*reversed(sketches))
    assert all(0 <= number < 2**63 for each in sketches for number in each)
