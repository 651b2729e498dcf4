"""What a run has done so far: for the progress that is shown, and for the last line."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from harvester import store
from harvester.harvested import Harvested
from harvester.records import POST_KINDS, Problem


@dataclass(frozen=True)
class Report:
    """Counts of a run; `read` and `size` are bytes of the inputs, where these are known."""

    articles: int = 0
    posts: int = 0
    quotations: int = 0
    warnings: int = 0
    errors: int = 0
    skipped: int = 0
    added: store.Added = field(default_factory=store.Added)
    seconds: float = 0.0
    read: int = 0
    size: int = 0
    is_tracing: bool = False

    @property
    def share(self) -> float | None:
        """How much of the inputs is read, from 0 to 1; None where nobody knows their size.

        >>> Report(read=1, size=4).share
        0.25
        """
        return min(self.read / self.size, 1.0) if self.size else None

    def with_batch(
        self, articles: Iterable[Harvested], problems: Iterable[Problem], added: store.Added
    ) -> "Report":
        """The report after one more transaction."""
        kinds: Counter[str] = Counter()
        count = 0
        for harvested in articles:
            count += 1
            kinds.update(quote.kind for quote in harvested.quotes)
        posts = sum(kinds[kind] for kind in POST_KINDS)
        severities = Counter(problem.severity for problem in problems)
        return replace(
            self,
            articles=self.articles + count,
            posts=self.posts + posts,
            quotations=self.quotations + kinds.total() - posts,
            warnings=self.warnings + severities["warning"],
            errors=self.errors + severities["error"],
            added=self.added + added,
        )


Progress = Callable[[Report], None]
