"""Who speaks: the words before or behind a verb of saying that name somebody.

A name ends where a preposition, an adverb, another clause or punctuation begins. To end it too
early is better than too late: the head of "the minister in charge" is still the minister.
"""

from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.vocabulary import Word
from harvester.find.quotations.words import Words
from harvester.records import Span

_LONGEST = 14  # words of a name with its titles
_COMMAS = frozenset(",،、，")


def name_behind(words: Words, place: int, lexicon: Lexicon) -> Span | None:
    """The name that begins at `place`, adverbs skipped; None where something else begins.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.words import words
    >>> text = "said the harbour master on Monday"
    >>> text[slice(*name_behind(words(text, 0, 33, lexicon("en")), 1, lexicon("en")))]
    'the harbour master'
    """
    end = len(words)
    while place < end and words[place].is_adverb:
        place += 1
    last = place
    while last < end and last - place < _LONGEST and words[last].is_of_name:
        if last > place and not _goes_on(words[last - 1], words[last], lexicon):
            break
        last += 1
    if last > place:
        return words.span(place, last - 1) if _may_speak(words, place, last, lexicon) else None
    return _name_behind_place(words, place, lexicon)


def _goes_on(before: Word, word: Word, lexicon: Lexicon) -> bool:
    """Whether a name goes on: where nouns have capitals, another word behind one ends it."""
    if not lexicon.speech.capitalises_nouns or word.is_capital or not before.is_capital:
        return True
    return word.text in lexicon.speech.name_links


def name_closed(words: Words, place: int, lexicon: Lexicon) -> Span | None:
    """The name before a word such as "zufolge"; behind a "from" in its clause, if there is one."""
    for first in range(place - 1, -1, -1):
        if words[first].text in lexicon.speech.closing_openers:
            return _head(words, first + 1, place, lexicon)
        if words[first].is_break:
            break
    return name_before(words, place, lexicon)


def _name_behind_place(words: Words, place: int, lexicon: Lexicon) -> Span | None:
    """The name behind a preposition and its one noun, where a language has no articles."""
    has_place = place + 2 < len(words) and words[place].text in lexicon.prepositions
    if lexicon.determiners or not has_place:
        return None
    last = place + 2
    while last < len(words) and words[last].is_of_name:
        last += 1
    if not any(word.is_capital for word in words[place + 2 : last]):
        return None
    return words.span(place + 2, last - 1)


def first_name(words: Words, lexicon: Lexicon) -> Span | None:
    """The name at the head of a sentence."""
    end = next((place for place, word in enumerate(words) if word.is_break), len(words))
    return _head(words, 0, end, lexicon)


def name_of_last(words: Words, lexicon: Lexicon) -> Span | None:
    """The name before a quotation whose verb stands behind it, one with a capital before others.

    What ends with the clause counts more than its head: "from the harbour Ada Kurt, “…” dedi".
    """
    end = len(words)
    while end and words[end - 1].text in _COMMAS:
        end -= 1
    begin = end
    while begin and words[begin - 1].is_capital and words[begin - 1].is_of_name:
        begin -= 1
    nearest = words.span(begin, end - 1) if begin < end else None
    plain = name_before(words, len(words), lexicon)
    if nearest is not None and (plain is None or plain.end != nearest.end):
        return nearest
    if plain is not None and any(word.is_capital for word in words.within(plain)):
        return plain
    first = first_name(words, lexicon)
    is_named = first is not None and any(word.is_capital for word in words.within(first))
    return first if is_named or plain is None else plain


