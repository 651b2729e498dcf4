"""Which language a text is in, as far as telling who spoke needs it: by script and small words."""

from collections import Counter
from functools import cache

from harvester.languages import CODES, Language, load
from harvester.languages.speech import Speech
from harvester.text.script import script_of, words_of

_ENOUGH = 2000  # characters that tell the language
_SAMPLE = 9  # one letter of so many tells the script
_STRANGE = 4  # what a letter that no word of a language has tells against it; a word tells up to 12


def identify_language(text: str, declared: str | None, *, at: int = 0) -> str | None:
    """The code of the language whose words of saying fit the text around `at`.

    What the input declares is believed if there is such a language and its script is the text's.

    >>> identify_language("Der Hafen ist zu, sagte er auf der Brücke", None)
    'de'
    >>> identify_language("Гавань закрыта, сказал он", "en")
    'ru'
    """
    near = text[max(0, at - 300) : at + 100]
    script = script_of(near[::_SAMPLE]) or script_of(near)
    if not script:
        return None
    base = (declared or "").replace("_", "-").split("-")[0].lower()
    base = _SAME.get(base, base)
    if _scripts().get(base) == script:
        return base
    return _by_small_words(text[max(0, at - _ENOUGH // 2) : at + _ENOUGH // 2], script)


# Codes that inputs use for languages which have a file under another one
# fmt: off
_SAME = {
    "iw": "he", "in": "id", "nb": "no", "nn": "no", "tl": "fil",
    "cmn": "zh", "wuu": "zh", "yue": "zh",
}
# fmt: on


@cache
def _scripts() -> dict[str, str]:
    """The script of each language that says how its reports speak."""
    spoken = {code: load(code).speech for code in CODES}
    return {code: script_of("".join(speech.cues)) for code, speech in spoken.items() if speech}


@cache
def _small_words(script: str) -> dict[str, tuple[str, ...]]:
    """The small words and verbs of saying of a script, each with the languages that have it."""
    users: dict[str, list[str]] = {}
    for code, own in _scripts().items():
        language = load(code)
        speech = language.speech
        if own != script or speech is None:
            continue
        for word in {
            word for each in _lists(language) for phrase in each for word in phrase.split()
        }:
            for printed in (word, *(prefix + word for prefix in speech.prefixes)):
                users.setdefault(printed, []).append(code)
    return {word: tuple(codes) for word, codes in users.items()}


def _lists(language: Language) -> tuple[tuple[str, ...], ...]:
    speech = language.speech or Speech()
    return language.common_words, speech.prepositions, speech.pronouns, speech.cues


@cache
def _letters(code: str) -> frozenset[str]:
    """The letters that a language's own words are written with."""
    language = load(code)
    more = (*_lists(language), language.months, language.weekdays, language.report_words)
    return frozenset("".join(word.lower() for words in more for word in words))


def _by_small_words(text: str, script: str) -> str | None:
    if script == "Han":
        return "ja" if any("\u3041" <= letter <= "\u30ff" for letter in text) else "zh"
    candidates = [code for code, own in _scripts().items() if own == script]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    users = _small_words(script)
    points: Counter[str] = Counter()
    for word, count in Counter(words_of(text)).items():
        if word in users:
            share = count * (12 // len(users[word]))
            for code in users[word]:
                points[code] += share
    printed = {letter for letter in set(text.lower()) if letter.isalpha()}
    for code in points:
        points[code] -= _STRANGE * len(printed - _letters(code))
    return max(candidates, key=lambda code: points.get(code, -1000)) if points else None
