"""What a runner does in the editor at a real terminal, at home and over SSH alike: a copy of what is due is changed."""

from e2e.terminal import Terminal

DRAFT = ".psoas-care.edit.toml"
CTRL_E, CTRL_S = "\x05", "\x13"


def open_a_copy(terminal: Terminal) -> None:
    """From Home's first line to the editor."""
    terminal.wait_for_home()
    terminal.press(CTRL_E)
    terminal.wait_for("yours once you save it")
    terminal.settle()


def begin_a_change(terminal: Terminal) -> None:
    """Type a first line."""
    open_a_copy(terminal)
    terminal.press("#", " ", "m", "i", "n", "e", "enter")
    terminal.wait_for("# mine")


def go_on_and_save(terminal: Terminal) -> None:
    """Take up what was left, save it, and leave."""
    terminal.wait_for_home()
    terminal.press(CTRL_E)
    terminal.wait_for("You left a change")
    terminal.settle()
    terminal.press("enter")
    terminal.wait_for("# mine")
    terminal.press(CTRL_S)
    terminal.wait_for("in use from now on")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