def name_before(words: Words, place: int, lexicon: Lexicon) -> Span | None:
    """The name whose verb stands at `place`; what is put in between by commas is skipped.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.words import words
    >>> text = "But Ada Quist, the harbour master, later said"
    >>> text[slice(*name_before(words(text, 0, 45, lexicon("en")), 9, lexicon("en")))]
    'Ada Quist'
    """
    place = _without_adverbs(words, place, lexicon)
    if place == 0:
        return None
    if (pronoun := _pronoun_before(words, place, lexicon)) is not None:
        return words.span(pronoun, pronoun)
    if words[place - 1].text in lexicon.speech.relatives:
        return _antecedent(words, place - 1, lexicon)
    if words[place - 1].text in _COMMAS:
        return _behind_aside(words, place - 1, lexicon)
    start = _start_of_clause(words, place)
    is_relative = start > 0 and words[start - 1].text in lexicon.speech.relatives
    if is_relative and not _begins_name(words[start], lexicon):
        return _antecedent(words, start - 1, lexicon)  # "a man who came with Bo said"
    return _head(words, start, place, lexicon) or _capitals_before(words, start, place, lexicon)


def _pronoun_before(words: Words, place: int, lexicon: Lexicon) -> int | None:
    """Where the pronoun stands, a letter of a verb behind it left out: "he's repeatedly said"."""
    if place > 1 and len(words[place - 1].text) == 1 and words[place - 2].text in lexicon.pronouns:
        return place - 2
    return place - 1 if words[place - 1].text in lexicon.pronouns else None


def _begins_name(word: Word, lexicon: Lexicon) -> bool:
    return word.is_capital or word.text in lexicon.determiners or word.text in lexicon.pronouns


def _capitals_before(words: Words, start: int, place: int, lexicon: Lexicon) -> Span | None:
    """The name right before a verb, behind what begins the clause: "In an interview Ada said"."""
    begin = place
    while begin > start and words[begin - 1].is_capital and words[begin - 1].is_of_name:
        begin -= 1
    is_parted = begin > start + 1 and words[begin - 1].text not in lexicon.prepositions
    return words.span(begin, place - 1) if start < begin < place and is_parted else None


def _antecedent(words: Words, place: int, lexicon: Lexicon) -> Span | None:
    """The name to which a "who" belongs: what ends right before it."""
    end = place - 1 if place and words[place - 1].text in _COMMAS else place
    begin = _start_of_name(words, 0, end)
    while begin > 1 and _is_tag(words[begin]) and words[begin - 1].text in _COMMAS:
        end = begin - 1
        begin = _start_of_name(words, 0, end)
    if end == place and (head := _described(words, begin, lexicon)) is not None:
        return _head(words, head, end, lexicon)
    has_case = any(word.is_capital for word in words)
    is_known = any(word.is_capital or word.text in lexicon.determiners for word in words[begin:end])
    is_somebody = is_known or not (has_case and lexicon.determiners)
    return words.span(begin, end - 1) if begin < end and is_somebody else None


def _described(words: Words, place: int, lexicon: Lexicon) -> int | None:
    """Where the name begins that a preposition describes: "a man from Brinewick who said"."""
    head = _start_of_clause(words, place)
    if head == place or words[place - 1].text not in lexicon.prepositions:
        return None
    first, nearest = words[head].text, words[place].text
    is_somebody = first in lexicon.determiners or first in lexicon.bare
    is_named = nearest in lexicon.speech.articles or nearest not in lexicon.determiners
    return head if is_somebody and is_named else None  # not "an interview with a man who said"


def _behind_aside(words: Words, comma: int, lexicon: Lexicon) -> Span | None:
    """The name before what stands between commas, else the words before the only comma.

    Of several remarks in a row, as in "Ada Quist, head of the harbour, a small one, said", the
    name is before those that begin with a small letter.
    """
    nearest: Span | None = None
    end = comma
    while end > 0:
        begin = _start_of_remark(words, end)
        has_more = 1 < begin < end and words[begin - 1].text in _COMMAS
        if not has_more:
            return nearest or _head(words, _start_of_clause(words, end), end, lexicon)
        end = begin - 1
        first = _start_of_clause(words, end)
        name = _head(words, first, end, lexicon)
        nearest = nearest or name
        if name is not None and words[first].is_capital and not _is_tag(words[first]):
            return name
    return nearest


