"""The editor over SSH: a guest's routine is theirs, is kept when the line is cut, and leads nowhere else."""

from pathlib import Path

from e2e.at_the_editor import CTRL_E, DRAFT, begin_a_change, go_on_and_save

from host.box import Box, eventually


def own(box: Box) -> Path:
    return box.data / "profiles" / "anna" / "config" / "coach" / "routines"


def test_a_guests_text_survives_a_cut_line_and_is_saved_among_their_own(box: Box) -> None:
    with box.log_in("anna") as away:
        begin_a_change(away)
        away.wait_for("not saved, but kept")
        away.kill()
        eventually(lambda: not box.coaches(), "the coach to leave")
    draft = own(box) / DRAFT
    assert draft.read_text(encoding="utf-8").startswith("# mine\n")
    with box.log_in("anna") as back:
        go_on_and_save(back)
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
        there.wait_for_home()
        there.press(CTRL_E)
        there.wait_for("not followed")
        assert "nobody" not in there.text
        there.press("ctrl+q")
        there.wait_exit()
    assert outside.read_text() == "# nobody's business\n"
