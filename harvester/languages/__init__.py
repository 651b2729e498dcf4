"""What is known of each language, one data file each: dates, and how posts and reports speak.

A language is added by adding its file and its code to `CODES`; nothing else names a language.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from harvester.languages.speech import Speech

# fmt: off
CODES = (
    "en", "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "eu", "fa", "fi", "fil", "fr", "gl",
    "gu", "he", "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "mr", "ms", "nl", "no", "pl", "pt",
    "ro", "ru", "sk", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)
# fmt: on


@dataclass(frozen=True)
class Relative:
    """How a language tells a day by its distance: "on Saturday", "today, Saturday".

    `days` are numbered from Monday, 1; with a word of `ahead` in front of it in its sentence, such
    as "will", the day may be one to come, and of those nothing is said. `glued` may stand before
    any of these words without a space.
    """

    days: Mapping[str, int]
    on: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()

    @classmethod
    def declared(cls, table: Mapping[str, Any]) -> "Relative":
        """What the table of a language file says."""
        lists = {key: tuple(words) for key, words in table.items() if key != "days"}
        return cls(table["days"], **lists)


@dataclass(frozen=True)
class Language:
    """One language as its file declares it.

    `dates` are the forms under a post, in which `months` and `short_months` stand. In running text
    there are more: `months_alone` and `months_within` are other cases or spellings, twelve in a
    row, `month_prefixes` letters glued to their front, `month_links` words between day, month and
    year. `ordinals` may be glued to a day, `year_ends` follow a year and belong to its date,
    `year_marks` end a year that stands before its month, and `units` are signs behind year, month
    and day. `glued_articles` are a definite article that is written together with its word, alone
    and behind what may be glued before it.
    """

    code: str
    name: str
    native: str
    dates: tuple[str, ...]
    months: tuple[str, ...] = ()
    short_months: tuple[str, ...] = ()
    more_months: Mapping[str, int] = field(default_factory=dict)
    months_alone: tuple[str, ...] = ()
    months_within: tuple[str, ...] = ()
    month_prefixes: tuple[str, ...] = ()
    month_links: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    year_ends: tuple[str, ...] = ()
    year_marks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
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
    glued_articles: tuple[str, ...] = ()
    speech: Speech | None = None
    relative: Relative | None = None

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
    if "relative" in declared:
        declared["relative"] = Relative.declared(declared["relative"])
    if "speech" in declared:
        declared["speech"] = Speech.declared(declared["speech"])
    return Language(**{**declared, **lists})


@cache
def languages() -> tuple[Language, ...]:
    """All languages, English first, since most embeds are in English whatever the article is in."""
    return tuple(load(code) for code in CODES)
