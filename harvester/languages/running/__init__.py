"""Dates in running text, of every language and several calendars."""

from harvester.languages.running.dates import has_year_digits, running_dates
from harvester.languages.running.numeric import RunningDate

__all__ = ["RunningDate", "has_year_digits", "running_dates"]
