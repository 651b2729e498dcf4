"""Which names and accounts are one person's: decided of all mentions at once, so in any order.

A full name is a person: titles, middle names and case do not matter, unless middle names contradict
each other. A last name alone is whom its article names in full, else the only one who bears it in
nearly all articles; where that is not plain it is nobody. An account is whom its display name names
if its handle is made of that name, else a person of its own. What a user's file says comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from harvester.languages.naming import naming
from harvester.meaning import Meaning
from harvester.text.digest import digest
from harvester.text.fold import fold
from harvester.trace.people.parsing import PersonName, may_be_one, person_name

Evidence = Literal["given", "full name", "article", "everywhere", "account"]
_NEARLY_ALL = 0.9  # of the articles that name a bearer of a last name in full
_FEWEST = 3  # of these articles
_OFTEN = 2  # articles that quote somebody of whom there may be an account by another handle
_TELLING = 3  # letters of a name that a handle has


class Mention(NamedTuple):
    """Somebody named in an article: a speaker, or an account with or without its display name."""

    article: str
    name: str | None
    account: str | None = None

    @property
    def parsed(self) -> PersonName | None:
        """The name taken apart."""
        return person_name(self.name)

    @property
    def handle(self) -> str:
        """The handle of the account."""
        return (self.account or "").partition(":")[2]


class Found(NamedTuple):
    """Who a mention is, and why."""

    person: str
    evidence: Evidence


class Person(NamedTuple):
    """Somebody who is quoted, over all articles."""

    id: Annotated[str, Meaning("Made of the name, or of the account; the same on every machine.")]
    name: Annotated[str, Meaning("The name most often printed, without titles.")]


class PersonNameUse(NamedTuple):
    """A name or an account that is a person's, and what says so."""

    person: Annotated[str, Meaning("The person.")]
    name: Annotated[str, Meaning("The name as printed, or platform:handle.")]
    evidence: Annotated[
        Evidence,
        Meaning(
            "full name; article (a last name, and the article has the full one); everywhere (a "
            "last name that nearly all articles give one person); account (its handle is made of "
            "the name, or it is nobody else's); given (a file given with --people says so)."
        ),
    ]
    n_quotes: Annotated[int, Meaning("How many quotes name the person so.")]


class _Known:
    """What all mentions together tell of each person that is named in full."""

    def __init__(self) -> None:
        self.here: dict[str, dict[str, PersonName]] = defaultdict(dict)
        self.articles: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.quoted: dict[str, set[str]] = defaultdict(set)

    def note(self, mention: Mention, name: PersonName, person: str) -> None:
        """Adds a mention of a full name."""
        self.here[mention.article].setdefault(person, name)
        self.articles[name.script, name.last][person].add(mention.article)
        self.titles[person] |= name.titles
        if mention.account is None:
            self.quoted[person].add(mention.article)

    def may_be_called(self, person: str, name: PersonName) -> bool:
        """Whether nothing in the titles speaks against it: "Mr. Quist" is not Ms. Ada Quist."""
        words, others = naming(), self.titles[person]
        return not (
            (name.titles & words.masculine and others & words.feminine)
            or (name.titles & words.feminine and others & words.masculine)
        )

    def is_called(self, person: str, name: PersonName) -> bool:
        """Whether each office before a last name was printed before the full name, too."""
        words = naming()
        offices = name.titles - words.masculine - words.feminine - words.anybodys
        return self.may_be_called(person, name) and offices <= self.titles[person]


