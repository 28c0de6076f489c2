"""One case of the comparison: a history with a check-in, a routine and a moment; as TOML; and made smaller."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from .lights import Entry
from .rules_reference import TIE_ORDER

CheckIn = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What ``coach simulate`` is asked. An entry is what its file would say, with its table's name as ``type``."""

    routine: str
    at: datetime
    entries: tuple[Entry, ...]
    check_in: CheckIn
    start: dict[str, Any]

    def as_toml(self) -> str:
        """The history file."""
        parts = [table("[start]", self.start)] if self.start else []
        for kind in TIE_ORDER:
            for entry in (entry for entry in self.entries if entry["type"] == kind):
                plain = {key: value for key, value in entry.items() if key not in ("type", "step")}
                parts.append(table(f"[[{kind}]]", plain))
                parts += [table(f"[[{kind}.step]]", step) for step in entry.get("step", ())]
        parts += [table("[check_in]", self.check_in)] if self.check_in else []
        return "\n".join(parts)

    def __str__(self) -> str:
        return f"# coach simulate {self.routine} --history THIS --at {self.at.isoformat()} --json\n{self.as_toml()}"


def table(head: str, values: dict[str, Any]) -> str:
    return "\n".join([head, *(f"{key} = {value_text(value)}" for key, value in values.items()), ""])


def value_text(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(value_text(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def shrink(case: Case, still_differs: Callable[[Case], bool]) -> Case:
    """The smallest case found that still differs: without entries, then without answers, that do not matter."""
    smaller = True
    while smaller:
        smaller = False
        for candidate in smaller_ones(case):
            if still_differs(candidate):
                case, smaller = candidate, True
                break
    return case


def smaller_ones(case: Case) -> Iterator[Case]:
    """The case with one thing less: half of the entries, one entry, one answer."""
    number = len(case.entries)
    for size in (number // 2, number // 4, 1):
        for first in range(0, number, size or 1) if size else ():
            yield replace(case, entries=case.entries[:first] + case.entries[first + size :])
    yield from (replace(case, start=without(case.start, key)) for key in case.start)
    yield from (replace(case, check_in=without(case.check_in, key)) for key in case.check_in)
    for place, entry in enumerate(case.entries):
        for key in entry:
            if key not in ("type", "at", "routine", "kind", "phase", "flags"):
                slim = without(entry, key)
                yield replace(case, entries=(*case.entries[:place], slim, *case.entries[place + 1 :]))


def without(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}
