"""Puts a report and its posts together as a scraper would, and knows where each post begins.

What is composed is drawn from a generator that is seeded by topic and layout: the same anywhere.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import regex

from boundaries.layouts import LAYOUTS, Layout
from boundaries.material import Topic, Written, topics
from harvester.languages import load
from harvester.text.weight import fits_one_post

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_DIGITS = {
    "ar": "٠١٢٣٤٥٦٧٨٩",
    "fa": "۰۱۲۳۴۵۶۷۸۹",
    "ur": "۰۱۲۳۴۵۶۷۸۹",
    "hi": "०१२३४५६७८९",
    "bn": "০১২৩৪৫৬৭৮৯",
}
_FEWEST, _MOST = 3, 7  # posts in a document
_MEDIA, _LINKED = 0.35, 0.2  # shares of posts with a picture, with another link
_OWN_LINE = 0.3  # of the links stand on a line of their own, where the post has lines
_FIRST_YEAR, _LONG_SINCE, _LAST_YEAR = 2012, 2018, 2023
_SHORT_DAYS = "2016-06-01"  # when posts had 140 characters
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


# matches one sentence, its closing marks included
_SENTENCE = regex.compile(r"[^.!?؟۔।。！？]+[.!?؟۔।。！？]+[\"”»’」)]*+\s*+")


class Drawn(NamedTuple):
    """A post as it will be printed, and how."""

    post: Written
    lines: tuple[str, ...]
    signature: str | None
    is_split: bool
    is_wordless: bool
    follows: bool
    is_interrupted: bool


class Page:
    """A text that grows, with the gold of what is put into it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.gold: list[dict[str, Any]] = []

    def put(self, text: str) -> int:
        """Where the text that is put begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start


def documents(topic: Topic, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The topic in each of these layouts, as records like those of the gold sets."""
    for name in names:
        random = Random(f"{topic.language} {topic.name} {name}")
        page = _composed(topic, LAYOUTS[name], random)
        yield {
            "id": f"{topic.language} {topic.name} {name}",
            "lang": topic.language,
            "source": f"material:{topic.language} {topic.name}",
            "layout": name,
            "text": "".join(page.parts),
            "gold": page.gold,
        }


def composed(layouts_a_topic: int, *, arabic: int) -> Iterator[dict[str, Any]]:
    """Each topic in so many layouts, other ones for each topic; Arabic in more of them."""
    names = list(LAYOUTS)
    for number, topic in enumerate(topics()):
        many = arabic if topic.language == "ar" else layouts_a_topic
        shift = number * many % len(names)
        yield from documents(topic, (names + names)[shift : shift + min(many, len(names))])


def _composed(topic: Topic, layout: Layout, random: Random) -> Page:
    page = Page()
    report = _brief(topic.report, random) if layout.is_brief else topic.report
    fewest, most = (1, 2) if layout.is_brief else (_FEWEST, _MOST)
    posts = random.sample(topic.posts, min(len(topic.posts), random.randint(fewest, most)))
    drawn = [_drawn(post, layout, topic.language, random) for post in posts]
    places = sorted(random.randrange(1, len(report) + 1) for _ in drawn)
    if layout.has_headline:
        page.put(layout.margin + topic.headline + layout.paragraph)
    number = 0
    behind = ""
    for place, paragraph in enumerate(report, 1):
        page.put(behind + layout.margin + _item(paragraph, place, layout, random))
        behind = layout.paragraph
        here = []
        while number < len(drawn) and places[number] == place:
            here.append(drawn[number])
            number += 1
        while here and number < len(drawn) and drawn[number].follows:
            here.append(drawn[number])
            number += 1
        for order, post in enumerate(here):
            _put_post(page, post, layout, topic, random, is_first=order == 0)
            behind = layout.after
    return page


