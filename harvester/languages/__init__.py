"""What is known of each language, one data file each: dates, and how posts and reports speak.

A language is added by adding its file and its code to `CODES`; nothing else names a language.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from harvester.languages.speech import Speech

# fmt: off
CODES = (
    "en", "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "eu", "fa", "fi", "fil", "fr", "gl",
    "gu", "he", "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "mr", "ms", "nl", "no", "pl", "pt",
    "ro", "ru", "sk", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)
# fmt: on


@dataclass(frozen=True)
class Language:
    """One language as its file declares it."""

    code: str
    name: str
    native: str
    dates: tuple[str, ...]
    months: tuple[str, ...] = ()
    short_months: tuple[str, ...] = ()
    more_months: Mapping[str, int] = field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    name_suffixes: Mapping[str, str] = field(default_factory=dict)
    own_words: tuple[str, ...] = ()
    report_words: tuple[str, ...] = ()
    lead_ins: tuple[str, ...] = ()
    adverts: tuple[str, ...] = ()
    common_words: tuple[str, ...] = ()
    walls: tuple[str, ...] = ()
    interruptions: tuple[tuple[str, str], ...] = ()
    ago: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    speech: Speech | None = None

    def month_numbers(self) -> dict[str, int]:
        """Every printed form of a month, with its number.

        >>> load("fr").month_numbers()["mars"]
        3
        """
        numbered = {name: number for number, name in enumerate(self.months, 1)}
        shortened = {name: number for number, name in enumerate(self.short_months, 1)}
        return {**shortened, **self.more_months, **numbered}


@cache
def load(code: str) -> Language:
    """The language with this code; KeyError if there is no file for it."""
    if code not in CODES:
        raise KeyError(code)
    declared = tomllib.loads((files(__name__) / f"{code}.toml").read_text(encoding="utf-8"))
    pairs = declared.get("interruptions", ())
    declared["interruptions"] = [(opening, closing) for opening, closing in pairs]
    lists = {key: tuple(value) for key, value in declared.items() if isinstance(value, list)}
    if "speech" in declared:
        declared["speech"] = Speech.declared(declared["speech"])
    return Language(**{**declared, **lists})


@cache
def languages() -> tuple[Language, ...]:
    """All languages, English first, since most embeds are in English whatever the article is in."""
    return tuple(load(code) for code in CODES)
