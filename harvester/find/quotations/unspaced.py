"""Attribution in scripts that part no words: Chinese, Japanese, Thai.

Where words are not parted, verbs are looked for as strings, and a name is what stands between
punctuation and its verb or marker.
"""

from collections.abc import Iterator
from functools import cache

import regex

from harvester.find.places import trimmed
from harvester.find.quotations.attribution import Attribution
from harvester.find.quotations.context import Context
from harvester.find.quotations.lexicon import Lexicon
from harvester.records import Span

_FARTHEST = 60  # letters between a quotation and a verb behind it
_NEAR = 14  # letters between a verb and the quotation it introduces, a comma or colon included
_LONGEST = 34
# what parts clauses, marks included; a middle dot parts the names of foreigners and does not count
_BREAKS = '，,。；;：:、“”「」『』"！？!?…\n　'
_BREAK = regex.compile(f"[{_BREAKS}]")
_CLAUSE_END = regex.compile(r"[。！？!?\n“「『]")
# matches what a name has; must not match what is only particles and endings
_NAMING = regex.compile(r"[\p{Han}\p{Katakana}\p{Latin}\p{Thai}]")


# matches the letters of a name at the end of what describes it, in Japanese print
_RUN = regex.compile(r"[\p{Han}\p{Katakana}\p{Latin}\p{N}･・ー々]{2,}+\Z")


@cache
def _pattern(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    """Matches each of these strings, the longest first; nothing if there are none."""
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase))
    return regex.compile("|".join(map(regex.escape, longest_first)) or r"(?!)")


def attribute(context: Context, lexicon: Lexicon) -> Attribution:
    """The verb and the speaker of one quotation, from the letters of its sentence."""
    if lexicon.speech.is_verb_last:
        return _verb_last(context, lexicon)
    before, behind = _cue_before(context, lexicon), _cue_behind(context, lexicon)
    if before is not None and (behind is None or context.marked.start - before.end <= _NEAR):
        speaker = _name_before(context.text, context.sentence, before.start, lexicon)
        return Attribution("introduced", before, speaker, is_open=speaker is None)
    if behind is not None:
        speaker = _name_before(context.text, context.marked.end, behind.start, lexicon)
        return Attribution("followed", behind, speaker, is_open=speaker is None)
    if context.has_colon:
        return Attribution("colon", speaker=_name_before_colon(context))
    return Attribution()


def _verb_last(context: Context, lexicon: Lexicon) -> Attribution:
    speaker = _marked_name(context.text, context.sentence, context.marked.start, lexicon)
    behind = _cue_behind(context, lexicon)
    if behind is not None:
        speaker = speaker or _marked_name(context.text, context.marked.end, behind.start, lexicon)
        return Attribution("followed", behind, speaker, is_open=speaker is None)
    source = _source(context, lexicon)
    if source is not None:
        return source
    before = _cue_before(context, lexicon)
    if before is not None and _stands_before_mark(context, before, lexicon):
        return Attribution("introduced", before, speaker, is_open=speaker is None)
    is_told = context.text.startswith(lexicon.speech.quote_marks, context.marked.end)
    is_beside = speaker is not None and context.marked.start - speaker.end <= 1
    return Attribution("bare", speaker=speaker if is_told or is_beside else None)


def _source(context: Context, lexicon: Lexicon) -> Attribution | None:
    """The name before an "according to", as in 市によると「…」."""
    named = _pattern(lexicon.speech.closings)
    found = list(named.finditer(context.text, context.sentence, context.marked.start))
    if not found:
        return None
    cue = Span(*found[-1].span())
    start = _behind_break(context.text, max(context.sentence, cue.start - _LONGEST), cue.start)
    return Attribution("introduced", cue, _stripped(context.text, start, cue.start))


def _stands_before_mark(context: Context, cue: Span, lexicon: Lexicon) -> bool:
    """Whether a noun of saying is what the quotation tells: 要求は「…」."""
    mark = _pattern(lexicon.speech.subject_marks).match(context.text, cue.end)
    return mark is not None and mark.end() == context.marked.start


