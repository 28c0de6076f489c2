"""What ``re`` makes of the patterns that are compiled before the first frame, kept from one start to the next.

Python keeps the bytecode of a module, but compiles its patterns anew in each process: some 70 at a start, most of them
Textual's, for a tenth of its time. Here what the compiler made of a pattern is taken from ``re`` as plain numbers, and
given back to it before anybody asks. That uses names that are ``re``'s own. So each pattern was compared with the one
that ``re`` itself had made, and is only for the Python that made it; where those names are gone, nothing is kept. Left
out: the file that they are kept in (``start_bytecode``).
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

Made = tuple[str | bytes, int, int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""A pattern, the flags it was compiled with and has; its code; how many groups, their numbers by name, their names."""
_OF_THIS_PROCESS = re.DEBUG | re.LOCALE
"""Flags with which compiling prints something, or depends on where one is."""
_DIFFERENT = (AttributeError, LookupError, TypeError, ValueError, OverflowError, RuntimeError, re.error)
"""What may come of another ``re`` than the one known here."""


def patterns_made() -> list[Made]:
    """Return what ``re`` has made of the patterns it remembers."""
    remembered: dict[Any, re.Pattern[Any]] = dict(getattr(re, "_cache", {}))
    found = []
    for (_, pattern, flags), compiled in remembered.items():
        with suppress(*_DIFFERENT):
            if flags & _OF_THIS_PROCESS or type(pattern) not in (str, bytes):
                continue
            made = _make(pattern, int(flags))  # plain numbers, which marshal can write: re has a zero of its own
            if _compile(made) == compiled:
                found.append(made)
    return found


def remember_patterns(patterns: Iterable[Made]) -> None:
    """Let ``re`` remember these, as if it had compiled them. Stops at the first that it does not take."""
    with suppress(*_DIFFERENT):
        for made in patterns:
            pattern, flags, *_ = made
            re._cache.setdefault((type(pattern), pattern, flags), _compile(made))  # type: ignore[attr-defined]


def _make(pattern: str | bytes, flags: int) -> Made:
    """What ``re`` hands to its engine for this pattern."""
    parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    code, state = re._compiler._code(parsed, flags), parsed.state  # type: ignore[attr-defined]
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return pattern, flags, flags | state.flags, list(map(int, code)), state.groups - 1, state.groupdict, tuple(names)


def _compile(made: Made) -> re.Pattern[Any]:
    """The pattern. Its code is trusted as bytecode is: a checksum stands before both."""
    pattern, _, *rest = made
    return re._compiler._sre.compile(pattern, *rest)  # type: ignore[attr-defined,no-any-return]
