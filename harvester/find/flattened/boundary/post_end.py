"""What ends the words of a post: a signature, or in its place the link that closes a post."""

from typing import Protocol

from harvester.languages.dates import PrintedDate


class PostEnd(Protocol):
    """A place that ends the words before it, and what it tells of the post."""

    @property
    def start(self) -> int:
        """Where the words end, white space aside."""

    @property
    def end(self) -> int:
        """Where the article goes on."""

    @property
    def date(self) -> PrintedDate | None:
        """The day of the post, which limits its length."""

    @property
    def author_name(self) -> str | None:
        """The display name, as printed."""

    @property
    def handle(self) -> str | None:
        """The handle."""
