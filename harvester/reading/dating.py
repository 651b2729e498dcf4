"""What an input tells of time by itself: when its file was changed."""

import time
from datetime import UTC, datetime
from functools import lru_cache

from harvester.reading.containers.streams import STANDARD_INPUT


def changed_at(path: str, mtime_ns: int) -> str:
    """When an input was changed last, UTC, to the microsecond; a pipe is read as it comes."""
    return _told(mtime_ns / 1e9 if path != STANDARD_INPUT else time.time())


@lru_cache(maxsize=256)  # asked for each article of an input
def _told(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
