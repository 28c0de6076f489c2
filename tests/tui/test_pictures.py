"""The pictures in ``screenshots/`` are exactly what the app shows now."""

import re
from pathlib import Path

import pytest

from .playing import PICTURES, ROOT, make

REMEDY = "run `make pictures`, look at it, and commit it"


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("scene", make.SHOWN, ids=lambda scene: scene.name)
async def test_a_picture_is_what_the_app_shows(scene: object) -> None:
    path = PICTURES / f"{scene.name}.svg"  # type: ignore[attr-defined]
    assert path.exists(), f"{path.name} is missing: {REMEDY}"
    # Not compared by ==: pytest would spend minutes on the difference of two pictures.
    is_fresh = path.read_text(encoding="utf-8") == await make.picture(scene)
    assert is_fresh, f"{path.name} is not what the app shows: {REMEDY}"


@pytest.mark.usefixtures("hasty")
async def test_the_moving_picture_is_what_the_app_shows() -> None:
    path = PICTURES / f"{make.MOVING}.svg"
    is_fresh = path.read_text(encoding="utf-8") == await make.moving_picture()
    assert is_fresh, f"{path.name} is not what the app shows: {REMEDY}"


def test_the_moving_picture_is_small_still_without_motion_and_runs_nothing() -> None:
    text = (PICTURES / f"{make.MOVING}.svg").read_text(encoding="utf-8")
    assert len(text) < 1_000_000
    assert "<script" not in text
    assert re.findall('https?://[^"]*', text) == ["http://www.w3.org/2000/svg"]
    frames = re.findall(r'<g id="f\d+"( opacity="0")?>', text)
    assert frames.count("") == 1  # who shows no motion shows one frame
    assert len(frames) == len(re.findall("@keyframes", text)) > 20
    assert "@media (prefers-reduced-motion:no-preference)" in text
    (seconds,) = {float(each) for each in re.findall(r"animation:k\d+ ([\d.]+)s", text)}
    assert 15 <= seconds <= 25
    assert all(word in text for word in ("Loose hips", "HOLD", "MOVE", "Worst pain", "GREEN so far"))


def test_every_picture_belongs_to_a_scene() -> None:
    names = [*(scene.name for scene in make.SHOWN), make.MOVING]
    assert len(names) == len(set(names))
    assert {path.name for path in PICTURES.iterdir() if path.suffix == ".svg"} == {f"{name}.svg" for name in names}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("home", "Today"),
        ("home-course", "Foundation,&#160;week&#160;3"),
        ("ahead", "if&#160;all&#160;stay&#160;green"),
        ("ready", "Minutes&#160;today"),
        ("get-ready", "GET&#160;READY"),
        ("hold", "HOLD"),
        ("reps", "MOVE"),
        ("rest", "REST"),
        ("pain-check", "Worst&#160;pain"),
        ("verdict", "Next&#160;Psoas&#160;care"),
        ("gallery", "Clam&#160;shell"),
    ],
)
def test_a_picture_shows_what_its_name_says(name: str, word: str) -> None:
    assert word in (PICTURES / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_tells_nothing_of_the_machine(path: Path) -> None:
    assert str(ROOT) not in path.read_text(encoding="utf-8")
