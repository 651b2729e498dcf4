"""Which wordings belong together: parts, templates, phrases, accounts and numbers."""

from itertools import combinations

from harvester.trace.clusters import Pair, Slots, clusters, order
from harvester.trace.lineage.names import name
from harvester.trace.matching.comparison import Change, Match, match
from harvester.trace.matching.wording import wording
from harvester.trace.phrase_contexts import PhraseContext

GATE = "The gate of the old harbour stays shut until the wall has been mended"
LAMP = "Somebody has lit the lamp of the tower again, and nobody has the key to it"
Text = str | tuple[str, str]


def together(*texts: Text, days: dict[int, int] | None = None) -> list[set[int]]:
    """The clusters of texts, each by its place; `days` are those on which they were printed."""
    known = dict(enumerate(wording(*([text] if isinstance(text, str) else text)) for text in texts))
    pairs = []
    for ends in combinations(known, 2):
        shorter, longer = sorted(ends, key=lambda one: order(known[one]))
        found = match(known[shorter].key, known[longer].key)
        pairs += [Pair(shorter, longer, found)] if found else []
    contexts = {one: [PhraseContext(day)] for one, day in (days or {}).items()}
    return sorted(map(set, clusters(known, pairs, contexts)), key=min)


def test_parts_of_one_text_belong_together_though_they_share_nothing() -> None:
    parts = "The gate of the old harbour stays shut", "shut until the wall has been mended"
    assert together(GATE, *parts) == [{0, 1, 2}]


def test_a_short_common_part_does_not_glue_two_long_texts() -> None:
    common = "nobody has the key to the old tower"
    one = f"{GATE}, says the office, and anyway {common}"
    other = f"{LAMP[:40]} in spite of the storm of Monday; {common}, and there is no ladder either"
    found = together(one, other, common)
    assert len(found) == 1
    assert len(found[0]) == 2


def test_two_accounts_are_two_clusters_and_a_text_of_nobody_joins_one() -> None:
    found = together((GATE, "ada_q9"), (GATE, "bo_q9"), GATE)
    assert len(found) == 1
    assert len(found[0]) == 2


def test_a_text_without_its_numbers_does_not_bridge_other_numbers() -> None:
    lead = "The harbour office has counted the boats that are missing since Monday"
    one, other = f"{lead}: 12 of them from Elmport", f"{lead}: 15 of them from Elmport"
    assert all(not {0, 1} <= cluster for cluster in together(one, other, lead))


def test_a_place_that_each_text_fills_in_its_own_way_is_a_templates() -> None:
    filled = [
        f"The mayor of {town} sends her condolences to the people of the island"
        for town in ("Elmport", "Brinewick", "Rivamorta", "Tidewater")
    ]
    assert together(*filled) == []
    assert together(filled[0], filled[1]) == [{0, 1}]


def test_a_phrase_joins_a_text_that_was_printed_at_the_time() -> None:
    texts = ("there is no ladder", f"{LAMP}, and there is no ladder either")
    assert together(*texts) == []
    assert together(*texts, days={0: 100, 1: 103}) == [{0, 1}]
    assert together(*texts, days={0: 100, 1: 400}) == []


def test_a_phrase_joins_a_text_of_the_same_speaker() -> None:
    known = {
        0: wording("there is no ladder either"),
        1: wording(f"{LAMP}, and there is no ladder either"),
    }
    found = match(known[0].key, known[1].key)
    assert found is not None
    spoken = {0: [PhraseContext(9, name("Ada Quist"))], 1: [PhraseContext(900, name("Quist"))]}
    other = {0: [PhraseContext(9, name("Ada Quist"))], 1: [PhraseContext(900, name("Bo Marsh"))]}
    assert clusters(known, [Pair(0, 1, found)], spoken) == [frozenset({0, 1})]
    assert clusters(known, [Pair(0, 1, found)], other) == []


def test_a_saying_is_not_taken_from_a_text_because_it_was_printed_then_too() -> None:
    known = {0: wording("there is no ladder"), 1: wording(f"{LAMP}, and there is no ladder either")}
    found = match(known[0].key, known[1].key)
    assert found is not None
    often = {0: [PhraseContext(9), PhraseContext(900)], 1: [PhraseContext(900)]}
    assert clusters(known, [Pair(0, 1, found)], often) == []


def test_what_one_person_often_says_is_not_taken_from_an_old_text() -> None:
    known = {0: wording("nobody has the key"), 1: wording(LAMP)}
    found = match(known[0].key, known[1].key)
    assert found is not None
    for day, together_now in ((900, []), (15, [frozenset({0, 1})])):
        spoken = {
            0: [PhraseContext(9, name("Ada Quist"))],
            1: [PhraseContext(day, name("Ada Quist"))],
        }
        assert clusters(known, [Pair(0, 1, found)], spoken) == together_now


def test_a_place_is_filled_by_three_others_and_of_thousands_only_a_few_are_kept() -> None:
    def slots(others: int) -> Slots:
        fills = (Change(4, 8, 4, 8, filler=0, longer_filler=one) for one in range(1, others + 1))
        found = (Match("near", 0.8, 0, 20, (change,)) for change in fills)
        return Slots.of(Pair(0, other, each) for other, each in enumerate(found, 1))

    assert [slots(others).are_filled(0, 7, 9) for others in (2, 3, 4000)] == [False, True, True]
    assert not slots(4000).are_filled(0, 8, 9)
    assert len(slots(4000)[0][4, 8]) == 3
