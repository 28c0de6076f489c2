"""A routine with rounds, parts, a note and words of its own, on the screens and in plain mode."""

from pathlib import Path

from msgspec.structs import replace

from coach.domain.planning.planner import plan as plan_at
from coach.domain.planning.reasons import step_a_side
from coach.domain.records.entries import NO_CHECK_IN, Session
from coach.domain.records.history import History
from coach.domain.records.profile import Sided
from coach.domain.session.commands import advance
from coach.domain.session.outcome import session_record
from coach.domain.session.state import begin
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Library, load_library
from coach.plain.plan_lines import plan_lines
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

from ..playing import NOW, UNEXPLAINED, playing

CIRCUIT = """\
format = 1
id = "circuit"
name = "Circuit"
kind = "strength"
say_first = "Slow is strong."
say_last = "Walk for two minutes."

[round.a]
times = 2

[[step]]
exercise = "psoas-stretch"
part = "cool-down"
sets = 1
hold = 20

[[step]]
exercise = "bridge"
round = "a"
reps = 2
note = "Stop before the pelvis rolls."

[[step]]
exercise = "plank"
round = "a"
hold = 10
"""


MINE = """\
format = 1
id = "mine"
name = "Mine"
kind = "mixed"
[[step]]
exercise = "clam-shell"
side = "complaint"
reps = 10
sets = 2
[[step]]
exercise = "side-plank"
hold = 20
sets = 2
left = { sets = 3 }
"""


def with_circuit(folder: Path) -> Library:
    (folder / "circuit.toml").write_text(CIRCUIT)
    return load_library([Layer("shipped", shipped_folder()), Layer("own", folder)])


async def test_rounds_are_seen_before_during_and_after(tmp_path: Path) -> None:
    library = with_circuit(tmp_path)
    async with playing(routine="circuit", library=library) as player:
        assert "Slow is strong." in player.text()
        assert "── Main part · 2 rounds of these 2, 60 s rest between rounds Bridge" in player.text()
        assert player.text().index("Plank") < player.text().index("── Cool-down")
        await player.press("0", "enter")
        await player.resize((40, 12))
        assert "Bridge · round 1 of 2" in player.text()
        assert "Slow is strong. Stop before the pelvis rolls." in player.text()
        await player.wait_for(lambda state: state.segment.is_work)
        assert player.shown("rep").startswith("of 2")
        assert player.shown("next") == "Next: Plank · 10 s"
        await player.wait_for(lambda state: state.segment.set == 2 and state.segment.step == 0)
        assert "Bridge · round 2 of 2" in player.text()
        assert player.shown("rep") == "Stop before the pelvis rolls."
        await player.press("p")
        assert player.shown("set") == "Plank · round 1 of 2"
        await player.resize((80, 24))
        await player.wait(600)
        assert player.at == "PainCheck"
        assert player.rows()[0].strip() == "Walk for two minutes."


def test_a_plan_is_read_out_under_the_same_headings(tmp_path: Path) -> None:
    made = plan_at(with_circuit(tmp_path).catalogue, "circuit", History(), at=NOW)
    said = list(plan_lines(made, 5))
    assert said[2] == "Main part · 2 rounds of these 2, 60 s rest between rounds:"
    assert said[3].startswith("1. Bridge: 2 × 2 reps. Stop before the pelvis rolls. ")
    assert said[5] == "Cool-down:"


def test_a_step_for_the_side_that_hurts_is_on_the_side_that_the_profile_says(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE)
    library = load_library([Layer("shipped", shipped_folder()), Layer("own", tmp_path)])
    training = Training(library, MemoryStore(), FixedClock(NOW), UNEXPLAINED)
    assert "You have not said which that is" in training.today.plan("mine").steps[0].why
    both = training.today.minutes(training.today.plan("mine"))
    training.runner.change_profile(lambda known: replace(known, side=Sided.LEFT))
    made = training.today.plan("mine")
    assert [(step.exercise.id, step_a_side(step)) for step in made.steps] == [
        ("clam-shell", "2 × 10 reps left"),
        ("side-plank", "3 × 20 s left"),
        ("side-plank", "2 × 20 s right"),
    ]
    assert made.steps[0].why == "The routine sets one dose here: there is no step to take."
    assert training.today.minutes(made) < both
    state, _ = begin(made, training.pacing, 0.0)
    while not state.is_over:
        state, _ = advance(state, None, state.seen + 4)
    record = session_record(state, "1", NOW, NO_CHECK_IN)
    assert isinstance(record, Session)
    assert [(row.exercise, row.side, row.sets) for row in record.step or ()] == [
        ("clam-shell", "left", 2),
        ("side-plank", "left", 3),
        ("side-plank", "right", 2),
    ]