class People:
    """All mentions, and who each is."""

    def __init__(self, mentions: Iterable[Mention], given: Mapping[str, str | None]) -> None:
        """`given` is a user's file: a name or an account, and the name of its person, or None."""
        self._given = {_given_key(name): person for name, person in given.items()}
        self._middles: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        self._known = _Known()
        full = [each for each in mentions if (name := each.parsed) is not None and name.is_full]
        for each in full:
            if (name := each.parsed) is not None:
                self._middles[name.base].add(name.middle)
        for each in full:
            self._note(each)
        self._persons_of = self._account_persons(mentions)

    def _note(self, mention: Mention) -> None:
        name = mention.parsed
        if name is not None and (person := self._full(name, mention.name)) is not None:
            is_plain = mention.account is None or _is_made_of(mention.handle, name)
            if is_plain:
                self._known.note(mention, name, person)

    def _full(self, name: PersonName, printed: str | None) -> str | None:
        """The person of a full name; None if it may be that of two."""
        if (told := self._told(printed)) is not None:
            return told.person or None
        middle: tuple[str, ...] = ()
        if not may_be_one(sorted(self._middles[name.base])):
            if not name.middle:
                return None
            middle = name.middle
        parts = (name.first, *middle, name.last, name.suffix)
        return digest("person", " ".join(part for part in parts if part))

    def _told(self, name: str | None) -> Found | None:
        """What the user's file says of a name; the empty person is nobody."""
        key = _given_key(name or "") if self._given else ""
        if key not in self._given:
            return None
        person = self._given[key]
        return Found(_given_person(person) if person else "", "given")

    def _account_persons(self, mentions: Iterable[Mention]) -> dict[str, str]:
        """The person of each account that only one ever had: a bare link shows no name."""
        found: dict[str, set[str]] = defaultdict(set)
        for each in mentions:
            if each.account and (who := self._named_account(each)) is not None:
                found[each.account].add(who.person)
        return {account: min(those) for account, those in found.items() if len(those) == 1}

    def who(self, mention: Mention) -> Found | None:
        """Who a mention is, and why; None where that is not plain, or where nobody is named."""
        for name in (mention.account, mention.handle and f"@{mention.handle}", mention.name):
            if name and (told := self._told(name)) is not None:
                return told if told.person else None
        if mention.account is None:
            return self._speaker(mention)
        if mention.name is not None:
            return self._named_account(mention)
        person = self._persons_of.get(mention.account)
        return Found(person, "account") if person else None

    def _speaker(self, mention: Mention) -> Found | None:
        name = mention.parsed
        if name is None:
            return None
        if name.is_full:
            person = self._full(name, mention.name)
            return None if person is None else Found(person, "full name")
        return self._by_last_name(mention.article, name)

    def _by_last_name(self, article: str, name: PersonName) -> Found | None:
        known, bearers = self._known, self._known.articles.get((name.script, name.last), {})
        here = {
            person
            for person, full in known.here.get(article, {}).items()
            if _bears(full, name) and known.may_be_called(person, name)
        }
        if name.suffix:  # "Quist Jr" is the son, however famous the father
            return Found(min(here), "article") if len(here) == 1 else None
        usual = _usual(bearers)
        if here:
            person = min(here)
            is_plain = len(here) == 1 and (len(bearers) < 2 or known.is_called(person, name))
            # A son speaks in the article, but the last name alone may mean his famous father.
            return Found(person, "article") if is_plain and usual in (None, person) else None
        if usual is not None and known.is_called(usual, name):
            return Found(usual, "everywhere")
        return None

    def _named_account(self, mention: Mention) -> Found | None:
        """The person of an account by its display name; an office is nobody."""
        name = mention.parsed
        if name is None or mention.account is None:
            return None
        if not name.is_full:
            return self._by_last_name(mention.article, name) or _own(mention.account, "")
        person = self._full(name, mention.name)
        if person is None or _is_made_of(mention.handle, name):
            return None if person is None else Found(person, "account")
        if len(self._known.quoted.get(person, ())) >= _OFTEN:
            return Found(person, "full name")
        return _own(mention.account, f"{name.first} {name.last}")


def _usual(bearers: Mapping[str, set[str]]) -> str | None:
    """Who bears a last name in nearly all articles that have it in full."""
    enough = max(_FEWEST, _NEARLY_ALL * sum(map(len, bearers.values())))
    return next((who for who, articles in bearers.items() if len(articles) >= enough), None)


def _own(account: str, name: str) -> Found:
    """A person of whom nothing but an account is known; offices pass theirs on, so by name."""
    return Found(digest("person", account, name), "account")


def _given_key(name: str) -> str:
    """A name as a user's file and an article may write it differently."""
    return name.lower().lstrip("@") if ":" in name or name.startswith("@") else f"={fold(name)}"


def _given_person(name: str) -> str:
    """The person of exactly this name: "Ada J. Quist" is not "Ada Quist", if a file says so."""
    return digest("person", " ".join(part for word in name.split() if (part := fold(word))))


def _bears(full: PersonName, name: PersonName) -> bool:
    """Whether a single name is the last name, or the first, of a full one."""
    is_alike = name.script == full.script and name.last in (full.last, full.first)
    return is_alike and name.suffix in ("", full.suffix)


def _is_made_of(handle: str, name: PersonName) -> bool:
    letters = fold(handle)
    return any(len(part) >= _TELLING and part in letters for part in (name.last, name.first))


def families(mention: Mention) -> set[str]:
    """The names through which others may tell who a mention is, its own last name among them.

    All mentions of one family tell the same of those at home in it as all mentions there are.

    >>> sorted(families(Mention("a1", "Mayor Ada J. Quist"))), families(Mention("a2", "a mayor"))
    (['ada', 'quist'], set())
    """
    name = mention.parsed
    return {name.last, name.first} - {""} if name else set()


def is_at_home(mention: Mention, family: str) -> bool:
    """Whether it is for this family to tell who a mention is.

    >>> [is_at_home(Mention("a1", "Ada Quist"), family) for family in ("quist", "ada")]
    [True, False]
    """
    return (name := mention.parsed) is not None and name.last == family


def people(
    mentions: Sequence[Mention], given: Mapping[str, str | None]
) -> Iterator[tuple[Mention, Found | None]]:
    """Each mention with who it is.

    >>> full, short = Mention("a1", "Mayor Ada J. Quist"), Mention("a1", "Quist")
    >>> [who.evidence for _, who in people([full, short], {}) if who]
    ['full name', 'article']
    >>> [who for _, who in people([Mention("a2", "Quist")], {})]
    [None]
    """
    known = People(mentions, given)
    for mention in mentions:
        yield mention, known.who(mention)
