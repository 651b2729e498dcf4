"""What of words in marks is told at first sight: it is never otherwise when they are weighed."""

from hypothesis import given
from hypothesis import strategies as st

from harvester.find.quotations.attribution import attribute
from harvester.find.quotations.classification import ENOUGH, extract_features, may_be_said
from harvester.find.quotations.context import Context, scenes
from harvester.find.quotations.coreference.continuation import Told, carry
from harvester.find.quotations.lexicon import known_lexicon
from harvester.find.quotations.marking.marks import marks
from harvester.find.quotations.marking.spans import spans

PIECES = (
    *("“Rain, ", "“no way", ".” ", ",” ", "” ", "Ada Quist ", "said ", "saying ", "that ", ": "),
    *("he ", ", ", ". ", "— ", "a bridge ", "according to Bo ", "so ", "\n", "dit-elle "),
)


def seen(text: str, code: str) -> list[Context]:
    return scenes(text, spans(text, marks(text)), known_lexicon(code))


def test_few_words_within_a_sentence_need_a_report_behind_them() -> None:
    text = "They call it the “old pier,” and the “best of all,” said Ada. “No way!” It is: “Rain.”"
    few = [may_be_said(scene, known_lexicon("en")) for scene in seen(text, "en")]
    assert few == [False, True, True, True]


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.sampled_from(("en", "fr")))
def test_what_is_left_out_at_first_sight_has_too_few_points(text: str, code: str) -> None:
    lexicon = known_lexicon(code)
    before: Told | None = None
    for scene in seen(text, code):
        before = carry(scene, attribute(scene, lexicon), before, lexicon)
        points = extract_features(scene, before.found, lexicon)
        assert points < ENOUGH or may_be_said(scene, lexicon)
