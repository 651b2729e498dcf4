"""What speaks for and against each place where a post may begin, as numbers with names.

Each piece of evidence means something to a reader: how the lines break, what the words look like, how
long the post would be, what the document does elsewhere. None knows a source, an account or a topic.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import regex

from harvester.find.boundary.candidates import Candidate, LINE
from harvester.find.signatures import Signature
from harvester.records import Span
from harvester.text.weight import length_limit, suffix_weights

_LINK = regex.compile(r"https?://\S++|pic\.(?:twitter|x)\.com/\w++")
_TAG = regex.compile(r"[#＃](?=[\w])")
_MENTION = regex.compile(r"(?<![\w(])[@＠](?=\w)")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}")
_STOP = regex.compile(r"[\p{Sentence_Terminal}](?=[\s\"”»’)\]]|\Z)")
_WORD = regex.compile(r"[\p{L}\p{M}']++")
_CJK = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
)
_FIRST_PERSON = frozenset(
    "i i'm i've i'll my me we our us you your yo mi nos tu te je j'ai mon nous ich wir mein eu meu io noi "
    "я мы мой ты вы ben biz bu أنا نحن 私 僕 俺 ik wij jag vi".split()
)
_REPORTING = frozenset(
    "said says told according added reported dijo según afirmó a dit selon sagte laut disse secondo "
    "сказал сообщил заявил قال وقال أكد أضاف أعلن dedi söyledi he she his her they their".split()
)
_LEAD_IN = regex.compile(
    r"tweet|twit|tuit|твит|تغريد|غرد|تويتر|ツイート|트윗|推特|推文|posted|wrote|escribi|écrit|schrieb|scriv|написал|كتب|yazdı",
    regex.IGNORECASE,
)
_OPEN = "“«„‘「『(["
_CLOSE = "”»“’」』)]"


class Line(NamedTuple):
    """A line of the region: its words without margin, and its margin."""

    start: int
    end: int
    margin: int


class Habits(NamedTuple):
    """What a whole document does, learned once for all posts in it."""

    words: frozenset[str]
    lines: int
    mean_line: float
    stopped_lines: float
    blank_gaps: float
    is_wrapped: float
    own_line: float
    glued: float
    gap_after: float
    posts: int
    script: str
    widest: float


NAMES: tuple[str, ...] = ()


def _run(text: str, position: int, low: int) -> tuple[int, bool, int]:
    """The white space before a position: line ends, whether a space precedes them, where it begins."""
    start = position
    while start > low and (text[start - 1].isspace() or text[start - 1] in ">\u200b\ufeff"):
        start -= 1
    gap = text[start:position]
    return gap.count("\n"), gap[:1] in " \t\xa0" and "\n" in gap, start


_SCRIPTS = (
    ("Latin", 0x41, 0x24F), ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x52F), ("Hebrew", 0x590, 0x5FF),
    ("Arabic", 0x600, 0x77F), ("Indic", 0x900, 0xDFF), ("Thai", 0xE00, 0xEFF), ("Burmese", 0x1000, 0x109F),
    ("Georgian", 0x10A0, 0x10FF), ("Hangul", 0x1100, 0x11FF), ("Ethiopic", 0x1200, 0x139F), ("Khmer", 0x1780, 0x17FF),
    ("Han", 0x2E80, 0xA4CF), ("Hangul", 0xAC00, 0xD7AF), ("Arabic", 0xFB50, 0xFEFC),
)  # fmt: skip


def script_of(text: str) -> str:
    """The script most letters of a text are in; "" without letters."""
    counts: dict[str, int] = {}
    for character in text:
        if character.isalpha():
            code = ord(character)
            for name, low, high in _SCRIPTS:
                if low <= code <= high:
                    counts[name] = counts.get(name, 0) + 1
                    break
    return max(counts, key=lambda name: (counts[name], name)) if counts else ""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; pairs of characters where a script has no spaces."""
    plain = _LINK.sub(" ", text).lower()
    if _CJK.search(plain):
        letters = [c for c in plain if c.isalpha()]
        return ["".join(pair) for pair in zip(letters, letters[1:], strict=False)]
    return [w for w in _WORD.findall(plain)]


def display_width(line: str) -> int:
    return len(line) + sum(c > "\u2e80" for c in line) if not line.isascii() else len(line)


