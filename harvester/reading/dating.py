"""What inputs tell of time: when a file was changed, and whether any article in it has a date."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from harvester.reading.containers.inputs import Input
from harvester.reading.containers.streams import STANDARD_INPUT
from harvester.reading.problems import warning
from harvester.records import Article, Problem


def changed_at(item: Input) -> str:
    """When an input was changed last, UTC, to the microsecond; a pipe is read as it comes."""
    seconds = item.mtime_ns / 1e9 if item.path != STANDARD_INPUT else time.time()
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass
class Dates:
    """Whether any article of an input has a date: without dates nobody was first."""

    articles: int = 0
    dated: int = 0

    def note(self, article: Article | None) -> None:
        """Counts an article."""
        if article is not None:
            self.articles += 1
            self.dated += article.published is not None

    def missing(self, item: Input) -> list[Problem]:
        """One word about an input of several articles none of which has a date."""
        if self.articles < 2 or self.dated:
            return []
        what = f"None of its {self.articles:,} articles has a date of publication"
        hint = "If they have one, name its field: --published-field date."
        return [warning("no-dates", item.name, what, hint)]
