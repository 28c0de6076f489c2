"""The editor over SSH: a guest's routine is theirs, is kept when the line is cut, and leads nowhere else."""

from pathlib import Path

from host.box import Box, eventually


def own(box: Box) -> Path:
    return box.data / "profiles" / "anna" / "config" / "coach" / "routines"


def test_a_guests_text_survives_a_cut_line_and_is_saved_among_their_own(box: Box) -> None:
    with box.log_in("anna") as away:
        away.wait_for("Routines (")
        away.press("\x05")  # Ctrl+E
        away.wait_for("yours once you save it")
        away.press("#", " ", "m", "i", "n", "e", "enter")
        away.wait_for("not saved, but kept")
        away.kill()
        eventually(lambda: not box.coaches(), "the coach to leave")
    draft = own(box) / ".psoas-care.edit.toml"
    assert draft.read_text(encoding="utf-8").startswith("# mine\n")
    with box.log_in("anna") as back:
        back.wait_for("Routines (")
        back.press("\x05")
        back.wait_for("You left a change")
        back.press("enter")
        back.wait_for("# mine")
        back.press("\x13")  # Ctrl+S
        back.wait_for("in use from now on")
        back.press("ctrl+q")
        assert back.wait_exit() == 0
    assert (own(box) / "psoas-care.toml").read_text(encoding="utf-8").startswith("# mine\n")
    assert not draft.exists()
    assert not box.events("crashed")


def test_a_guest_is_not_led_out_of_their_room(box: Box) -> None:
    outside = box.home / "outside.toml"
    outside.write_text("# nobody's business\n")
    own(box).mkdir(parents=True, exist_ok=True)
    (own(box) / "psoas-care.toml").unlink(missing_ok=True)
    (own(box) / "psoas-care.toml").symlink_to(outside)
    with box.log_in("anna") as there:
        there.wait_for("Routines (")
        there.press("\x05")
        there.wait_for("not followed")
        assert "nobody" not in there.text
        there.press("ctrl+q")
        there.wait_exit()
    assert outside.read_text() == "# nobody's business\n"
