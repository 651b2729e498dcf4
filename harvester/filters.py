"""Filters: by what the places in which words are printed can be chosen, the same everywhere.

Each is declared once: the flag, its meaning, and the condition that it puts to a quote and to an
entity. Searching, questions, exports and reports take a `Filters`; the store makes SQL of it. It
imports nothing of weight, because the command line makes its flags of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from harvester.errors import UsageError

KINDS = ("embed", "signature", "unsigned", "link", "quotation")
_DAY_SHAPES = {4: "{}-01-01", 7: "{}-01", 10: "{}"}


class Filter(NamedTuple):
    """One filter; its conditions know `quotes` or `entities`, `articles` and `outlets`.

    `:value` in a condition is one value, or a JSON array where several may be given.
    """

    name: str
    flags: tuple[str, ...]
    metavar: str
    meaning: str
    quote: str
    entity: str
    is_many: bool = True
    is_of_article: bool = False


_SINCE = "substr(articles.published, 1, length(:value)) >= :value"
_UNTIL = "substr(articles.published, 1, length(:value)) <= :value"
_AMONG = "IN (SELECT value FROM json_each(:value))"
_IN_CHOSEN = "entities.quote_id IN (SELECT quote_id FROM temp.chosen_quotes)"
_LANG = (
    "EXISTS (SELECT 1 FROM json_each(:value) WHERE {0} = value OR substr({0}, 1, length(value) + 1)"
    " = value || '-')"
)
_HANDLE = f"lower(quotes.handle) {_AMONG} OR quotes.post IN ({{}})".format(
    "SELECT posts.id FROM main.posts, json_each(:value) WHERE lower(handle) = value"
)
# A handle's value is the handle, an account's is `platform:handle`.
_NAMED = (
    f"{_IN_CHOSEN} OR entities.kind IN ('handle', 'account') AND "
    f"lower(substr(entities.value, instr(entities.value, ':') + 1)) {_AMONG}"
)
# People first: they are known by all of their names; then names that nobody was found for.
_PERSON = """
  quotes.person IN (
    SELECT person FROM main.person_names, json_each(:value) WHERE is_named(name, value)
  )
  OR quotes.person IS NULL AND EXISTS (
    SELECT 1 FROM json_each(:value)
    WHERE is_named(coalesce(quotes.speaker_name, quotes.speaker, quotes.author_name), value)
  )
"""

FILTERS = (
    Filter(
        *("since", ("--since",), "DATE", "Only articles of this day, month or year, or later."),
        *(_SINCE, _SINCE, False, True),
    ),
    Filter(
        *("until", ("--until",), "DATE", "Only articles of this day, month or year, or before."),
        *(_UNTIL, _UNTIL, False, True),
    ),
    Filter(
        *("outlet", ("--outlet",), "NAME", "Only articles of this outlet."),
        *(f"lower(outlets.name) {_AMONG}", f"lower(outlets.name) {_AMONG}", True, True),
    ),
    Filter(
        *("lang", ("--lang",), "CODE", "Only words in this language, e.g. ar."),
        _LANG.format("coalesce(quotes.lang, articles.lang)"),
        _LANG.format("articles.lang"),
    ),
    Filter(
        *("platform", ("--platform",), "NAME", "Only what is of this platform, e.g. twitter."),
        *(f"quotes.platform {_AMONG}", f"entities.platform {_AMONG} OR {_IN_CHOSEN}"),
    ),
    Filter(
        *("kind", ("--kind",), "KIND", f"Only quotes of this kind: {', '.join(KINDS)}."),
        *(f"quotes.kind {_AMONG}", _IN_CHOSEN),
    ),
    Filter(
        *("handle", ("--handle",), "HANDLE", "Only posts of this account."),
        *(_HANDLE, _NAMED),
    ),
    Filter(
        *("person", ("--person", "--speaker"), "NAME", "Only words of this person."),
        *(_PERSON, _IN_CHOSEN),
    ),
    Filter(
        *(
            "min_confidence",
            ("--min-confidence",),
            "SHARE",
            "Only what is at least as sure, 0 to 1.",
        ),
        *("quotes.confidence >= :value", "entities.confidence >= :value", False),
    ),
)


@dataclass(frozen=True)
class Filters:
    """Which places are wanted; of several values of one filter any may be true.

    Days are those on which articles were published, and may be cut to a month or a year. An article
    without a date is neither before nor after one.

    >>> wanted = Filters(since="2019-03", handle=("@Ada_Q9",))
    >>> [(each.name, value) for each, value in wanted.given()]
    [('since', '2019-03'), ('handle', ('ada_q9',))]
    >>> bool(Filters())
    False
    """

    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    handle: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        """Values as they are compared. Raises UsageError for a day or a kind that there is not."""
        for name in ("since", "until"):
            _check_day(name, getattr(self, name))
        for value in self.kind:
            check_known("kind", value, KINDS)
        tidied = {
            "outlet": tuple(value.lower().removeprefix("www.") for value in self.outlet),
            "lang": tuple(value.lower() for value in self.lang),
            "platform": tuple(value.lower() for value in self.platform),
            "handle": tuple(value.lower().removeprefix("@") for value in self.handle),
        }
        for name, values in tidied.items():
            object.__setattr__(self, name, values)

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return any(True for _ in self.given())

    def given(self) -> Iterator[tuple[Filter, str | float | tuple[str, ...]]]:
        """Each filter that has a value, with it."""
        for each in FILTERS:
            value = getattr(self, each.name)
            if value is not None and value != ():
                yield each, value


def _check_day(name: str, value: str | None) -> None:
    if value is None:
        return
    try:
        date.fromisoformat(_DAY_SHAPES[len(value)].format(value))
    except (KeyError, ValueError) as error:
        raise UsageError(
            f"'{value}' is no date",
            where=f"--{name}",
            hint="Write 2019-03-23, 2019-03 or 2019.",
        ) from error


def check_known(name: str, value: str, known: tuple[str, ...]) -> None:
    """Raise UsageError if a value is none of those there are; it names them, and the nearest."""
    if value in known:
        return
    raise UsageError(
        f"There is no {name} '{value}'",
        where=f"--{name}",
        hint=f"{did_you_mean(value, known)}There are: {', '.join(known)}.",
    )


def did_you_mean(value: str, known: tuple[str, ...]) -> str:
    """A question to put before a list, or nothing if nothing is near.

    >>> did_you_mean("sacn", ("scan", "run"))
    "Did you mean 'scan'? "
    """
    near = get_close_matches(value, known, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'? " if near else ""
