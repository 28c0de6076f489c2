"""Background tasks that last exactly as long as a visit, such as repeated checks."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager


@contextmanager
def watched(watch: Coroutine[None, None, None]) -> Iterator[None]:
    """Run ``watch`` as a task during the ``with`` block, and cancel it at the end."""
    watcher = asyncio.create_task(watch)
    try:
        yield
    finally:
        watcher.cancel()
