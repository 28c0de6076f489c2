"""Watching: something is looked for again and again for as long as a visit lasts, and no longer."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager


@contextmanager
def watched(watch: Coroutine[None, None, None]) -> Iterator[None]:
    """Let ``watch`` run beside what is inside; it is over when that is."""
    watcher = asyncio.create_task(watch)
    try:
        yield
    finally:
        watcher.cancel()
