"""Printed dates that were masked or cut off: where one ends whose day can no longer be told.

Corpora that hide numbers print "March *NUMBER*, *NUMBER*", "<num> mars <num>", "[DATE]"; scrapers
that count characters print "March 23, 20". Both still are dates, and still end a signature.
"""

import regex

from harvester.languages.date_forms import GAP, LONGEST, MASK, SPACE, is_month, masked_forms
from harvester.text.plain import without_case

_NEAR = 60  # a mask that belongs to a date stands within this
_NUMBER = rf"(?:\d{{1,2}}|{MASK})"
# matches "*NUMBER*", "<date>", "[DATE]"; must not match "*URL*", nor "##", which is masked alone
_TELLING = r"[*<\[{]{1,2}+\w*(?i:date|num|digit|time|day|year)\w*[*>\]}]{1,2}+"
# matches dates of nothing but masks, "[DATE]", "##/##/####"; must not match "[IMAGE]", "XX"
_MASKS = regex.compile(rf"{_TELLING}(?:[\s,./-]{{1,3}}+{MASK})*+|{MASK}(?:[./-]{MASK}){{1,2}}+")
_HAS_MASK = regex.compile(MASK)
# matches "*NUMBER*:*NUMBER* PM - " before a date, and ", *NUMBER*:*NUMBER*" behind one
_HOUR = rf"{_NUMBER}[:.]{_NUMBER}(?:\s?[AaPp]\.?[Mm]\.?)?+"
_CLOCK_BEFORE = regex.compile(rf"{_HOUR}{GAP}[-–—·,]{GAP}")
_CLOCK_AFTER = regex.compile(rf"(?:,|[^\S\n]at|[^\S\n]·)[^\S\n]{{1,3}}{_HOUR}")
_DAY, _YEAR = r"\d{1,2}(?!\d)\.?+", rf",?+{SPACE}\d{{0,3}}+"
_WORD = r"[\p{L}\p{M}'׳॰.]++"
_MONTH = rf"(?P<month>{_WORD}(?:{SPACE}{_WORD})??)"
# matches what its line or the text ends, if "March" is the name of a month: "March", "March 23,",
# "23 de mar…", "March 23, 20"
_CUT = regex.compile(
    rf"(?:{_DAY}{SPACE}(?:d[eo]l?{SPACE})?+{_MONTH}|{_MONTH}(?:{SPACE}{_DAY})?+)(?:{_YEAR})?+"
    r"[,.…]*+[^\S\n]*+(?=\n|\Z)",
    regex.IGNORECASE,
)


def masked_end(text: str, start: int) -> int | None:
    """Where a masked date ends that begins exactly at `start`; None if none begins there.

    >>> masked_end("March *NUMBER*, *NUMBER* Next", 0), masked_end("<num>. Mai <num>", 0)
    (24, 16)
    >>> masked_end("March 23, 2019", 0) is None
    True
    """
    if not _HAS_MASK.search(text, start, start + _NEAR):
        return None
    clock = _CLOCK_BEFORE.match(text, start, start + LONGEST)
    begin = clock.end() if clock else start
    end = max(_ends(text, begin), default=None)
    if end is None:
        return None
    after = _CLOCK_AFTER.match(text, end, end + LONGEST)
    return after.end() if after else end


def _ends(text: str, start: int) -> list[int]:
    """Where each form would end that fits a masked date, the hour left aside."""
    near = without_case(text[start : start + LONGEST])
    fitting = (form.match(text, start) for form in masked_forms() if form.may_fit(near))
    found = [*filter(None, (*fitting, _MASKS.match(text, start, start + LONGEST)))]
    return [match.end() for match in found if _HAS_MASK.search(match[0])]


def cut_end(text: str, start: int) -> int | None:
    """Where the rest of a date ends that was cut off behind a month; None if there is none.

    >>> cut_end("March 23, 20", 0), cut_end("5 de mayo", 0), cut_end("March is here", 0)
    (12, 9, None)
    """
    match = _CUT.match(text, start, start + LONGEST)
    return len(match[0].rstrip()) + start if match and is_month(match["month"]) else None
