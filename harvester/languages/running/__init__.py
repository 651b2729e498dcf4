"""Dates in running text, of every language and several calendars."""

from harvester.languages.running.dates import Language, running_dates
from harvester.languages.running.numeric import RunningDate
from harvester.languages.running.relative import relative_days

__all__ = ["Language", "RunningDate", "relative_days", "running_dates"]
