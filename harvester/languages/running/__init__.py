"""Dates in running text, of every language and several calendars."""

from harvester.languages.running.dates import running_dates
from harvester.languages.running.numeric import RunningDate
from harvester.languages.running.relative import relative_days

__all__ = ["RunningDate", "relative_days", "running_dates"]
