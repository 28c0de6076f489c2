"""A file changed in another window, seen in a coach that is open."""

from collections.abc import Callable
from pathlib import Path

from coach.library.shelf.library import MANY
from e2e.terminal import Terminal

ROUTINE = """\
format = 1
id = "mine"
name = "Aaa mine"
kind = "stretch"

[[step]]
exercise = "plank"
hold = 20
"""


def test_a_file_edited_elsewhere_is_followed_and_broken_it_stays_in_use(
    home: Path, start: Callable[..., Terminal]
) -> None:
    own = home / "config" / "coach" / "routines"
    own.mkdir()
    terminal = start()
    terminal.wait_for_home()
    terminal.press("aaa")
    terminal.wait_for("Routines (0 of")
    (own / "mine.toml").write_text(ROUTINE)
    terminal.wait_for("Aaa mine")
    terminal.wait_for("1 of")
    (own / "mine.toml").write_text(ROUTINE.replace("20", "-20"))
    terminal.wait_for("✕ broken")
    terminal.wait_for("mine.toml:8:1: step 1 (plank): hold must be 5 to 3600 seconds, got -20")
    (own / "mine.toml").write_text(ROUTINE.replace("20", "40"))
    terminal.wait_gone("✕ broken")
    terminal.press("enter")
    terminal.wait_for("1 × 40 s")
    (own / "mine.toml").write_text(ROUTINE.replace("20", "50"))
    terminal.wait_for("Your file changed: Plank 1 × 50 s, was 1 × 40 s.")
    (own / "mine.toml").unlink()
    terminal.wait_for("This routine is gone")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_many_files_are_read_behind_home(home: Path, start: Callable[..., Terminal]) -> None:
    own = home / "config" / "coach" / "routines"
    own.mkdir()
    for number in range(4 * MANY):
        (own / f"own-{number}.toml").write_text(ROUTINE.replace('"mine"', f'"own-{number}"'))
    terminal = start()
    # Not ``wait_for``: all may be read by the time that what was sent is looked at.
    terminal.wait_until(lambda _: b"Reading your files: " in terminal.raw, "the reading")
    terminal.wait_for(f"Routines ({4 * MANY + 15})")
    terminal.wait_gone("Reading your files: ")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
