"""A page becomes the text its reader sees, with anchors at the right places."""

import gc
import pickle
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harvester.reading.html.events import heard
from harvester.reading.html.page import html_to_article
from harvester.reading.html.taming import is_tame
from harvester.reading.html.walk import walked
from harvester.reading.problems import Damage
from harvester.records import Anchor

SEEDS = sorted(Path(__file__).parents[2].glob("seeds/*/*.html"))
POST = (
    '<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">Bread is '
    '<a href="https://t.co/abcdefghij">warm</a><br>again</p>&mdash; Mina Bakes (@minabakes) '
    '<a href="https://twitter.com/minabakes/status/1108000000000000001">March 19, 2019</a>'
    "</blockquote>"
)


def text(html: str) -> str:
    return html_to_article(html).text


def anchors(html: str, tag: str) -> list[Anchor]:
    page = walked(html, everything=True)
    return [anchor for anchor in page.anchors if anchor.tag == tag]


def tags(html: str) -> list[str]:
    return [anchor.tag for anchor in html_to_article(html).anchors]


def words(html: str, tag: str) -> list[str]:
    article = html_to_article(html)
    return [article.text[a.start : a.end] for a in article.anchors if a.tag == tag]


# Text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One\n   two</p>\n\n<p>three</p>", "One two\n\nthree"),
        ("<div><div>a</div></div><div>b</div>", "a\n\nb"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<p>a</p><p>K</p><p>b\n  c</p>", "a\n\nK\n\nb c"),
        ("a<br>b<br><br>c<br><br><br>d", "a\nb\n\nc\n\nd"),
        ("<p>a<br></p><p>b", "a\n\nb"),
        ("<b>bo</b>ld <i> italic</i> <u>line</u>", "bold italic line"),
        ("<p> a </p> <p> </p><p>&nbsp;</p><p>b</p>", "a\n\nb"),
        ("a&nbsp;b", "a\N{NO-BREAK SPACE}b"),
        ("<p>&nbsp;a&nbsp;</p>", "a"),
        ("<p>a\fb&#13;c", "a b c"),
        ("<pre>a  b<pre>c\n d</pre> e  f</pre><p>g  h", "a  b\n\nc\n d\n\n e  f\n\ng h"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"),
        ("x<pre>\n  def\n    y\n</pre>z", "x\n\n  def\n    y\n\nz"),
        ("a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", "af"),
        ("a<!-- b --><textarea>c</textarea><select><option>d</select>e", "ae"),
        ("<title>T</title><p>x <svg><text>y</text></svg>z", "x z"),
        ('<img class="Emoji" alt="🌧" src=x> rain <img alt="a photo" src=y>', "🌧 rain"),
        ("&#8220;Brot&rdquo; &amp; Salz", "“Brot” & Salz"),
        ("الخبز<b> ساخن</b> ", "الخبز ساخن"),
        ("not <closed", "not"),
        ("a\x00b", "a\ufffdb"),
        ("", ""),
        ("  ", ""),
        ("<!DOCTYPE html>", ""),
        ("<html><frameset><frame src=x></frameset></html>", ""),
        ("plain words", "plain words"),
    ],
)
def test_the_text_is_what_a_reader_sees(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize("depth", [300, 5_000, 100_000])
def test_what_is_nested_deep_is_not_lost(depth: int) -> None:
    html = "<div>" * depth + POST + "</div>" * depth + "<p>after"
    assert words(html, "blockquote")[0].startswith("Bread is warm\nagain")
    assert text(html).endswith("after")


@pytest.mark.parametrize(
    "html",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>" + POST,
        "<p data-x='" + "x" * 1_000_000 + "'>x</p>" + POST,
        POST + "&#0;&#x110000;&#xD800;&nothing;&#99999999999;",
        POST + '<a href="http://[::1">x</a><iframe src="//[::1]/"></iframe>',
        '<!DOCTYPE html [<!ENTITY a "b">]>&a;' + POST,
        POST + "<b><i></b></p></table></body></html><p>more",
    ],
)
def test_odd_pages_are_read(html: str) -> None:
    assert len(words(html, "blockquote")) == 1


@pytest.mark.parametrize("html", ["<b>" * 400_000, "<b>" * 160_000 + "</i>" * 160_000])
def test_a_page_made_to_hang_is_refused(html: str) -> None:
    with pytest.raises(Damage) as raised:
        html_to_article(html)
    assert raised.value.code == "too-complex"


# Anchors


