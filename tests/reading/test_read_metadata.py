"""What a page says of itself is told: headline, address, byline, date, language."""

import pytest

from harvester.reading.html.page import html_to_article
from harvester.reading.published import iso_time, language_tag
from harvester.records import Article

HEAD = """<html lang="pt_br"><head>
<title>Chuva volta ao norte - Jornal do Rio</title>
<meta property="og:site_name" content="Jornal do Rio">
<meta property="og:title" content="Chuva volta ao norte | Jornal do Rio">
<meta name="author" content="Lia Prado">
<meta property="article:published_time" content="2020-02-03T04:05:06-03:00">
<link rel="canonical" href="https://www.jornal.example/chuva">
</head><body><p>Choveu.</p></body></html>"""


def test_the_particulars_of_a_page_are_found() -> None:
    article = html_to_article(HEAD)
    assert article.title == "Chuva volta ao norte"
    assert article.author == "Lia Prado"
    assert article.published == "2020-02-03T04:05:06-03:00"
    assert article.url == "https://www.jornal.example/chuva"
    assert article.outlet == "jornal.example"
    assert article.lang == "pt-BR"


def test_what_is_known_wins_over_what_the_page_says() -> None:
    known = Article("", given_id="7", title="Chuva", outlet="Arquivo", source="a.jsonl:1")
    article = html_to_article(HEAD, known=known, outlet="nobody")
    assert (article.given_id, article.title, article.outlet) == ("7", "Chuva", "Arquivo")
    assert (article.source, article.lang) == ("a.jsonl:1", "pt-BR")


def linked(data: str) -> Article:
    return html_to_article(f'<script type="application/ld+json">{data}</script><p>x</p>')


def test_linked_data_tell_the_particulars() -> None:
    article = linked(
        '{"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": ["NewsArticle"], '
        '"headline": "Rain &amp; wind", "author": [{"name": "Lia Prado"}, "Ugo Sala", '
        '{"name": "https://x.example/u"}], "datePublished": "2020-02-03T04:05Z", '
        '"mainEntityOfPage": {"@id": "https://www.paper.example/rain"}, "inLanguage": "en"}]}'
    )
    assert article.title == "Rain & wind"
    assert article.author == "Lia Prado, Ugo Sala"
    assert article.published == "2020-02-03T04:05Z"
    assert (article.url, article.outlet) == ("https://www.paper.example/rain", "paper.example")
    assert article.lang == "en"


@pytest.mark.parametrize("data", ["", "{", "[" * 99_999, "null", "[1, [2]]", '{"@type": 7}', "﻿x"])
def test_broken_linked_data_do_no_harm(data: str) -> None:
    assert linked(data).text == "x"


def test_an_array_of_linked_data_in_a_comment_is_read() -> None:
    assert linked('<!-- [{"@type": "Article", "headline": "Rain"}] -->').title == "Rain"


def test_a_time_element_marked_as_date_of_publication_is_read() -> None:
    page = '<time datetime="2001-01-01">x</time><time datetime="2019-03-19" pubdate>y</time>'
    assert html_to_article(page).published == "2019-03-19"


def test_malformed_particulars_are_not_there() -> None:
    article = html_to_article(
        '<html lang="English"><link rel=canonical href="/x"><meta name=date content="19.3.2019">'
        '<meta property="article:author" content="https://social.example/lia"><p>x'
    )
    assert article[1:9] == (None,) * 8


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("2019-03-23", "2019-03-23"),
        (" 2019-03-23T09:05 ", "2019-03-23T09:05"),
        ("2019-03-23 09:05:07", "2019-03-23T09:05:07"),
        ("2019-03-23T09:05:07.123Z", "2019-03-23T09:05:07.123Z"),
        ("2019-03-23T09:05:07+0300", "2019-03-23T09:05:07+03:00"),
        ("2019-02-30", None),
        ("2019-03-23T25:00", None),
        ("2019-03", None),
        ("٢٠١٩-٠٣-٢٣", None),
        ("", None),
    ],
)
def test_only_valid_times_are_kept_as_precise_as_given(printed: str, kept: str | None) -> None:
    assert iso_time(printed) == kept


@pytest.mark.parametrize(
    ("given_tag", "tag"),
    [("en", "en"), ("EN_us", "en-US"), ("zh-Hans", "zh-Hans"), ("es-419", "es-419"), ("und", None)],
)
def test_language_tags_are_written_in_one_way(given_tag: str, tag: str | None) -> None:
    assert language_tag(given_tag) == tag
