"""Pauses garbage collection while many files are read: what is made of them lives on, and scanning takes a third."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Disable garbage collection inside the block, and restore its former state afterwards."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