def _is_tag(word: Word) -> bool:
    """Whether a word tells party and place: "D-Mass"."""
    return word.text[1:2] == "-"


def _start_of_remark(words: Words, end: int) -> int:
    while end > 0 and not _parts_sentence(words[end - 1]):
        end -= 1
    return end


def _parts_sentence(word: Word) -> bool:
    """A comma, or what no remark between commas goes across; a dash may be part of one."""
    return word.text in _COMMAS or word.text in {":", ";", '"', "؛"}


def _without_adverbs(words: Words, place: int, lexicon: Lexicon) -> int:
    while place > 0 and words[place - 1].is_adverb:
        if _follows_article(words, place - 1, lexicon):
            break
        place -= 1
    return place


def _follows_article(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether what looks like an adverb is a noun by what stands before it: "her family"."""
    before = words[place - 1].text if place else ""
    return len(before) > 1 and before in lexicon.determiners  # not a letter: "he's repeatedly"


def _start_of_clause(words: Words, place: int) -> int:
    """The place behind the last break or word that begins a clause."""
    while place > 0 and not words[place - 1].begins_clause:
        place -= 1
    return place


def _head(words: Words, first: int, last: int, lexicon: Lexicon) -> Span | None:
    """The name at the head of a clause: up to its marker, or to its first preposition or adverb."""
    while first < last and words[first].is_adverb:
        first += 1
    marked = _marked(words, first, last, lexicon)
    if marked is not None or lexicon.speech.marks_are_endings:
        return marked
    if first < last and not words[first].is_of_name:
        first = _behind_opening(words, first, last, lexicon)
    end = first
    while end < last and (words[end].is_of_name or _is_described(words, end, lexicon)):
        end += 1
    is_somebody = end > first and _may_speak(words, first, end, lexicon)
    return words.span(first, end - 1) if is_somebody else None


def _may_speak(words: Words, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether words without a capital and an article can be who speaks: "police", not "riot".

    Where nothing around has a capital, the text may have none at all.
    """
    named = words[first:end]
    if not lexicon.speech.plural_endings or any(word.is_capital for word in named):
        return True
    if named[0].text in lexicon.determiners or not any(word.is_capital for word in words):
        return True
    for word in named:
        if word.text in lexicon.determiners:
            return word.text == "s"  # "police chief's", and not "left the case"
        if word.text in lexicon.bare or word.text.endswith(lexicon.speech.plural_endings):
            return True
    return False


def _is_described(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether what looks like an adverb is in a name: "the Thursday report", "her family"."""
    return place > 0 and words[place - 1].text in lexicon.determiners


def _behind_opening(words: Words, first: int, last: int, lexicon: Lexicon) -> int:
    """The place behind "on Tuesday"; where nothing tells how long a place is, the end."""
    place = first
    while place < last and not words[place].is_of_name:
        place += 1
    return place if words[place - 1].text in lexicon.adverbs else last


def _marked(words: Words, first: int, last: int, lexicon: Lexicon) -> Span | None:
    """The name before the last marker of a subject, a word or an ending of its own."""
    marks = lexicon.speech.subject_marks
    if not marks:
        return None
    for place in range(last - 1, first - 1, -1):
        word = words[place]
        if word.text in marks:
            begin = _start_of_name(words, first, place)
            return words.span(begin, place - 1) if begin < place else None
        ending = next((mark for mark in marks if word.text.endswith(mark)), None)
        if ending and lexicon.speech.marks_are_endings and word.text != ending:
            begin = _start_of_name(words, first, place)
            start, end = words.span(begin, place)
            name = Span(start, end - len(ending))
            if name.end - name.start > 1:
                return name
    return None


def _start_of_name(words: Words, first: int, place: int) -> int:
    begin = place
    while begin > first and words[begin - 1].is_of_name:
        begin -= 1
    return begin
