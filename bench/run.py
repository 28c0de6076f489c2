"""Measures every figure, prints the table, and writes it to ``results.md``. Run with ``make bench``."""

import importlib.metadata
import platform
import sys
import tempfile
from datetime import date
from pathlib import Path

import cost
import course
import figure
import install
import keys
import learn
import long
import many_files
import moving
import plan
import replay
import sounds
import start
import ticks
import weeks
import weeks_screen
from common import HERE, Figure, cores

MEASUREMENTS = {
    "start": start.measure,
    "long": long.measure,
    "library": many_files.measure,
    "cost": cost.measure,
    "ticks": ticks.measure,
    "figure": figure.measure,
    "learn": learn.measure,
    "moving": moving.measure,
    "replay": replay.measure,
    "plan": plan.measure,
    "course": course.measure,
    "weeks": weeks.measure,
    "weeks-screen": weeks_screen.measure,
    "cues": sounds.measure,
    "typing": keys.measure,
    "install": install.measure,
}
RESULTS = HERE / "results.md"


def main(names: list[str]) -> int:
    """Measure all, or those named; only all are written to the file. 1: a target was missed."""
    unknown = set(names) - set(MEASUREMENTS)
    if unknown:
        print(f"No measurement {', '.join(sorted(unknown))}. There are: {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder:
        for name in names or MEASUREMENTS:
            print(f"measuring: {name} …", file=sys.stderr, flush=True)
            place = Path(folder, name)
            place.mkdir()
            figures += MEASUREMENTS[name](place)
    report = f"# Figures\n\n{machine()}\n\n{table(figures)}\n"
    print(report)
    if not names:
        RESULTS.write_text(report, encoding="utf-8")
    return int(any(figure.met is False for figure in figures))


def table(figures: list[Figure]) -> str:
    rows = [("figure", "target", "measured", "beside it, in the same run", "met"), ("---",) * 5]
    rows += [
        (figure.name, figure.target, figure.measured, figure.baseline, {True: "yes", False: "NO", None: ""}[figure.met])
        for figure in figures
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def machine() -> str:
    textual = importlib.metadata.version("textual")
    return (
        f"{date.today():%d %B %Y} · {_processor()}, {cores()} cores · {platform.system()} · "
        f"Python {platform.python_version()} · Textual {textual}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