def _cue_before(context: Context, lexicon: Lexicon) -> Span | None:
    """The last verb before the quotation in its sentence."""
    found = list(_cues(context.text, context.sentence, context.marked.start, lexicon))
    return found[-1] if found else None


def _cue_behind(context: Context, lexicon: Lexicon) -> Span | None:
    """The first verb behind it, before the sentence ends or another quotation begins."""
    start = context.marked.end
    high = _clause_end(context.text, start, start + _FARTHEST)
    return next(_cues(context.text, start, high, lexicon), None)


def _cues(text: str, low: int, high: int, lexicon: Lexicon) -> Iterator[Span]:
    """Each verb of saying; a longer word that only contains one is none."""
    speech = lexicon.speech
    for match in _pattern(speech.cues + speech.not_cues).finditer(text, low, high):
        if match[0] not in speech.not_cues:
            yield Span(*match.span())


def _clause_end(text: str, start: int, high: int) -> int:
    end = _CLAUSE_END.search(text, start, high)
    return end.start() if end else min(high, len(text))


def _name_before(text: str, low: int, end: int, lexicon: Lexicon) -> Span | None:
    """What stands between punctuation and a verb, up to its first preposition."""
    start = _behind_join(text, _behind_break(text, max(low, end - _LONGEST), end), lexicon)
    cut = _pattern(lexicon.speech.prepositions).search(text, min(start + 1, end), end)
    source = _pattern(lexicon.speech.sources).match(text, start)
    start = source.end() if source and source.end() < end else start
    verb = next(_cues(text, min(start + 1, end), end, lexicon), None)
    ends = [end, *([cut.start()] if cut else []), *([verb.start] if verb else [])]
    return _stripped(text, start, min(ends))


def _name_before_colon(context: Context) -> Span | None:
    end = context.marked.start
    while end > context.sentence and context.text[end - 1] in "：: ":
        end -= 1
    return _stripped(context.text, context.sentence, end) if end - context.sentence <= 12 else None


def _marked_name(text: str, low: int, high: int, lexicon: Lexicon) -> Span | None:
    """The name before the last marker of a subject, the one beside the quotation first."""
    not_marks = _pattern(lexicon.speech.prepositions)
    ends = [
        match.start()
        for match in _pattern(lexicon.speech.subject_marks).finditer(text, low, high)
        if not any(
            other.end() == match.end()
            for other in not_marks.finditer(text, match.start() - 2, match.end())
        )
    ]
    for end in reversed(ends):
        start = _behind_break(text, max(low, end - _LONGEST), end)
        name = _stripped(text, _behind_join(text, start, lexicon), end)
        if name is not None and not _may_name(text, name, lexicon):
            name = _described(text, name, lexicon)
        if name is not None:
            is_beside = high - end == 1
            if is_beside or name.end - name.start > 1:
                return name
    return None


def _described(text: str, name: Span, lexicon: Lexicon) -> Span | None:
    """The name at the end of a clause that describes it: 当時の市長だった佐藤氏."""
    run = _RUN.search(text, *name)
    if run is None or run.start() == name.start:
        return None
    return Span(*run.span()) if run[0].endswith(lexicon.speech.person_endings) else None


def _may_name(text: str, name: Span, lexicon: Lexicon) -> bool:
    """A name has a letter that is no particle, and no verb."""
    printed = text[name.start : name.end]
    if any(word in printed for word in lexicon.speech.stops):
        return False
    return _NAMING.search(printed) is not None


def _behind_break(text: str, low: int, end: int) -> int:
    start = low
    for match in _BREAK.finditer(text, low, end):
        start = match.end()
    return start


def _behind_join(text: str, start: int, lexicon: Lexicon) -> int:
    """The place behind a "but" or "meanwhile" that begins a clause."""
    join = _pattern(lexicon.speech.joins).match(text, start)
    return join.end() if join else start


def _stripped(text: str, start: int, end: int) -> Span | None:
    span = trimmed(text, Span(start, end))
    return span if span.end > span.start else None
