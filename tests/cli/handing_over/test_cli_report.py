"""`report`: one page to send around, with what an editor asks first, and nothing that acts."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from browser import CONTRAST, measured, needs_browser, run_browser
from commands import Command
from made_articles import ARABIC, EVIL, evil_corpus

REMEMBERED = "nobody may enter the lighthouse, the stairs are gone"


@pytest.fixture
def page(command: Command, inside: Path, tmp_path: Path) -> Path:
    """The page of the seeds."""
    place = tmp_path / "report.html"
    assert command("report", "-o", place).code == 0
    return place


@pytest.fixture
def evil(command: Command, tmp_path: Path) -> Path:
    """The page of two outlets that print words with markup and Arabic ones."""
    corpus = tmp_path / "corpus.jsonl"
    evil_corpus(corpus)
    assert command("run", corpus, "--db", tmp_path / "evil.db").code == 0
    place = tmp_path / "evil.html"
    assert command("report", "--db", tmp_path / "evil.db", "-o", place).code == 0
    return place


def parsed(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_bytes(), "lxml")


def text_of(page: Path) -> str:
    return " ".join(parsed(page).get_text().split())


def test_the_page_of_a_database_tells_totals_people_and_what_travelled(page: Path) -> None:
    for words in (
        *("Over time", "Most quoted", "Who prints whom", "travelled farthest"),
        *("Nobody is to enter the old lighthouse.", "First printed by Radio Rivamorta"),
    ):
        assert words in text_of(page)
    assert any("missing door" in each.get_text() for each in parsed(page).select("li del"))


def test_warnings_stand_before_the_figures(page: Path) -> None:
    assert parsed(page).select("h2")[0].get_text() == "Before you use the figures"


def test_every_place_with_an_address_has_a_link_and_an_archived_copy(page: Path) -> None:
    links = [str(each["href"]) for each in parsed(page).select("details td a")]
    given, archived = links[::2], links[1::2]
    assert "https://coast-wire.example/briefs/20200212-3" in given
    assert all(
        copy.startswith("https://web.archive.org/web/2020") and copy.endswith(address)
        for address, copy in zip(given, archived, strict=True)
    )


def test_the_page_of_a_sentence_is_its_trace(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    place = tmp_path / "story.html"
    assert command("report", REMEMBERED, "-o", place).code == 0
    assert "Not the same words, but like them: 91 % of what was asked for" in text_of(place)
    assert "25 minutes later" in text_of(place)


def test_a_page_of_a_choice_says_what_was_chosen(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    place = tmp_path / "chosen.html"
    assert command("report", "--outlet", "la-rada.example", "-o", place).code == 0
    assert "Only outlet la-rada.example;" in text_of(place)
    assert "1 article of 1 outlet" in text_of(place)


def test_without_an_answer_no_page_is_written(
    command: Command, inside: Path, tmp_path: Path
) -> None:
    place = tmp_path / "story.html"
    assert command("report", "no such words anywhere at all", "-o", place).code == 1
    assert not place.exists()


def test_a_place_that_cannot_be_written_is_told(command: Command, inside: Path) -> None:
    told = command("report", "-o", "no/such/folder/page.html")
    assert told.code == 2
    assert "Give another place with -o." in told.err


def test_the_same_database_makes_the_same_page(
    command: Command, page: Path, tmp_path: Path
) -> None:
    command("report", "-o", tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()


def test_what_articles_say_stays_text(evil: Path) -> None:
    shown = parsed(evil)
    assert shown.select("script, img, iframe, link, [src], blockquote b") == []
    assert all(str(each["href"]).startswith("https://") for each in shown.select("[href]"))
    assert EVIL in shown.get_text()


def test_texts_find_their_own_direction(evil: Path) -> None:
    quotes = parsed(evil).select("blockquote")
    assert {each["dir"] for each in quotes} == {"auto"}
    assert any(ARABIC in each.get_text() for each in quotes)


@needs_browser
def test_a_browser_has_nothing_to_complain_of_and_nothing_to_load(evil: Path) -> None:
    shown, said = run_browser(evil.as_uri(), "--dump-dom")
    assert "</html>" in shown
    assert said == ""
    script = "performance.getEntriesByType('resource').length"
    assert measured(evil, script) == "0"


@needs_browser
def test_arabic_words_run_from_the_right(evil: Path) -> None:
    script = (
        "[...document.querySelectorAll('blockquote')].map(it => getComputedStyle(it).direction)"
        ".sort()"
    )
    assert measured(evil, script) == "ltr,ltr,rtl"


@needs_browser
@pytest.mark.parametrize("width", [400, 500])
def test_nothing_stands_out_of_a_narrow_page(page: Path, width: int) -> None:
    """500 is also what 1000 pixels are at 200 % zoom; a table that is wider scrolls by itself."""
    script = f"""(document.body.style.cssText = 'width: {width}px; margin: 0',
      Math.max(...[...document.body.querySelectorAll('*')]
        .filter(it => !it.closest('.wide, svg')).map(it => it.getBoundingClientRect().right)))"""
    assert float(measured(page, script, size="500,900")) <= width


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_passes_wcag_aa(page: Path, scheme: str) -> None:
    styles = page.read_text(encoding="utf-8")
    if scheme == "dark":
        styles = styles.replace("(prefers-color-scheme: dark)", "all")
    forced = page.with_name(f"{scheme}.html")
    forced.write_text(styles, encoding="utf-8")
    assert float(measured(forced, CONTRAST)) >= 4.5
