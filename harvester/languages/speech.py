"""How the reports of a language say who spoke: the words that a language file lists under `speech`.

Only words and their order are said here; what is done with them is the business of
`harvester.find.quotations`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["before", "after"]


@dataclass(frozen=True)
class Speech:
    """The words around a quotation, all in lower case.

    `introducing` says on which side of a verb of saying its speaker stands when the verb comes
    before the quotation, the more usual side first. `is_verb_last` says that the verb comes behind
    the quotation while the speaker stands before it. Words of `titles` and `posts` are beginnings.
    """

    cues: tuple[str, ...] = ()  # verbs of saying, in every form that news prints
    not_cues: tuple[str, ...] = ()  # longer words that a cue is part of, where none are parted
    noun_cues: tuple[str, ...] = ()  # those that are nouns behind a compound: "late-night tweets"
    carried: tuple[str, ...] = ()  # participles: their speaker is that of a verb before
    sources: tuple[str, ...] = ()  # before whom they name: "according to"
    asides: tuple[str, ...] = ()  # the same, directly behind a quotation only: „…“, so Ada
    closing_openers: tuple[str, ...] = ()  # where the name before such a word begins
    closings: tuple[str, ...] = ()  # behind whom they name: "zufolge"
    complementizers: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()  # those of them that stand for a man alone
    feminine: tuple[str, ...] = ()  # and for a woman alone
    impersonal: tuple[str, ...] = ()  # those that stand for what is told before: "it"
    honorifics: tuple[str, ...] = ()  # what stands before names: "mr", "president"
    masculine_titles: tuple[str, ...] = ()  # those that tell a man
    feminine_titles: tuple[str, ...] = ()  # and a woman
    plural_endings: tuple[str, ...] = ()  # of nouns that may speak without an article before them
    bare: tuple[str, ...] = ()  # other words that may: "police", "someone"
    quoting: tuple[str, ...] = ()  # verbs whose object speaks: "quoted Ada Quist as saying"
    recipients: tuple[str, ...] = ()  # prepositions before those who are spoken to: "to"
    addressing: tuple[str, ...] = ()  # verbs that tell to or of whom one speaks: "thanked"
    venues: tuple[str, ...] = ()  # prepositions before where one speaks to somebody: "at"
    carriers: tuple[str, ...] = ()  # what shows words that its bearer need not say: "signs"
    passives: tuple[str, ...] = ()  # those of `cues` that name nobody who speaks: "denildi"
    objects: tuple[str, ...] = ()  # what stands before the object of a verb: Spanish "a"
    others: tuple[str, ...] = ()  # before a role they say that several have it: "another"
    person_endings: tuple[str, ...] = ()  # of names and offices, where no capital tells them
    bodies: tuple[str, ...] = ()  # the nouns of offices, firms, peoples, places: no person's name
    openers: tuple[str, ...] = ()  # what has a capital before a name and is no part of it: "watch"
    locatives: tuple[str, ...] = ()  # before places and offices, never before a person: "in"
    articles: tuple[str, ...] = ()  # before a role they say that it is known whose: "the"
    former: tuple[str, ...] = ()  # before a title they say that another one has it: "former"
    stops: tuple[str, ...] = ()  # where another clause begins: "and", "who", "when"
    relatives: tuple[str, ...] = ()  # those of them that stand for a person: "who"
    prepositions: tuple[str, ...] = ()  # where a name ends: "in", "on"
    glued_prepositions: tuple[str, ...] = ()  # the same, written together with the noun
    joins: tuple[str, ...] = ()  # what adds another statement: "and", "but"
    determiners: tuple[str, ...] = ()  # before what looks like a verb they make it a noun: "the"
    adverb_endings: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()  # what may stand between a name and its verb: "also", "has"
    abbreviations: tuple[str, ...] = ()  # whose point ends no sentence
    titles: tuple[str, ...] = ()  # what a title or a name in marks is of: "film", "newspaper"
    entitling: tuple[str, ...] = ()  # what a title follows, whatever it is of: "headlined"
    prefixes: tuple[str, ...] = ()  # letters written together with the word behind them
    subject_marks: tuple[str, ...] = ()  # what stands behind the speaker: "ने", "は"
    marks_are_endings: bool = False  # whether they are written together with the name
    quote_marks: tuple[str, ...] = ()  # what stands behind the quotation: "と", "라고"
    naming_marks: tuple[str, ...] = ()  # what stands behind a name or a title: "という"
    drops_pronouns: bool = False  # whether a verb without a speaker has that of the verb before
    feminine_verbs: tuple[str, ...] = ()  # endings of verbs of which a woman is the subject
    introducing: tuple[Side, ...] = ("before", "after")
    is_verb_last: bool = False
    tells_inside: bool = False  # whether the verb may stand in the marks: « …, dit-elle, … »
    has_dialogues: bool = False  # whether a dash at the beginning of a line may mark speech
    cues_are_stems: bool = False
    is_spaced: bool = True
    has_vowel_signs: bool = False  # whether print may add signs that these lists leave out
    capitalises_nouns: bool = False
    name_links: tuple[str, ...] = ()  # the small words in names, where all nouns are capitalised
    hyphens_part: bool = False  # whether a pronoun hangs on a verb by a hyphen: "dit-elle"
    posts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def declared(cls, table: Mapping[str, Any]) -> "Speech":
        """The speech that a table of a language file declares."""
        lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
        posts = {name: tuple(words) for name, words in table.get("posts", {}).items()}
        return cls(**{**table, **lists, "posts": posts})
