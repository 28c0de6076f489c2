"""What a frame of an exercise's figure costs to draw: every shipped one, all along its movement, without a terminal."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from common import Figure

from coach.domain.figures.drawing import draw_figure
from coach.domain.figures.scene import bounds
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import load_library

TARGET_MS = 3.0
SIZE = (40, 16)
FRAMES = 60


def measure(_folder: Path) -> list[Figure]:
    """Processor time of a frame; and how much more a figure's very first frame takes, which looks for its bounds."""
    exercises = load_library([Layer("shipped", shipped_folder())]).catalogue.exercises.values()
    figures = [exercise.figure for exercise in exercises if exercise.figure]
    firsts = [_ms(lambda figure=figure: bounds(figure)) for figure in figures]
    frames = [
        [_ms(lambda figure=figure, way=frame / FRAMES: draw_figure(figure, way, *SIZE)) for frame in range(FRAMES)]
        for figure in figures
    ]
    slowest = max(map(median, frames))
    p99 = quantiles([each for some in frames for each in some], n=100, method="inclusive")[98]
    name = f"a figure's frame at {SIZE[0]}×{SIZE[1]}, {len(figures)} figures"
    shown = f"median {median(map(median, frames)):.2f}, of the slowest figure {slowest:.2f}, p99 of all {p99:.2f} ms"
    return [
        Figure(name, f"≤ {TARGET_MS:.0f} ms", f"{shown}; the first one {max(firsts):.1f} ms more", met=p99 <= TARGET_MS)
    ]


def _ms(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000
