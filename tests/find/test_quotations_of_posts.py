"""Quotations beside posts: whose words they are, and from which post they are said to come."""

from harvester import Article, Quote, harvest
from harvester.reading.html.page import html_to_article

POST = (
    '<blockquote class="twitter-tweet"><p lang="en">{words}</p>&mdash; Ada Quist (@ada_q9) '
    '<a href="https://twitter.com/ada_q9/status/1109467384001744896">March 23, 2019</a>'
    "</blockquote>"
)
TIDE = POST.format(words="The tide took the pier last night")


def harvested(*paragraphs: str) -> list[Quote]:
    """What is found in a page of these paragraphs and posts."""
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in paragraphs)
    return harvest(
        html_to_article(f"<!DOCTYPE html><html lang=en><body>{body}")._replace(lang="en")
    )


def quotations(*paragraphs: str) -> list[Quote]:
    return [quote for quote in harvested(*paragraphs) if quote.kind == "quotation"]


def test_the_marks_of_a_post_are_its_own() -> None:
    words = "“The tide took the pier last night,” said my neighbour. No joke!"
    assert [quote.kind for quote in harvested("The town woke up.", POST.format(words=words))] == [
        "embed"
    ]


def test_the_marks_of_a_flattened_post_are_its_own() -> None:
    text = "“We lost the pier,” said Bo. No joke!— Ada Quist (@ada_q9) March 23, 2019"
    assert [quote.kind for quote in harvest(Article(text, lang="en"))] == ["signature"]


def test_the_words_of_a_post_beside_it_are_a_quotation_of_it() -> None:
    quotation, post = harvested("Ada Quist wrote that “the tide took the pier” in the storm.", TIDE)
    assert (quotation.kind, quotation.text) == ("quotation", "the tide took the pier")
    assert (quotation.speaker, quotation.platform) == ("Ada Quist", "twitter")
    assert (quotation.handle, quotation.post_id) == ("ada_q9", "1109467384001744896")
    assert (post.kind, quotation.post_quote_id) == ("embed", post.id)


def test_a_tweet_that_is_not_printed_gives_the_platform_alone() -> None:
    (found,) = quotations("In a tweet, Bo Hale said “nobody saw the tide coming”.")
    assert (found.platform, found.post_id, found.post_quote_id) == ("twitter", None, None)


def test_a_link_on_the_verb_names_the_post() -> None:
    link = '<a href="https://twitter.com/bo_h9/status/20">tweeted</a>'
    quotation, post = harvested(f"“Nobody saw the tide coming,” Bo Hale {link} on Monday.")
    assert (quotation.platform, quotation.post_id, quotation.handle) == ("twitter", "20", "bo_h9")
    assert quotation.url == "https://twitter.com/bo_h9/status/20"
    assert (post.kind, quotation.post_quote_id) == ("link", post.id)


def test_a_link_in_another_paragraph_names_nothing() -> None:
    (found,) = quotations(
        "“Nobody saw the tide coming,” said Bo Hale.", "https://twitter.com/bo_h9/status/20"
    )
    assert (found.platform, found.post_quote_id) == (None, None)


def test_other_words_are_not_those_of_the_post() -> None:
    (found,) = quotations("“The ferry is late again today,” said Bo Hale.", TIDE)
    assert (found.platform, found.post_quote_id) == (None, None)


def test_one_half_of_what_is_found_can_be_left_out() -> None:
    article = html_to_article(f"<p>“The ferry is late again,” said Bo Hale.</p>{TIDE}")
    assert [quote.kind for quote in harvest(article)] == ["quotation", "embed"]
    assert [quote.kind for quote in harvest(article, only="posts")] == ["embed"]
    assert [quote.kind for quote in harvest(article, only="quotations")] == ["quotation"]
