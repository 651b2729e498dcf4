"""Small phrases that every view says in the same words: counts, and how much later."""

from collections.abc import Mapping

_HOURS_IN_DAYS = 48  # from here on a lag is told in days
TIE = "the same day"


def counted(count: object, one: str, more: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "copy", "copies"), counted(2000, "outlet")
    ('1 copy', '2,000 outlets')
    """
    shown = f"{count:,}" if isinstance(count, int) else count
    return f"{shown} {one if count == 1 else more or one + 's'}"


def later(printing: Mapping[str, object]) -> str | None:
    """How much later it was printed, as exactly as that is known.

    >>> [later({"is_first": 0, "lag": lag}) for lag in (0.5, 2.8333, 72.0, None)]
    ['30 minutes later', '2.8 hours later', '3 days later', None]
    """
    lag = printing["lag"]
    if printing["is_first"]:
        return "first"
    if not isinstance(lag, float):
        return None
    if not lag:
        return TIE
    if lag >= _HOURS_IN_DAYS:
        return f"{counted(round(lag / 24), 'day')} later"
    return f"{lag:.1f} hours later" if lag >= 1 else f"{counted(round(lag * 60), 'minute')} later"
