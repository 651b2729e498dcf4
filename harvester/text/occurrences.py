"""Where some words or a sign stand in a text."""

from collections.abc import Iterator
from sys import maxsize


def occurrences(text: str, words: str, start: int = 0, end: int = maxsize) -> Iterator[int]:
    """Where words stand in a stretch of a text, one behind the other.

    >>> list(occurrences("a tweet, two tweets", "tweet")), list(occurrences("aaa", "aa"))
    ([2, 13], [0])
    """
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words), end)