def habits(text: str, signatures: Sequence[Signature]) -> Habits:
    """What the document does with lines, gaps and signatures, and which words its own prose uses."""
    outside = []
    wall = 0
    own = glued = 0
    gaps = []
    for s in signatures:
        outside.append(text[wall : max(wall, s.start - 330)])
        n, _, start = _run(text, s.start, wall)
        own += n > 0
        glued += start == s.start
        wall = s.end
        after = text[wall : wall + 40]
        stripped = after.lstrip()
        gaps.append(min(4, after[: len(after) - len(stripped)].count("\n")))
    outside.append(text[wall:])
    prose = "\n".join(outside)
    lines = [line.strip() for line in text.split("\n")]
    full = [line for line in lines if line]
    long = [len(line) for line in full]
    n = max(1, len(full))
    k = max(1, len(signatures))
    return Habits(
        words=frozenset(words_of(prose[:20000])),
        lines=len(full),
        mean_line=sum(long) / n,
        stopped_lines=sum(line[-1] in '.!?…。؟:"”»' for line in full) / n,
        blank_gaps=(len(lines) - len(full)) / n,
        is_wrapped=sum(60 <= x <= 82 for x in long) / n if max(long, default=0) <= 130 else 0.0,
        own_line=own / k,
        glued=glued / k,
        gap_after=sorted(gaps)[len(gaps) // 2] if gaps else 0,
        posts=len(signatures),
        script=script_of(prose[:4000] or text[:4000]),
        widest=max((display_width(line) for line in full), default=0),
    )


def _first_class(c: str) -> int:
    if c in "#＃":
        return 1
    if c in "@＠":
        return 2
    if c in "\"“«„‘'‹「『":
        return 3
    if c.isdigit():
        return 4
    if c.isupper() or c.istitle():
        return 5
    if c.islower():
        return 6
    if c.isalpha():
        return 7
    if c in ".…":
        return 8
    if c in "-–—•*(":
        return 9
    return 10


def _last_class(c: str) -> int:
    if not c:
        return 0
    if c in ".。।":
        return 1
    if c in "!?؟！？…":
        return 2
    if c in ":：":
        return 3
    if c in ",;،؛、-–—":
        return 4
    if c in '"”»’“)]』」':
        return 5
    if c.isalpha():
        return 6
    if c.isdigit():
        return 7
    return 8


def _between(positions: Sequence[int], low: int, high: int) -> int:
    return bisect_left(positions, high) - bisect_left(positions, low)


def evidence(
    text: str,
    signature: Signature,
    region: Span,
    wall: int,
    places: Sequence[Candidate],
    habit: Habits,
    following: int,
) -> list[list[float]]:
    """One row of numbers a candidate, in the order of `NAMES`."""
    low, end = region
    limit = length_limit(signature.date.day if signature.date else None)
    weights = suffix_weights(text, low, end)
    links = [(m.start(), m.end()) for m in _LINK.finditer(text, low, end)]
    link_starts = [a for a, _ in links]
    closed = [
        a
        for a, b in links
        if "\n" in (gap := text[b : min(end, b + 3)]) and text[b:end].strip(" \n\t>") != ""
    ]
    media_inside = [
        a
        for a, b in links
        if text.startswith("pic.", a)
        and text[b:end].strip()
        and not _LINK.match(text[b:end].strip())
    ]
    tags = [m.start() for m in _TAG.finditer(text, low, end)]
    mentions = [m.start() for m in _MENTION.finditer(text, low, end)]
    emoji = [m.start() for m in _EMOJI.finditer(text, low, end)]
    stops = [m.start() for m in _STOP.finditer(text, low, end)]
    newlines = [i for i in range(low, end) if text[i] == "\n"]
    sig_run, _, _ = _run(text, signature.start, wall)
    sig_margin = signature.start - (text.rfind("\n", 0, signature.start) + 1) if sig_run else -1
    lead = text[max(wall, low - 300) : low]
    all_words = [(m.start(), m[0].lower()) for m in _WORD.finditer(text, low, end)]
    word_starts = [a for a, _ in all_words]
    known = [0]
    for _, w in all_words:
        known.append(known[-1] + (w in habit.words))
    cjk = habit.script in ("Han", "Hangul", "Thai") or _CJK.search(text, low, end) is not None
    n_lines = sum(c.kind == LINE for c in places)
    rows = []
    line_rank = 0
    previous_start = end
    end_script = script_of(text[max(low, end - 200) : end])
    last = text[end - 1 : end]
    last_line_start = max(low, text.rfind("\n", low, end) + 1)
    for rank, (c, kind) in enumerate(places):
        n, spaced, before = _run(text, c, wall)
        up = places[rank + 1].start if rank + 1 < len(places) else low
        up2 = next((p.start for p in places[rank + 1 :] if p.kind == LINE), low)
        weight = weights[c - low]
        weight_up = weights[up - low]
        weight_up2 = weights[up2 - low]
        margin = c - (text.rfind("\n", 0, c) + 1) if n else -1
        line_before = (
            text[max(wall, text.rfind("\n", wall, before) + 1) : before].strip()
            if before > wall
            else ""
        )
        body = text[c:end]
        wi = bisect_left(word_starts, c)
        wb = bisect_left(word_starts, max(low, before - 120))
        nb = len(all_words) - wi
        if cjk:
            bw = words_of(body)
            overlap = sum(w in habit.words for w in bw) / max(1, len(bw))
            pw = words_of(text[max(wall, before - 80) : before])
            overlap_before = sum(w in habit.words for w in pw) / max(1, len(pw)) if pw else -1
        else:
            overlap = (known[-1] - known[wi]) / max(1, nb)
            overlap_before = (known[wi] - known[wb]) / (wi - wb) if wi > wb else -1
        seg_words = {w for _, w in all_words[wi:]}
        prev_words = [w for _, w in all_words[wb:wi]]
        opened = sum(ch in _OPEN for ch in body) - sum(ch in _CLOSE for ch in body)
        straight = body.count('"') % 2
        head = body[:24].strip().lower()
        context = (lead + text[low:before])[-500:].lower()
        own_run = [len(r) for r in _blank_runs(text, c, end)]
        script = script_of(body[:200])
        before_script = script_of(text[max(wall, before - 100) : before])
        first = _first_class(text[c])
        eol = text.find("\n", c, end)
        first_line = text[c : eol if eol >= 0 else end].rstrip()
        tokens = set(_TOKEN.findall(body.lower()))
        line_tokens = set(_TOKEN.findall(line_before.lower())) if tokens else set()
        _lb = text.rfind("\n", wall, before) if before > wall else -1
        two_before = _previous_line(text, wall, _lb) if _lb > wall else ""
        rows.append(
            [
                rank,
                line_rank,
                n_lines,
                len(places),
                kind,
                float(before <= wall),
                float(rank == 0),
                n,
                float(spaced),
                _last_class(text[before - 1 : before]) if before > wall else -1,
                margin,
                margin - sig_margin if margin >= 0 and sig_margin >= 0 else -99,
                float(c >= last_line_start),
                first,
                float(_between(tags, c, c + 2)),
                float(_between(mentions, c, c + 3)),
                weight,
                weight / limit,
                float(weight > limit),
                weight_up / limit,
                float(weight_up > limit),
                weight_up2 / limit,
                float(weight_up2 > limit),
                (limit - weight) / limit,
                _between(newlines, c, end),
                max(own_run, default=0),
                sum(x > 1 for x in own_run),
                _between(link_starts, c, end),
                _between(tags, c, end),
                _between(mentions, c, end),
                _between(emoji, c, end),
                _between(stops, c, end),
                _between(closed, c, end),
                _between(media_inside, c, end),
                _between(link_starts, up2, c),
                _between(tags, up2, c),
                _between(mentions, up2, c),
                _between(emoji, up2, c),
                _between(stops, up2, c),
                c - up,
                c - up2,
                len(line_before),
                _last_class(line_before[-1:]),
                float(bool(_LEAD_IN.search(text, max(wall, before - 80), before))),
                _last_class(last),
                float(bool(links) and links[-1][1] >= end),
                overlap,
                overlap_before,
                overlap - overlap_before if overlap_before >= 0 else 0,
                float(script != habit.script),
                float(before_script != script) if before_script else -1,
                float(script != end_script),
                len(seg_words & _FIRST_PERSON),
                len(seg_words & _REPORTING),
                sum(w in _FIRST_PERSON for w in prev_words),
                sum(w in _REPORTING for w in prev_words),
                opened,
                straight,
                float(len(head) > 12 and head in context),
                sig_run,
                n - sig_run,
                following,
                n - following,
                habit.gap_after,
                n - habit.gap_after,
                habit.lines,
                habit.mean_line,
                habit.stopped_lines,
                habit.blank_gaps,
                habit.is_wrapped,
                habit.own_line,
                habit.glued,
                habit.posts,
                nb,
                len(body) / (1 + _between(newlines, c, end)),
                len(line_before) / max(1.0, habit.mean_line),
                len(first_line),
                len(first_line) / max(1.0, habit.mean_line),
                _last_class(first_line[-1:]),
                float(bool(line_tokens & tokens)),
                min(300, display_width(line_before)) / max(1.0, min(300.0, habit.widest)),
                habit.widest,
                _first_class(line_before[0]) if line_before else -1,
                _first_class(text[last_line_start]) if last_line_start < end else -1,
                len(two_before),
                _last_class(two_before[-1:]),
            ]
        )
        if kind == LINE:
            line_rank += 1
        previous_start = c
    return rows


def _blank_runs(text: str, start: int, end: int) -> list[str]:
    return ["n" * run.count("\n") for run in _RUNS.findall(text, start, end)]


_RUNS = regex.compile(r"\n[\s>]*+")

_TOKEN = regex.compile(r"[#@]\w{2,}")


def _previous_line(text: str, wall: int, position: int) -> str:
    while position > wall and (text[position - 1].isspace() or text[position - 1] == ">"):
        position -= 1
    return text[max(wall, text.rfind("\n", wall, position) + 1) : position].strip()
