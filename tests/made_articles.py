"""Articles that Hypothesis makes of fragments: prose, flattened posts, links, pictures, junk."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from harvester import Article

PROSE = (
    "The ferry did not leave, the harbour said on Tuesday.",
    "Der Fluss stieg in der Nacht um einen halben Meter.",
    "قال المتحدث إن الطريق مغلق منذ الصباح.",
    "川は夜のうちに増水した。",
    "Nobody was hurt; the keeper (38) wrote to us at post@tide.example.",
    "“We saw it coming,” said B. Reed — who did not.",
)
WORDS = (
    "Rain again",
    "Rain again\nand the ferry is late.",
    "RT @other_q9: look at this #sea",
    "مطر مرة أخرى #البحر",
    "又下雨了 https://t.co/abcdefghij",
    "\N{RIGHT-TO-LEFT MARK}عاجل\N{RIGHT-TO-LEFT MARK}\nالمطر pic.twitter.com/AbCdEfGhIj",
    "",
)
NAMES = (
    "Ada Quist",
    "Jo (auch Johanna)",
    "أمل البحري",
    "海の人",
    "Ada — at sea",
    "\N{LEFT-TO-RIGHT ISOLATE}Bo\N{POP DIRECTIONAL ISOLATE}",
    "",
)
DATES = (
    "March 23, 2019",
    "23. März 2019",
    "٢٣ مارس ٢٠١٩",
    "۲۳ مارس ۲۰۱۹",
    "2019年3月23日",
    "23 de marzo de 2019",
    "२३ मार्च २०१९",
    "30 February 2019",
    "",
)
JUNK = (
    "(@",
    "— (@x",
    "(@ada_q9)",
    "@ada_q9 @bo_q9",
    "&mdash;",
    "—" * 9,
    "\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT ISOLATE}",
    "See https://twitter.com/ada_q9/status/1109467384001744896.",
    "x.com/i/status/20",
    "pic.twitter.com/AbCdEfGhIj",
    "[March 23, 2019](https://twitter.com/ada_q9/status/1109467384001744896)",
    "> quoted",
)


def signatures() -> st.SearchStrategy[str]:
    """A signature as scrapers leave it: any dash, name, handle and date, glued or not."""
    return st.builds(
        "{}{}{} (@{}){}{}".format,
        st.sampled_from(["— ", "—", "– ", "-- ", "&mdash; ", " "]),
        st.sampled_from(["", "\N{RIGHT-TO-LEFT MARK}"]),
        st.sampled_from(NAMES),
        st.sampled_from(["ada_q9", "bo_q9", "A", "x" * 15]),
        st.sampled_from([" ", "\n", "\N{NO-BREAK SPACE}", ""]),
        st.sampled_from(DATES),
    )


def texts() -> st.SearchStrategy[str]:
    """A text of such fragments, with line ends, blank lines or nothing between them."""
    fragment = (
        st.sampled_from(PROSE) | st.sampled_from(WORDS) | signatures() | st.sampled_from(JUNK)
    )
    between = st.sampled_from(["\n", "\n\n", " ", "", "\r\n"])
    pieces = st.lists(st.tuples(fragment, between), max_size=9)
    return pieces.map(lambda each: "".join(part for pair in each for part in pair))


def articles() -> st.SearchStrategy[Article]:
    """An article of such a text, with or without its particulars."""
    known: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "text": texts(),
            "given_id": st.none() | st.sampled_from(["a1", "a2"]),
            "outlet": st.none() | st.sampled_from(["tide.example", "coast.example"]),
            "published": st.none() | st.sampled_from(["2019-03-24", "2019-03-24T09:00:00Z"]),
            "lang": st.none() | st.sampled_from(["en", "ar", "ja"]),
        }
    )
    return known.map(lambda each: Article(**each))


# Words that would act, were they not kept as text: in a page, in a spreadsheet.
EVIL = '<script>alert("x")</script><img src=https://tide.example/x.png>'
ARABIC = "الأمطار تعود والعبّارة تتأخر مرة أخرى هذا المساء."
EVIL_WORDS = ('=HYPERLINK("https://tide.example","Rain") again on the quay', ARABIC, EVIL)


def evil_corpus(place: Path) -> None:
    """Write two outlets that print the same words, Arabic ones and words that would act."""
    words = (EVIL_WORDS[0], ARABIC, f"Rain again, and {EVIL} the ferry is late.")
    lines = [
        {
            "id": f"{number}-{which}",
            "outlet": outlet,
            "title": EVIL,
            "url": f"javascript:alert({number}{which})",
            "published": f"2019-03-2{4 + number}",
            "text": f"The town waits.\n\n{said}— Ada <b>Quist</b> (@ada_q9) March 23, 2019",
        }
        for number, outlet in enumerate(("tide.example", EVIL))
        for which, said in enumerate(words)
    ]
    place.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
