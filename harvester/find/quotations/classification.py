"""Whether words in marks are a quotation, or a title, a name, a slogan, a word kept at a distance.

Each reason adds or takes points, as a reader would weigh them; what reaches two points is taken.
"""

from itertools import takewhile

import regex

from harvester.find.quotations.attribution import Attribution
from harvester.find.quotations.context import Context
from harvester.find.quotations.cues import following
from harvester.find.quotations.lexicon import WORD, Lexicon
from harvester.records import Span
from harvester.text.script import UNSPACED

ENOUGH = 2
_NEAR = 70  # characters between a verb of saying and the words
_LONG = 8
_FEW = 3.5  # words; fewer are hardly a quotation
_BRIEF = 3  # words that only tell when, or to whom: "Ada said last week"
_JOINS = 2  # words before a quotation that only join it to the sentence before: "and then"
_FAR = 150
_BESIDE = 24
_NEAR_UNCLOSED = 60
_SPOKEN = 3  # in a dialogue a few words are a turn: a dash marks no titles
_SENTENCE_ENDS = frozenset(".!?؟。！？…۔।")
_COMMAS = frozenset(",،，")
_DASHES = frozenset("-–—:：")
_SMALL = 3  # letters of words that titles may print without a capital
_WORD = regex.compile(WORD)
# matches "will" in "We will see"; must not match "of" in "Lord of the Pier"
_SMALL_WORD = regex.compile(r" \p{Ll}{4}")
# What code and addresses have and speech has not
_KEY_ENDS = ('"', "'", "_", "`")
_CODE = frozenset("{}<>=\\")
_SIGNS_OF_CODE = (*_CODE, "://")
# How often so many points are right, rounded down from 160 quotations that were read
_CONFIDENCE = (0.75, 0.85, 0.9, 0.93, 0.95, 0.97)


def may_be_said(context: Context, lexicon: Lexicon) -> bool:
    """Whether words can have points enough: of most few words that is told before they are weighed.

    In the middle of a sentence, with no colon or "that" before them, they need a report behind.
    """
    speech = lexicon.speech
    if context.has_colon or context.is_clause or _is_first(context):
        return True
    has_other_signs = speech.quote_marks or speech.is_verb_last or not speech.is_spaced
    if has_other_signs or context.marked.mark == "dash":
        return True
    return length(context.printed) >= _FEW or following(context.right, lexicon) is not None


def extract_features(context: Context, found: Attribution, lexicon: Lexicon) -> int:
    """The points of words in marks; `ENOUGH` make them a quotation."""
    if not context.marked.is_closed and not _is_announced(context, found):
        return 0
    if not _has_word(context.printed) or _is_entitled(context, lexicon):
        return 0
    points = _of_length(context.printed) + _of_verb(context, found)
    points += _of_end(context, found, lexicon)
    points += 2 * context.has_colon + 2 * context.is_clause
    if _is_named(context, found, lexicon):
        points -= 2
    if _is_title(context):
        points -= 3
    points += 2 * _has_quote_mark(context, lexicon) + _stands_alone(context)
    points += _SPOKEN * (context.marked.mark == "dash" and found.speaker is not None)
    if _is_title_case(context.printed, capitalises_nouns=lexicon.speech.capitalises_nouns):
        points -= 6 if _is_work(context) else 2
    if _is_code(context):
        points -= 4
    return points


def _has_word(printed: str) -> bool:
    return printed[:1].isalpha() or _WORD.search(printed) is not None  # most begin with a letter


def confidence(points: int) -> float:
    """How often words with so many points are a quotation."""
    return _CONFIDENCE[min(max(points - ENOUGH, 0), len(_CONFIDENCE) - 1)]


def _is_announced(context: Context, found: Attribution) -> bool:
    """Whether a report leads to words whose end, or whose marks, are missing."""
    if context.marked.mark == "blockquote":
        return context.has_colon or found.rule == "signed"  # pages set apart what they like
    if context.has_colon or context.is_clause or found.rule == "continued":
        return True
    if context.marked.start == context.paragraph and length(context.printed) >= _LONG:
        return True  # the first paragraph of a speech
    cue, speaker = found.cue, found.speaker
    if speaker is not None and 0 <= context.marked.start - speaker.end <= 2:
        return True
    return cue is not None and 0 <= context.marked.start - cue.end <= _NEAR_UNCLOSED


def _of_length(printed: str) -> int:
    count = length(printed)
    if count < _FEW:
        return -3
    return 2 if count >= 8 else 1 if count >= 5 else 0


def length(printed: str) -> float:
    """How many words; two letters make one in scripts without spaces.

    >>> length("we will see"), length("働き方改革")
    (3, 2.5)
    """
    spaced = printed.count(" ") + 1
    if len(printed) > 14 * spaced or UNSPACED.match(printed):
        unspaced = len(UNSPACED.findall(printed))
        if unspaced * 2 > len(printed):
            return unspaced / 2
    return spaced


def _of_verb(context: Context, found: Attribution) -> int:
    if found.rule in ("continued", "inside", "signed"):
        return 2
    if found.cue is None:
        return 0
    if found.rule == "guessed":
        return 1
    marked = context.marked
    distance = (
        marked.start - found.cue.end
        if found.cue.end <= marked.start
        else (found.cue.start - marked.end)
    )
    return 2 if distance <= _NEAR else 1 if distance <= _FAR else 0


def _leads_to_clause(context: Context, cue: Span, lexicon: Lexicon) -> bool:
    """Whether the verb is that of another clause: in “Twitter,” where she explained."""
    before = context.right.within(Span(context.marked.end, cue.start))
    return any(word.text in lexicon.stops for word in before)


