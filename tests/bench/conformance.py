"""Runs the suites of the twitter-text library against the text rules, and prints every deviation.

    python tests/bench/conformance.py SETS

SETS is a folder with `data/twitter-text-conformance/`, the library's own YAML files. Exits with 1
if a case comes out otherwise than there. Left out are the suites on what nothing here does: to
judge an address that stands alone (user names in it, IPv6), and to draw HTML.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from harvester.text.entities import cashtag_places, hashtag_places, mention_places
from harvester.text.links import Found, url_places
from harvester.text.weight import weighted_length

_INVALID = frozenset("\ufffe\ufeff\uffff")

_Answer = Callable[[str], Any]


class Deviation(NamedTuple):
    """A case that comes out otherwise than the suite says."""

    description: str
    text: str
    expected: Any
    found: Any


def _values(places: Callable[[str], list[Found]]) -> _Answer:
    return lambda text: [found.value for found in places(text)]


def _with_places(name: str, places: Callable[[str], list[Found]]) -> _Answer:
    def answer(text: str) -> list[dict[str, Any]]:
        return [{name: found.value, "indices": [*found[1:]]} for found in places(text)]

    return answer


def _lists(text: str) -> list[dict[str, Any]]:
    found = []
    for place in mention_places(text):
        name, slash, slug = place.value.partition("/")
        found.append({"screen_name": name, "list_slug": slash + slug, "indices": [*place[1:]]})
    return found


def _reply(text: str) -> str | None:
    """Who is answered: a mention that nothing but space stands before."""
    first = next(iter(mention_places(text)), None)
    return first.value.partition("/")[0] if first and not text[: first.start].strip() else None


def _is_one(places: Callable[[str], list[Found]], *, has_slash: bool = False) -> _Answer:
    def answer(text: str) -> bool:
        found = places(text)
        is_whole = len(found) == 1 and found[0][1:] == (0, len(text))
        return is_whole and ("/" in found[0].value) == has_slash

    return answer


def _is_valid(text: str, weight: int, limit: int) -> bool:
    return 0 < weight <= limit and not _INVALID & set(text)


def _counted(day: str | None) -> _Answer:
    def answer(text: str) -> dict[str, Any]:
        weight = weighted_length(text, day)
        valid = _is_valid(text, weight, 280)
        return {"weightedLength": weight, "valid": valid, "permillage": weight * 1000 // 280}

    return answer


SUITES: dict[str, dict[str, _Answer]] = {
    "extract": {
        "mentions": _values(mention_places),
        "mentions_with_indices": _with_places("screen_name", mention_places),
        "mentions_or_lists_with_indices": _lists,
        "replies": _reply,
        "urls": _values(url_places),
        "urls_with_indices": _with_places("url", url_places),
        "urls_with_directional_markers": _with_places("url", url_places),
        "tco_urls_with_params": _values(url_places),
        "hashtags": _values(hashtag_places),
        "hashtags_from_astral": _values(hashtag_places),
        "hashtags_with_indices": _with_places("hashtag", hashtag_places),
        "cashtags": _values(cashtag_places),
        "cashtags_with_indices": _with_places("cashtag", cashtag_places),
    },
    "validate": {
        # three configurations of the library, each of its day
        "tweets": lambda text: _is_valid(text, weighted_length(text, "2017-01-01"), 140),
        "usernames": _is_one(mention_places),
        "lists": _is_one(mention_places, has_slash=True),
        "hashtags": _is_one(hashtag_places),
        "urls_without_protocol": lambda text: _values(url_places)(text) == [text],
        "WeightedTweetsCounterTest": _counted("2018-01-01"),
        "WeightedTweetsWithDiscountedEmojiCounterTest": _counted(None),
        "UnicodeDirectionalMarkerCounterTest": _counted(None),
    },
    "tlds": {"country": _values(url_places), "generic": _values(url_places)},
}


def deviations(cases: list[dict[str, Any]], answer: _Answer) -> Iterator[Deviation]:
    """The cases in which the answer is not the expected one."""
    for case in cases:
        expected, found = case["expected"], answer(case["text"])
        if isinstance(expected, dict):  # the suite also counts in UTF-16 what would be shown
            expected = {name: expected[name] for name in found}
        if found != expected:
            yield Deviation(case["description"], case["text"], expected, found)


def main() -> int:
    """Print how many cases of each suite come out as expected, and those that do not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    folder = parser.parse_args().sets / "data/twitter-text-conformance"
    failures = 0
    for file, suites in SUITES.items():
        tests = yaml.safe_load((folder / f"{file}.yml").read_text(encoding="utf-8"))["tests"]
        for name, answer in suites.items():
            found = list(deviations(tests[name], answer))
            print(f"{len(tests[name]) - len(found):5}/{len(tests[name]):<5} {file}.yml {name}")
            for one in found:
                print(
                    *(f"      {key}: {value!r}" for key, value in one._asdict().items()), sep="\n"
                )
            failures += len(found)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
