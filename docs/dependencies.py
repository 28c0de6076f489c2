"""The packages that the coach needs, and those that each extra adds, with the licence that each declares."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_BEGIN, _END = "<!-- licences: written by make docs -->\n", "<!-- /licences -->"
_TOO_LONG = 60
_TIDY = {"MIT License": "MIT", "BSD License": "BSD"}


def with_licences(page: str) -> str:
    """The page, its table written anew from what is installed here."""
    before, _, rest = page.partition(_BEGIN)
    rows = [f"| {name} | {licence_of(name)} | {needed} |" for name, needed in dependencies().items()]
    table = "\n".join(["| package | licence | needed for |", "|---|---|---|", *rows, ""])
    return f"{before}{_BEGIN}{table}{_END}{rest.partition(_END)[2]}"


def dependencies() -> dict[str, str]:
    """Each package's name with what it is needed for, the coach itself or an extra, in that order."""
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
    found: dict[str, str] = {}
    for what, lines in {"": project["dependencies"], **project["optional-dependencies"]}.items():
        for name in sorted(_reached(lines)):
            found.setdefault(name, f"`[{what}]`" if what else "the coach")
    return found


def licence_of(name: str) -> str:
    """What the package says of its licence."""
    told = metadata(name)
    short = told.get("License-Expression") or told.get("License") or ""
    if not short or len(short) > _TOO_LONG or "\n" in short:
        kinds = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
        short = kinds[0].split(" :: ")[-1] if kinds else "see its own page"
    return _TIDY.get(short, short)


def _reached(lines: list[str]) -> set[str]:
    """All packages that these lines ask for on this machine, and what those ask for."""
    found: set[tuple[str, str]] = set()
    waiting = list(_needed(lines, ""))
    while waiting:
        need = waiting.pop()
        name = re.sub(r"[-_.]+", "-", need.name).lower()
        for extra in {"", *need.extras}:
            if (name, extra) not in found:
                found.add((name, extra))
                waiting += _needed(_asked_by(name), extra)
    return {name for name, _ in found}


def _asked_by(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # for another Python or system
        return []


def _needed(lines: list[str], extra: str) -> Iterator[Requirement]:
    for need in map(Requirement, lines):
        if need.marker is None or need.marker.evaluate({"extra": extra}):
            yield need