def _of_end(context: Context, found: Attribution, lexicon: Lexicon) -> int:
    last = context.printed[-1:]
    points = 1 if last in _SENTENCE_ENDS else 2 if last in _COMMAS and found.cue else 0
    if found.rule != "followed" or found.cue is None:
        return points
    if _is_part(context, found, found.cue, lexicon):
        return 0
    is_spaced = lexicon.speech.is_spaced  # else a comma stands behind any word in marks
    has_comma = is_spaced and bool(context.right) and context.right[0].text in _COMMAS
    distance = found.cue.start - context.marked.end
    if is_spaced and lexicon.speech.is_verb_last and distance <= 1:
        return points + 3  # the verb takes the words as its object: “…” dedi
    is_near = distance <= _BESIDE
    is_ended = has_comma or last in _COMMAS or last in _SENTENCE_ENDS
    if is_near and is_ended and not _leads_to_clause(context, found.cue, lexicon):
        points += 2
    return points + has_comma


def _is_part(context: Context, found: Attribution, cue: Span, lexicon: Lexicon) -> bool:
    """Whether very few words are but a part of the sentence around them, though a comma ends them.

    So is a name in marks, as in "the owner of the “Quillon,” wrote to Ada Quist".
    """
    left = context.left
    if len(left) <= _JOINS or left[-1].is_break or length(context.printed) >= _FEW:
        return False
    return not _is_plainly_said(context, found, cue, lexicon)


def _is_plainly_said(context: Context, found: Attribution, cue: Span, lexicon: Lexicon) -> bool:
    """Whether verb and speaker end their clause, or tell but where: "Ada said on Monday"."""
    end = max(cue.end, found.speaker.end if found.speaker else 0)
    behind = context.right.within(Span(end, len(context.text)))
    if not behind or behind[0].is_break or behind[0].is_adverb:
        return True
    if found.speaker is None or not context.marked.end <= found.speaker.start < cue.start:
        return False
    if behind[0].text in lexicon.prepositions:
        return not any(word.text in lexicon.complementizers for word in behind)
    clause = [word.text for word in takewhile(lambda word: not word.is_break, behind)]
    return len(clause) <= _BRIEF and lexicon.pronouns.isdisjoint(clause)


def _has_quote_mark(context: Context, lexicon: Lexicon) -> bool:
    """Whether a particle such as Japanese "と" or Korean "라고" says that somebody said this."""
    speech, text, end = lexicon.speech, context.text, context.marked.end
    if not speech.quote_marks or _is_named_behind(text, end, speech.naming_marks):
        return False
    return text.startswith(speech.quote_marks, end)


def _is_named_behind(text: str, end: int, marks: tuple[str, ...]) -> bool:
    """Whether a particle makes a name of the words; at the end of a sentence it is hearsay."""
    mark = next((mark for mark in marks if text.startswith(mark, end)), None)
    return mark is not None and text[end + len(mark) : end + len(mark) + 1] != "。"


def _stands_alone(context: Context) -> bool:
    """Whether the words in marks are a sentence or a clause of their own."""
    right = context.right
    return _is_first(context) and (not right or right[0].text in _DASHES)


def _is_first(context: Context) -> bool:
    left = context.left
    return not left or (left[-1].is_break and left[-1].text in _DASHES)


def _is_named(context: Context, found: Attribution, lexicon: Lexicon) -> bool:
    """Whether a few words directly behind a verb are its subject, where verbs stand first."""
    if lexicon.speech.introducing[0] != "after" or found.cue is None or not context.left:
        return False
    is_direct = found.cue.end == context.left.ends[-1] and not context.has_colon
    return is_direct and length(context.printed) < 6


def _is_title(context: Context) -> bool:
    """Whether a noun such as "film" or "newspaper" stands directly before, or one word further."""
    if context.has_colon or context.is_clause:
        return False
    near = context.left[-2:]
    if near and near[-1].is_break:
        return False
    return any(word.is_of_title for word in near)


def _is_entitled(context: Context, lexicon: Lexicon) -> bool:
    """Whether a word such as "headlined" says that a title follows, behind a colon, too."""
    left = context.left
    near = left[-3:] if left and left[-1].is_break else left[-2:]
    if lexicon.speech.is_verb_last:
        near += context.right[:1]  # “…” başlıklı
    return any(word.is_entitling for word in near)


def _is_work(context: Context) -> bool:
    """Whether words that are printed like a title stand in a sentence as one does.

    No colon leads to it, and a comma only behind what it is: "in his book, “Up the Long Hill,”".
    """
    left = context.left
    if context.has_colon or not left:
        return False
    if not left[-1].is_break:
        return not all(word.is_capital for word in left if len(word.text) > _SMALL)
    return len(left) > 1 and left[-2].is_of_title


def _is_title_case(printed: str, *, capitalises_nouns: bool = False) -> bool:
    """Whether every longer word begins with a capital letter, as in the names of films and books.

    >>> _is_title_case("The Long Road to the Harbour"), _is_title_case("We will see")
    (True, False)
    """
    if len(printed) > 90 or not printed[:1].isupper() or _SMALL_WORD.search(printed):
        return False
    longer = [word for word in _WORD.findall(printed) if capitalises_nouns or len(word) > _SMALL]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def _is_code(context: Context) -> bool:
    start, end = context.marked.start, context.marked.end
    before, behind = context.text[start - 1 : start], context.text[end : end + 4].strip()
    if context.has_colon and context.text[max(0, start - 4) : start].rstrip(" :")[-1:] in _KEY_ENDS:
        return True
    if behind[:1] == "}" or before in _CODE:
        return True
    return any(sign in context.printed for sign in _SIGNS_OF_CODE)