def test_an_embedded_post_stands_where_its_words_are() -> None:
    html = f"<p>Before.</p>{POST}<p>After.</p>"
    body = "Bread is warm\nagain"
    signature = "— Mina Bakes (@minabakes) March 19, 2019"
    assert words(html, "blockquote") == [f"{body}\n\n{signature}"]
    assert words(html, "p") == [body]
    assert words(html, "a") == ["warm", "March 19, 2019"]
    [quote] = anchors(html, "blockquote")
    assert quote.attributes == {"class": "twitter-tweet", "data-lang": "en"}


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ('<amp-twitter data-tweetid="1"></amp-twitter>', "amp-twitter"),
        ("<my-card>x</my-card>", "my-card"),
        ('<iframe src="https://video.example/1"></iframe>', "iframe"),
        ('<span data-post="1">x</span>', "span"),
        ('<script data-telegram-post="bakers/7"></script>', "script"),
        ('<ins cite="https://x.example/">x</ins>', "ins"),
        ('<div class="card">x</div>', "div"),
        ('<div id="card">x</div>', "div"),
        ("<figure>x</figure>", "figure"),
        ('<time datetime="2019-03-19">x</time>', "time"),
        ("<section>x</section>", "section"),
        ("<embed src=x>", "embed"),
        ('<fb:post href="x"></fb:post>', "fb:post"),
        ("<object data=x>y</object>", "object"),
        ('<noscript><iframe src="x"></iframe></noscript>', "iframe"),
    ],
)
def test_elements_that_may_matter_have_an_anchor(html: str, tag: str) -> None:
    assert len(anchors(html, tag)) == 1


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<div>x</div>", "div"),
        ("<a name=top>x</a>", "a"),
        ("<b class=x>y</b>", "b"),
        ("<template><iframe src=x></iframe></template>", "iframe"),
        ("<!-- <p>x</p> -->", "p"),
        ("<script>var x = '<p>y</p>'</script>", "p"),
    ],
)
def test_other_elements_have_none(html: str, tag: str) -> None:
    assert anchors(html, tag) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            f"<div class=a><p>x</p>{POST}</div><p>y</p>",
            ["body", "div", "blockquote", "p", "a", "a"],
        ),
        ("<div class=a><p>x <a href=/b>y</a></p></div>", []),
        (
            "<nav><ul><li><a href=https://x.com/ada_m9>x</a></ul></nav>",
            ["body", "nav", "a"],
        ),
        ("<div><span data-tweet-id=20><b>x</b> <time>y</time></span></div>", ["span", "time"]),
        (f"<div title='{POST}'>x</div>", ["div"]),
        ("<p>https://x.com/ada_m9/status/20</p><section></section>", ["body", "p", "section"]),
    ],
)
def test_only_what_may_embed_a_post_or_leads_to_one_has_an_anchor(
    html: str, found: list[str]
) -> None:
    assert tags(html)[: len(found)] == found
    assert len(tags(html)) < 12 and bool(tags(html)) == bool(found)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_a_page_that_is_only_heard_is_read_like_any_other(path: Path) -> None:
    html = path.read_text("utf-8", "replace")
    page, told = walked(html, everything=True), heard(html)
    assert page.text == told.text
    assert page.anchors == told.anchors
    assert pickle.loads(pickle.dumps(told.anchors)) == page.anchors
    assert page.facts == told.facts


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 30_000,
        "<p " + " ".join(f"a{n}" for n in range(50_000)) + ">",
        "<p title='>' " + " ".join(f"a{n}" for n in range(50_000)) + ">",
        "<div>" + "".join(f"<b id={n}>" for n in range(1_000)) + "</div>" + "<p>x</p>" * 4_000,
    ],
)
def test_a_page_whose_tree_would_cost_too_much_is_told_before(html: str) -> None:
    assert not is_tame(html)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_ordinary_pages_become_a_tree(path: Path) -> None:
    html = path.read_text("utf-8", "replace")
    assert is_tame(html)
    assert is_tame(f"<p data-x='{'y ' * 50_000}'>{html}")


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>" * 9_000,
        "<noscript>" * 9_000,
        "".join(f"<a-{n}></a-{n}>" for n in range(4_000, 0, -1))
        + "".join(f"<a-{n}>" for n in range(1, 4_000)),
    ],
)
def test_elements_that_matter_in_others_that_do_are_looked_at_once(html: str) -> None:
    start = time.process_time()
    html_to_article(html + POST)
    assert time.process_time() - start < 5  # seconds; each in each would be a minute


def test_reading_a_page_leaves_the_collection_of_garbage_as_it_was() -> None:
    html_to_article(POST)
    assert gc.isenabled()
    gc.disable()
    html_to_article(POST)
    is_enabled = gc.isenabled()
    gc.enable()
    assert not is_enabled


def test_an_element_without_text_stands_between_its_neighbours() -> None:
    html = "<p>one</p><figure><iframe src=x></iframe></figure><p>two</p>"
    assert [a.span for a in anchors(html, "iframe") + anchors(html, "figure")] == [(3, 3), (3, 3)]


def test_a_page_written_into_a_frame_is_kept_as_its_source() -> None:
    [frame] = anchors(f"<figure class=op-social><iframe>{POST}</iframe></figure>", "iframe")
    assert frame.attributes["srcdoc"] == POST
    assert frame.start == frame.end


def test_an_element_in_a_template_ends_where_it_ends() -> None:
    html = f"<template>{POST.replace('Bread', '<span data-x=1>Good</span> bread')}</template>"
    assert words(html, "p") == ["Good bread is warm\nagain"]
    assert words(html, "span") == ["Good"]


def test_an_article_with_anchors_travels_between_processes() -> None:
    article = html_to_article(f"<p>x</p>{POST}")
    assert pickle.loads(pickle.dumps(article)) == article


NAMES = "p div blockquote a b pre br ul li table tr td iframe script noscript template title"
TAGS = st.sampled_from(NAMES.split())
PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from([" ", "\n", "\xa0", "&nbsp;", "word", "<!--x-->", "&amp;"]),
    st.builds("<{}>".format, TAGS),
    st.builds("<{} class=x href=y data-z=1>".format, TAGS),
    st.builds("</{}>".format, TAGS),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("<pre> space at the beginning is kept elsewhere")
def test_anchors_lie_within_the_text_nested_and_tight(html: str) -> None:
    article = html_to_article(html)
    open_ends: list[int] = []
    last = 0
    for anchor in article.anchors:
        assert 0 <= anchor.start <= anchor.end <= len(article.text)
        assert anchor.start >= last
        piece = article.text[anchor.start : anchor.end]
        assert piece == piece.strip()
        while open_ends and anchor.start >= open_ends[-1] and anchor.end > open_ends[-1]:
            open_ends.pop()
        assert not open_ends or anchor.end <= open_ends[-1]
        open_ends.append(anchor.end)
        last = anchor.start
    article.text.encode()
    assert article.text == article.text.strip()
