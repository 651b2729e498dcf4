"""Garbage: what Python looks for again and again, in vain where records are made by thousands."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage inside, where many things are made at once and none is in a cycle.

    Each search looks at all that is young, and now and then at all there is. Around a `with`, or a
    function.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()
