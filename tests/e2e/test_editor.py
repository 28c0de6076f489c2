"""The editor in a real terminal: what is typed is on disk however the coach ends; ``coach edit`` goes on from it."""

import signal
import stat
import sys

import pytest

from e2e.at_the_editor import DRAFT, begin_a_change, go_on_and_save, open_a_copy
from e2e.terminal import PATIENCE_S
from e2e.test_session import assert_restored

SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@pytest.mark.parametrize("end", ["closed", *(pytest.param(each, marks=pytest.mark.soak) for each in SIGNALS)])
def test_what_was_typed_is_offered_again_whatever_ended_the_coach(start, home, end):
    own = home / "config" / "coach" / "routines"
    terminal = start()
    begin_a_change(terminal)
    if end == "closed":
        terminal.close_window()
        terminal.process.wait(PATIENCE_S)
    else:
        terminal.signal(end)
        terminal.wait_exit()
        assert_restored(terminal)
    assert (own / DRAFT).read_text(encoding="utf-8").startswith("# mine\n#:schema")
    assert not (own / "psoas-care.toml").exists()
    again = start()
    go_on_and_save(again)
    assert_restored(again)
    assert (own / "psoas-care.toml").read_text(encoding="utf-8").startswith("# mine\n#:schema")
    assert not (own / DRAFT).exists()


def test_killed_outright_all_but_the_last_moment_is_there(start, home):
    terminal = start()
    begin_a_change(terminal)
    terminal.wait_for("not saved, but kept")
    terminal.kill()
    assert (home / "config" / "coach" / "routines" / DRAFT).read_text(encoding="utf-8").startswith("#")


def test_the_editor_of_the_command_line_goes_on_from_the_draft(start, run, home):
    terminal = start()
    begin_a_change(terminal)
    terminal.press("ctrl+q")
    terminal.wait_exit()
    program = home / "editor"
    program.write_text(f"#!{sys.executable}\nimport sys\nassert open(sys.argv[1]).read().startswith('# mine')\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    said = run("edit", "psoas-care", env={"EDITOR": str(program)})
    assert said.returncode == 0, said.stderr
    assert "Going on with what you left" in said.stdout
    assert (home / "config" / "coach" / "routines" / "psoas-care.toml").read_text(encoding="utf-8").startswith("# mine")


def test_pasted_escapes_do_not_reach_the_terminal(start):
    terminal = start()
    open_a_copy(terminal)
    before = len(terminal.raw)
    terminal.press("\x1b[200~\x1b[31;5mEVIL\x1b]0;owned\x07\u202e\u009b2J\x1b[201~")
    terminal.wait_for("EVIL")
    terminal.settle()
    sent = bytes(terminal.raw)[before:]
    assert b"\x1b[31;5m" not in sent
    assert b"\x1b]0;owned" not in sent
    assert "\u202e".encode() not in sent
    assert "\u009b".encode() not in sent
    terminal.press("ctrl+q")
    terminal.wait_exit()
