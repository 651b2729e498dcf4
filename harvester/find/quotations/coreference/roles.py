"""Who has a role: "the mayor" where the article has "Mayor Ada Quist" or "Ada Quist, the mayor"."""

from collections.abc import Iterator, Sequence

import regex

from harvester.find.quotations.coreference.mentions import Mention, mentions
from harvester.find.quotations.coreference.people import People
from harvester.find.quotations.lexicon import WORD
from harvester.records import Span
from harvester.text.occurrences import occurrences

_WIDEST = 60  # characters of a name with what stands before it
_BEFORE = 30  # characters before a role in which it is described
_DESCRIBED = 2  # words that may do so
_LONGEST = 4  # words of a role
_SPACES = (" ", "\N{NO-BREAK SPACE}")
_GAPS = (", ", " - ", " – ", " — ")
_SIGNS_OF_GAPS = "".join((*_GAPS, *_SPACES))
_WIDEST_GAP = max(map(len, _GAPS))
_CLOSING = (*',.;:)—–-"“”«»', "")  # what ends a name that is put in
_WORDS = regex.compile(WORD)
# matches ", the " and ", a small town's " before a role
_OPENING = regex.compile(rf"(?:, | [–—-] )(?:{WORD}(?:['’]s)? ){{0,3}}\Z")


def role_of(speaker: Span, people: People) -> list[str]:
    """The words of a speaker if they may be a role; none if one but the first has a capital."""
    words: list[str] = _WORDS.findall(people.text, speaker.start, speaker.end)
    return words if all(word.islower() for word in words[1:]) else []


def apposed(speaker: Span, people: People) -> Mention | None:
    """The full name that follows a role behind a comma: "his uncle, Bo Lind, said"."""
    found = _behind(speaker.end, people)
    return found if found is not None and found.given else None


def holder(words: Sequence[str], people: People) -> Mention | None:
    """The one person to whom the article gives the role that a speaker is called by.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> text = "Mayor Ada Quist came. “It is over,” the mayor said."
    >>> people = People(text, lexicon("en"))
    >>> text[slice(*holder(["the", "mayor"], people).span)]
    'Ada Quist'
    """
    if not words or words[0].lower() not in people.lexicon.speech.articles:
        return None
    role = " ".join(words[1:])
    if not 0 < len(words) - 1 <= _LONGEST or _is_one_of_several(role, people):
        return None
    found = {each.family: each for each in _holders(role, people)}
    return next(iter(found.values())) if len(found) == 1 else None


def _holders(role: str, people: People) -> Iterator[Mention]:
    text, former = people.text, people.lexicon.speech.former
    for start, end in _places(role, people):
        before = _WORDS.findall(text, max(0, start - 20), start)
        if before and before[-1].lower() in former:
            continue
        found = _behind(end, people) or _before(start, people)
        if found is not None and people.is_person(found):
            yield found


def _is_one_of_several(role: str, people: People) -> bool:
    """Whether the article tells of another one who has the role: "another harbour pilot"."""
    others = people.lexicon.speech.others
    for start, _ in _places(role, people) if others else ():
        before = _WORDS.findall(people.small_letters, max(0, start - _BEFORE), start)
        if any(word in others for word in before[-_DESCRIBED:]):
            return True
    return False


def _places(role: str, people: People) -> Iterator[Span]:
    """Where a role stands as words of its own, with capitals or without."""
    text, role = people.small_letters, role.lower()
    for at in occurrences(text, role):
        end = at + len(role)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield Span(at, end)


def _behind(end: int, people: People) -> Mention | None:
    """The name that stands right behind a role."""
    if not _may_name(end, people.text):
        return None
    found = next(mentions(people.text, end, end + _WIDEST, people.lexicon), None)
    if found is None or found.is_possessive:
        return None
    gap = people.text[end : found.span.start]
    if gap in _SPACES:
        return found
    is_closed = people.text[found.span.end : found.span.end + 2].strip()[:1] in _CLOSING
    return found if gap in _GAPS and is_closed and found.given else None


def _may_name(end: int, text: str) -> bool:
    """Whether a capital stands right behind a role: a test that spares most searches for a name."""
    behind = text[end : end + _WIDEST_GAP + 1]
    name = behind.lstrip(_SIGNS_OF_GAPS)
    return len(name) < len(behind) and name[:1].isupper()


def _before(start: int, people: People) -> Mention | None:
    """The name before a role that is put in behind a comma."""
    opening = _OPENING.search(people.text, max(0, start - _WIDEST), start)
    if opening is None:
        return None
    low = max(0, opening.start() - _WIDEST)
    *_, last = (None, *mentions(people.text, low, opening.start(), people.lexicon))
    return last if last is not None and last.span.end == opening.start() and last.given else None
