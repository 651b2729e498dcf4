"""The people of one article: whom a family name alone means there, and what is known of them.

News prints a full name once and the family name after that. What is looked up is kept, so that a
name costs one look through the text however often it speaks.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from harvester.find.quotations.coreference.mentions import Mention, last_mention
from harvester.find.quotations.lexicon import Lexicon
from harvester.languages.given_names import Gender, is_given_name, particles
from harvester.records import Span
from harvester.text.occurrences import occurrences

_WIDEST = 60  # characters before a family name that may belong to it
_ALONE = 2  # times that a name must stand alone to be a family's
_INITIALS = 2  # letters of a name that has capitals only; more are those of an office
_LOCATED = 4  # of so many places of a name one behind an "in" tells a place
_LONGEST_WORD = 14  # characters of a word before a name that is looked at
_GAP = 9  # characters of white space before a name, at most, and the one before them
_MOST = 40  # places of a name that are looked at


class Person(NamedTuple):
    """Whom a family name means; `name` is None where the article names nobody or several so."""

    name: Span | None = None
    gender: Gender | None = None
    is_shared: bool = False


class People:
    """The people of a text, looked up by family name when they are asked for."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        """Nobody is known of before the first question."""
        self.text = text
        self.lexicon = lexicon
        self._found: dict[tuple[str, str], Person] = {}
        self._mentioned: dict[str, list[Mention]] = {}
        self._persons: dict[str, bool] = {}

    @cached_property
    def small_letters(self) -> str:
        """The text in small letters, each in its place."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text

    def person(self, family: str, title: str = "") -> Person:
        """Whom a family name means, with the title that stands before it where there is one.

        >>> from harvester.find.quotations.lexicon import lexicon
        >>> text = "Mayor Ada Quist came with Bo Lind. Ms. Quist said so."
        >>> known = People(text, lexicon("en")).person("Quist")
        >>> text[slice(*known.name)], known.gender
        ('Ada Quist', 'feminine')
        """
        key = family, title
        if key not in self._found:
            self._found[key] = self._person(family, title)
        return self._found[key]

    def gender(self, mention: Mention) -> Gender | None:
        """Which pronoun stands for somebody, if first name or title tell, here or elsewhere."""
        own = mention.gender(self.lexicon)
        return own or self.person(mention.family, mention.title).gender

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is that of a person rather than of a place or an office."""
        family = mention.family
        if is_given_name(mention.given):
            return True
        if family not in self._persons:
            self._persons[family] = self._is_persons(family, self._all_mentions(family))
        return self._persons[family]

    def _person(self, family: str, title: str) -> Person:
        found = [each for each in self._all_mentions(family) if each.given or each.title]
        full = self._full_names(found)
        genders = {gender for each in found if (gender := each.gender(self.lexicon))}
        if len(full) > 1:
            full = self._agreeing(full, title)
        name = next(iter(full.values())) if len(full) == 1 else None
        if name is not None:
            own = name.gender(self.lexicon)
            genders = {own} if own else genders
        return Person(
            name=name.span if name else None,
            gender=genders.pop() if len(genders) == 1 else None,
            is_shared=len(full) > 1,
        )

    def _all_mentions(self, family: str) -> list[Mention]:
        """The places of a family name, looked for once."""
        if family not in self._mentioned:
            self._mentioned[family] = list(self._mentions(family))
        return self._mentioned[family]

    def _mentions(self, family: str) -> Iterator[Mention]:
        """Each place of a family name, with what stands before it."""
        text = self.text
        for at in islice(occurrences(text, family), _MOST):
            end = at + len(family)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                found = self._mention(family, at, end)
                if found is not None:
                    yield found

    def _mention(self, family: str, at: int, end: int) -> Mention | None:
        text = self.text
        before = text[max(0, at - _WIDEST) : at].rpartition("\n")[2]
        word = before[before.rfind(" ", 0, -1) + 1 :]
        if word and not (word[0].isupper() and word[-1].isspace()):
            return Mention(Span(at, end), family)  # most stand alone, which costs no search
        begin = self._before_name(at - len(before), at - len(word))
        last = last_mention(text, begin, end, self.lexicon)
        is_whole = last is not None and last.family == family and last.span.end == end
        return last if is_whole else None

    def _before_name(self, low: int, start: int) -> int:
        """Where the words before a place begin of which a name may be made, and one word more."""
        text, end = self.text, start
        while start > low and (text[start].isupper() or text[start:end] in particles()):
            end = start
            while end > low and text[end - 1] == " ":
                end -= 1
            start = max(low, text.rfind(" ", low, end) + 1)
        return start

    def _full_names(self, found: list[Mention]) -> dict[str, Mention]:
        """The first place of each full name, by its first name; known first names go before."""
        full: dict[str, Mention] = {}
        for each in found:
            if each.given and self._is_certain(each):
                full.setdefault(each.given.casefold(), each)
        known = {given: each for given, each in full.items() if is_given_name(each.given)}
        return known or full

    def _is_certain(self, each: Mention) -> bool:
        """Whether the word before a family name is a first name, and no word of a sentence."""
        if is_given_name(each.given) or each.title:
            return True
        before = self.text[max(0, each.span.start - _GAP) : each.span.start].rstrip(" ")[-1:]
        is_first = not before or before in '.!?:\n“"”'
        return not is_first and not self.lexicon.speech.capitalises_nouns and self._is_rare(each)

    def _is_rare(self, each: Mention) -> bool:
        """Whether the word before a family name is no common one: "Team Quist" is not its name."""
        given = each.given.lower()
        if given in self.lexicon.bodies or each.family.lower() in self.lexicon.bodies:
            return False
        return f" {given} " not in self.text

    def _is_persons(self, family: str, found: list[Mention]) -> bool:
        """Whether the places of a family name tell that a person bears it."""
        if any(is_given_name(each.given) for each in found):
            return True
        is_likely = self._is_shortened(found) or any(map(self._is_titled, found))
        return is_likely and not self._is_of_body(family, found)

    def _is_of_body(self, family: str, found: list[Mention]) -> bool:
        """Whether a name is that of an office or a place: "the White House", "in Brinewick"."""
        if family.lower() in self.lexicon.bodies or (len(family) > _INITIALS and family.isupper()):
            return True
        whole = [self.is_determined(each) for each in found if each.given and not each.title]
        located = [self._word_before(each) in self.lexicon.speech.locatives for each in found]
        return sum(whole) * 2 > len(whole) or sum(located) * _LOCATED >= len(located)

    def _is_titled(self, mention: Mention) -> bool:
        return bool(mention.title) or self._word_before(mention) in self.lexicon.honorifics

    def _word_before(self, mention: Mention) -> str:
        start = mention.span.start
        before = self.text[max(0, start - _LONGEST_WORD) : start].split()[-1:]
        return before[0].lower() if before else ""

    def _is_shortened(self, found: list[Mention]) -> bool:
        """Whether a name stands with a word before it and alone, as only those of people do."""
        if self.lexicon.speech.capitalises_nouns:
            return False
        free = [each.given for each in found if not self.is_determined(each)]
        return len({given for given in free if given}) == 1 and free.count("") >= _ALONE

    def is_determined(self, mention: Mention) -> bool:
        """Whether an article or the like stands before a name, as in "the Quist family"."""
        return self._word_before(mention) in self.lexicon.determiners

    def _agreeing(self, full: dict[str, Mention], title: str) -> dict[str, Mention]:
        """Of several people of one name those who have the title, or the gender that it tells."""
        if not title:
            return full
        same = {given: each for given, each in full.items() if each.title == title}
        if len(same) == 1:
            return same
        told = Mention(Span(0, 0), "", "", title).gender(self.lexicon)
        fit = {n: each for n, each in full.items() if each.gender(self.lexicon) in (told, None)}
        return fit if told and fit else full
