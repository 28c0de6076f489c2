"""Twenty thousand damaged files and rows, from a seed: none raises, none takes a second, all are safe to show.

They go the way that ``coach check``, ``import`` and the store go. A few hundred are always run; ``make soak`` runs all.
"""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from coach.domain.planning.planner import plan
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.history_file import read_history
from coach.library.formats.settings.settings_file import read_settings
from coach.library.shelf.check import check_files
from coach.library.shelf.library import load_library
from coach.library.toml.excerpt import with_excerpts
from coach.store.json_text import EntryReader, entry_to_row
from coach.store.protocol import StoreError

from .fuzzing import fuzzed, is_safe
from .library_files import EXERCISE, HISTORY, ROUTINE, SETTINGS

SEED = 12
MOST_S = 1.0
"""Of the processor's time, so that a busy machine fails nothing."""
AT_ONCE = 100
SHIPPED = Layer("shipped", shipped_folder())
ALWAYS, SOAK = 300, 12_000
HISTORIES_ALWAYS, HISTORIES_SOAK = 100, 4_000
ROWS_ALWAYS, ROWS_SOAK = 100, 4_000
EVENTS = """
[[event]]
at = 2026-11-04T07:30:00Z
kind = "red-flag"
flags = ["saddle-numbness"]

[[walk]]
at = 2026-11-05T07:30:00Z
minutes = 20
limp = true

[[activity]]
at = 2026-11-06T07:30:00Z
kind = "swim"
minutes = 30
worst = 3
"""


def sources() -> list[tuple[str, str]]:
    """Files to be damaged, with where such a file stands."""
    shipped = sorted(shipped_folder().rglob("*.toml"))
    found = [(str(path.relative_to(shipped_folder())), path.read_text(encoding="utf-8")) for path in shipped]
    return [*found, ("core.toml", ROUTINE), ("exercises/plank.toml", EXERCISE), ("settings.toml", SETTINGS),
            ("history.toml", HISTORY + EVENTS), ("caps.toml", "[caps]\nhold = 40\nrun_minutes = 20\n")]  # fmt: skip


def batches(chance: random.Random, folder: Path, count: int) -> Iterator[list[Path]]:
    """Damaged files, each in a folder of its own, for some at a time."""
    texts = sources()
    for start in range(0, count, AT_ONCE):
        paths = []
        for number in range(min(AT_ONCE, count - start)):
            name, text = chance.choice(texts)
            path = folder / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fuzzed(chance, text))
            paths.append(path)
        yield paths


def is_checked(paths: Sequence[Path]) -> float:
    """The files are checked, and what is said is safe; the processor's seconds that it took."""
    start = process_time()
    found = check_files(paths, [SHIPPED])
    taken = process_time() - start
    assert all(each.line >= 1 and each.column >= 1 and is_safe(str(each)) for each in found)
    assert all(is_safe(line) and len(line) < 1_000 for line in with_excerpts(found[:20]))
    return taken


def files(folder: Path, count: int) -> None:
    usual = is_checked([folder / "nothing.toml"])
    for paths in batches(random.Random(SEED), folder, count):
        if is_checked(paths) > MOST_S + usual:
            slow = {path: seconds for path in paths if (seconds := is_checked([path]) - usual) > MOST_S}
            assert not slow
        for path in paths:
            path.unlink()


def histories(folder: Path, count: int) -> None:
    chance, path = random.Random(SEED), folder / "history.toml"
    catalogue = load_library([SHIPPED]).catalogue
    for _ in range(count):
        path.write_bytes(fuzzed(chance, (HISTORY + EVENTS).replace('"core"', '"psoas-care"')))
        start = process_time()
        file = read_history(path)
        made = plan(catalogue, "psoas-care", file.history, at=datetime(2026, 11, 9, tzinfo=UTC))
        settings, wrong = read_settings(path)
        assert process_time() - start < MOST_S
        assert made.reasons
        assert settings is not None
        assert all(is_safe(str(each)) for each in (*file.diagnostics, *wrong))


def rows(folder: Path, count: int) -> None:
    """A row's text, damaged: it is read, or it is told which one cannot be."""
    chance, path = random.Random(SEED), folder / "history.toml"
    path.write_text(HISTORY + EVENTS)
    texts = [entry_to_row(entry).text for entry in read_history(path).history.entries]
    assert len(texts) > 4
    for _ in range(count):
        reader, at = EntryReader(), chance.randrange(len(texts))
        damaged = [*texts[:at], damaged_row(chance, texts[at]), *texts[at + 1 :]]
        start = process_time()
        with suppress(StoreError):
            assert len(reader.read(damaged)) == len(texts)
        assert process_time() - start < MOST_S


def damaged_row(chance: random.Random, text: str) -> str:
    """A row as a broken disk, another coach or a person left it."""
    if chance.random() < 0.5:
        return fuzzed(chance, text).decode("utf-8", "replace")
    plain = json.loads(text)
    key = chance.choice(sorted(plain))
    others = [None, -1, 11, 1e308, float("nan"), "", "x" * 100_000, [], {}, [[]], True, "2026-99-99", 10**30, plain]
    if chance.random() < 0.3:
        del plain[key]
    else:
        plain[key] = chance.choice(others[:-1])
    return json.dumps(plain)


RUNS = {"files": (files, ALWAYS, SOAK), "histories": (histories, HISTORIES_ALWAYS, HISTORIES_SOAK),
        "rows": (rows, ROWS_ALWAYS, ROWS_SOAK)}  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
def test_a_few_hundred(tmp_path: Path, name: str) -> None:
    run, count, _ = RUNS[name]
    run(tmp_path, count)


@pytest.mark.soak
@pytest.mark.parametrize("name", RUNS)
def test_twenty_thousand(tmp_path: Path, name: str) -> None:
    run, _, count = RUNS[name]
    run(tmp_path, count)
