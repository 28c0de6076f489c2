"""Lays the code that a coach runs side by side, before the forks, so that they copy fewer pages of memory.

To run a function writes to its code: a count of who uses it, and what the interpreter learned. A fork copies each page
that it writes to. The code of a module lies in the order of its text, so what runs (a fifth of all) is spread over
almost every page: 6 MB were copied for 1.3 MB of code.
"""

import gc
import os
import threading
from array import array
from collections.abc import Callable, Set
from contextlib import suppress
from types import CodeType, FunctionType

_replaced: list[CodeType] = []
"""What lay there before. It is kept: new things in the gaps would spread what a fork writes over all those pages."""


def what_runs(act: Callable[[], object]) -> Set[int]:
    """Carry out ``act`` in a fork of this process; return the ids of the code that ran. Empty when it failed there."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid == 0:
        with suppress(BaseException):  # the same comes again in this process, which tells of it
            os.close(reads)
            _tell(_recorded(act), writes)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as told:
        data = told.read()
    os.waitpid(pid, 0)
    ids = array("Q")
    ids.frombytes(data[: len(data) - len(data) % ids.itemsize])
    return frozenset(ids)


def _recorded(act: Callable[[], object]) -> "array[int]":
    """Carry out ``act``, and return the ids of the code that ran in it and in the threads that it started."""
    from cProfile import Profile  # costs a tenth of what a tracing function does

    profiles: list[Profile] = []

    def record(*_: object) -> None:
        profiles.append(Profile(builtins=False))
        profiles[-1].enable()

    threading.setprofile(record)
    record()
    try:
        act()
    finally:
        threading.setprofile(None)
        for profile in profiles:
            profile.disable()
    ran = {id(entry.code) for profile in profiles for entry in profile.getstats() if isinstance(entry.code, CodeType)}
    return array("Q", ran)


def _tell(ids: "array[int]", descriptor: int) -> None:
    with os.fdopen(descriptor, "wb") as pipe:
        pipe.write(ids.tobytes())


def lay_side_by_side(ids: Set[int]) -> int:
    """Copy the code with these ids, one after the other, for the functions that have it; return how many there are.

    The code of functions within a function moves with it.
    """
    gc.unfreeze()  # what is frozen is not listed
    gc.collect()
    copies: dict[int, CodeType] = {}  # several functions may have one code
    functions = [each for each in gc.get_objects() if type(each) is FunctionType]
    before = len(_replaced)
    for function in functions:
        code = function.__code__
        if id(code) not in copies:
            copies[id(code)] = _copied(code, ids)
        if copies[id(code)] is not code:
            function.__code__ = copies[id(code)]
    return len(_replaced) - before


def _copied(code: CodeType, ids: Set[int]) -> CodeType:
    """Return a copy if this code, or any within it, has one of the ids; else the code itself."""
    within = tuple(_copied(each, ids) if isinstance(each, CodeType) else each for each in code.co_consts)
    is_same_within = all(new is old for new, old in zip(within, code.co_consts, strict=True))
    if id(code) not in ids and is_same_within:
        return code
    _replaced.append(code)
    return code.replace() if is_same_within else code.replace(co_consts=within)
