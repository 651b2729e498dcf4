"""Which language a text is in, by its script, its small words and the letters that few others have.

Both come from the files of the languages. Of one sentence it is right nearly as often as py3langid,
which needs numpy, and more often than resiliparse:
`tests/bench/libraries/languages.py` compares them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from harvester.languages import CODES, Language, load
from harvester.text.script import script_of, words_of

_ENOUGH = 2000  # characters that tell the language
_SAMPLE = 9  # one letter of so many tells the script


def identify_language(text: str, declared: str | None, *, at: int = 0) -> str | None:
    """The code of the language of the text around `at`; None if nothing tells.

    What the input declares is believed if there is such a language and its script is the text's.

    >>> identify_language("Der Hafen ist zu, sagte er auf der Brücke", None)
    'de'
    >>> identify_language("Гавань закрыта, сказал он", "en")
    'ru'
    >>> identify_language("وتابع: «لن نغلق الجسر»", None)
    'ar'
    """
    near = text[max(0, at - 300) : at + 100]
    script = script_of(near[::_SAMPLE]) or script_of(near)
    if not script:
        return None
    base = (declared or "").replace("_", "-").split("-")[0].lower()
    base = _SAME.get(base, base)
    if _scripts().get(base) == script:
        return base
    return _by_words_and_letters(text[max(0, at - _ENOUGH // 2) : at + _ENOUGH // 2], script)


# Codes that inputs use for languages which have a file under another one
# fmt: off
_SAME = {
    "iw": "he", "in": "id", "nb": "no", "nn": "no", "tl": "fil",
    "cmn": "zh", "wuu": "zh", "yue": "zh",
}
# fmt: on


# What news in a script is most likely in where neither words nor letters tell.
_USUAL = {"Arabic": "ar", "Cyrillic": "ru"}
_WORD, _LETTER = 12, 4  # points for what is one language's own, shared by all that have it


@cache
def _scripts() -> dict[str, str]:
    """The script of each language."""
    return {code: script_of("".join(_words(load(code)))) for code in CODES}


def _telling_words(language: Language) -> set[str]:
    """The small words of a language, and its verbs of saying."""
    lists = [language.common_words]
    if speech := language.speech:
        lists += [speech.prepositions, speech.pronouns, speech.cues]
    return {word for each in lists for phrase in each for word in phrase.split()}


def _words(language: Language) -> set[str]:
    """All words that the file of a language has."""
    dates = (language.months, language.short_months, language.weekdays)
    speech = (language.own_words, language.report_words, language.lead_ins)
    return _telling_words(language).union(*dates, *speech)


def _letters(language: Language) -> set[str]:
    """The letters beyond ASCII in these words."""
    return {letter for word in _words(language) for letter in word.lower() if not letter.isascii()}


@cache
def _users(script: str, traits: Callable[[Language], set[str]]) -> dict[str, tuple[str, ...]]:
    """The words or letters of a script, each with the languages that have it; not if all do."""
    codes = [code for code, own in _scripts().items() if own == script]
    users: dict[str, tuple[str, ...]] = {}
    for code in codes:
        for trait in traits(load(code)):
            users[trait] = (*users.get(trait, ()), code)
    return {trait: known for trait, known in users.items() if len(known) < len(codes)}


def _by_words_and_letters(text: str, script: str) -> str | None:
    if script == "Han":
        return "ja" if any("\u3041" <= letter <= "\u30ff" for letter in text) else "zh"
    candidates = [code for code, own in _scripts().items() if own == script]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    points: Counter[str] = Counter()
    _count(points, words_of(text), _users(script, _telling_words), _WORD)
    usual = _USUAL.get(script)
    if usual and _is_foreign(text, script):
        usual = None  # Pashto or Uzbek: only the words of a neighbour are believed
    else:
        _count(points, text.lower(), _users(script, _letters), _LETTER)
    return max(candidates, key=lambda code: (points[code], code == usual)) if points else usual


def _is_foreign(text: str, script: str) -> bool:
    """Whether several letters, more than one in fifty, are in no file: қ and ғ are Uzbek's."""
    letters = [letter for letter in text.lower() if letter.isalpha() and not letter.isascii()]
    strange = sum(letter not in _alphabet(script) for letter in letters)
    return strange > 1 and strange * 50 > len(letters)


@cache
def _alphabet(script: str) -> frozenset[str]:
    """The letters of all languages of a script."""
    known = (load(code) for code, own in _scripts().items() if own == script)
    return frozenset().union(*map(_letters, known))


def _count(
    points: Counter[str], found: Iterable[str], users: Mapping[str, tuple[str, ...]], worth: int
) -> None:
    for trait, count in Counter(found).items():
        for code in users.get(trait, ()):
            points[code] += count * (worth // len(users[trait]))