def _brief(report: Sequence[str], random: Random) -> list[str]:
    """A few of the shorter sentences of a report, in order, or of its paragraphs if it has none."""
    found = (each for paragraph in report for each in _SENTENCE.findall(paragraph))
    sentences = list(found) or list(report)
    short = sorted(sentences, key=len)[: max(4, len(sentences) // 3)]
    chosen = random.sample(short, min(len(short), random.randint(1, 4)))
    return [each.strip() for each in sentences if each in chosen]


def _item(paragraph: str, place: int, layout: Layout, random: Random) -> str:
    if not layout.is_numbered:
        return paragraph
    return random.choice((f"{place}. {paragraph}", f"{place}) {paragraph}", f"- {paragraph}"))


def _drawn(post: Written, layout: Layout, language: str, random: Random) -> Drawn:
    lines = list(post.lines)
    if random.random() < _MEDIA:
        _link(lines, f"pic.twitter.com/{_code(random)}", random)
    elif random.random() < _LINKED:
        _link(lines, f"https://t.co/{_code(random)}", random)
    is_unsigned = random.random() < layout.unsigned
    if is_unsigned and "pic.twitter.com" not in lines[-1]:
        lines[-1] += f" pic.twitter.com/{_code(random)}"
    return Drawn(
        post=post,
        lines=tuple(lines),
        signature=None if is_unsigned else _signature(post, layout, language, random),
        is_split=layout.is_split and len(lines) > 1 and not is_unsigned,
        is_wordless=random.random() < layout.wordless and not is_unsigned,
        follows=random.random() < layout.run,
        is_interrupted=random.random() < layout.interrupted,
    )


def _link(lines: list[str], link: str, random: Random) -> None:
    if len(lines) > 1 and random.random() < _OWN_LINE:
        lines.append(link)
    else:
        lines[-1] += ("" if random.random() < 0.1 else " ") + link


def _code(random: Random) -> str:
    return "".join(random.choices(_LETTERS, k=10))


def _signature(post: Written, layout: Layout, language: str, random: Random) -> str:
    is_long = not fits_one_post(" ".join(post.lines), _SHORT_DAYS)
    printed = date(language, layout, random, first_year=_LONG_SINCE if is_long else _FIRST_YEAR)
    name, handle = post.author, f"(@{post.handle})"
    if layout.is_directed:
        name, handle = f"{_ISOLATE}{name}{_POP}", f"{_MARK}{handle}{_MARK}"
    return f"{layout.dash}{name} {handle} {printed}".rstrip()


def date(language: str, layout: Layout, random: Random, *, first_year: int = _FIRST_YEAR) -> str:
    """A day of the years in which posts were embedded, as the layout prints it."""
    year, month = random.randint(first_year, _LAST_YEAR), random.randint(1, 12)
    day = random.randint(1, 28)
    if layout.dates == "none":
        return ""
    known = load("en" if layout.dates == "english" else language)
    form = random.choice(known.dates[:2] if known.code != "en" else known.dates[:1])
    # Twitter printed the era of another calendar for hardly anybody.
    form = form if "y543" not in form else known.dates[0]
    printed = _filled(form, known.months or known.short_months, year, month, day)
    digits = _DIGITS.get(language) if layout.dates == "digits" else None
    return printed.translate(str.maketrans("0123456789", digits)) if digits else printed


def _filled(form: str, months: Sequence[str], year: int, month: int, day: int) -> str:
    filled = form.replace("MMMM", "\0").replace("y", str(year)).replace("M", str(month))
    # A letter of quoted text may be one of the form's: `d 'de' MMMM`.
    parts = filled.split("'")
    parts[::2] = [part.replace("d", str(day)) for part in parts[::2]]
    return "".join(parts).replace("\0", months[month - 1] if months else str(month))


def _put_post(
    page: Page, drawn: Drawn, layout: Layout, topic: Topic, random: Random, *, is_first: bool
) -> None:
    post, gap = drawn.post, layout.paragraph if is_first else layout.after
    for words, share in ((post.echo, layout.echoed), (post.lead, layout.led)):
        if words and is_first and random.random() < share:
            page.put(gap + layout.margin + words)
            gap = layout.paragraph
    for line in _furniture(topic, layout, post.handle, random):
        page.put(gap + layout.margin + line)
        gap = layout.paragraph
    page.put(layout.before if gap == layout.paragraph else gap)
    if drawn.is_wordless:
        start = page.put("")
        _put_signature(page, drawn, start, start)
        return
    _put_words(page, drawn, layout, topic, random)


def _furniture(topic: Topic, layout: Layout, handle: str, random: Random) -> Iterator[str]:
    for kind in layout.furniture:
        lines = topic.furniture.get(kind, ())
        if lines and random.random() < 0.6:
            yield random.choice(lines).replace("{handle}", handle)


def _put_words(page: Page, drawn: Drawn, layout: Layout, topic: Topic, random: Random) -> None:
    first, rest = drawn.lines[: 1 if drawn.is_split else None], drawn.lines[1:]
    start = page.put(layout.line.join(first))
    end = page.length
    if drawn.signature is None:
        page.gold.append(_gold(drawn.post, start, end))
        return
    if drawn.is_interrupted and (adverts := topic.furniture.get("adverts")):
        page.put(layout.paragraph + random.choice(adverts) + layout.paragraph)
    else:
        page.put(layout.signature)
    _put_signature(page, drawn, start, end)
    if drawn.is_split:
        page.put(layout.line)
        tail = page.put(layout.line.join(rest))
        page.gold[-1] |= {"tail_start": tail, "tail_end": page.length, "split_body": True}


def _put_signature(page: Page, drawn: Drawn, start: int, end: int) -> None:
    assert drawn.signature is not None
    signature = page.put(drawn.signature)
    page.gold.append(_gold(drawn.post, start, end) | {
        "attribution_start": signature, "attribution_end": page.length,
        "author": drawn.post.author, "handle": drawn.post.handle,
    })  # fmt: skip


def _gold(post: Written, start: int, end: int) -> dict[str, Any]:
    return {
        "platform": "twitter", "body_start": start, "body_end": end,
        "attribution_start": None, "attribution_end": None, "author": None, "handle": None,
    }  # fmt: skip
