"""Whole sittings on a clock held in the hand: through a pipe, at a terminal, broken off, and gone on with."""

from datetime import timedelta

import pytest

from coach.domain.records.entries import Event, Quality, Run, Session, Stopped, Walk
from coach.library.formats.settings.settings_file import Pace, Settings
from coach.library.formats.settings.sound_settings import Words
from coach.plain.app import run_session
from coach.store.memory import MemoryStore

from .talking import START, FakeClock, FakeTalk, coach_with


def sit(
    answers: list[str],
    *,
    store: MemoryStore | None = None,
    routine: str | None = "desk-break",
    clock: FakeClock | None = None,
    settings: Settings | None = None,
    **talk: object,
) -> tuple[FakeTalk, MemoryStore, int]:
    """One sitting; what was said, what is kept, and the exit code."""
    store = store or MemoryStore()
    clock = clock or FakeClock()
    talker = FakeTalk(clock, answers, **talk)  # type: ignore[arg-type]
    code = run_session(coach_with(clock, store, settings), talker, routine=routine)
    return talker, store, code


def only_session(store: MemoryStore) -> Session:
    (entry,) = store.history().entries
    assert isinstance(entry, Session)
    return entry


def test_a_whole_session_through_a_pipe() -> None:
    talk, store, code = sit(["2", "", "", "3", "2", "d", "n", "1l 3", "5"])
    record = only_session(store)
    assert code == 0
    assert (record.routine, record.at, record.done, record.stopped) == ("desk-break", START, 1.0, None)
    assert (record.before, record.worst, record.after, record.effort) == (2, 3, 2, 5)
    assert (record.quality, record.gait_changed) == (Quality.DULL, False)
    assert record.painful == ("standing-hip-opener:left", "tall-reach")
    assert store.checkpoints() == ()
    assert "Light: green so far." in talk.text
    assert "coach morning N" in talk.text
    assert not talk.answers


def test_the_session_takes_its_time() -> None:
    talk, _, _ = sit(["2", "", "", "0", "0", "5"])
    # 10 s get ready, 20 + 5 + 20 s sides; 10 s, 5 reps of 5 s; 10 s, 20 s: the very lengths of the plan.
    assert talk.waited == pytest.approx(10 + 45 + 10 + 25 + 10 + 20)


def test_the_lines_of_a_session_in_order() -> None:
    talk, _, _ = sit(["s", "", "", "0", "0", "s"])
    begun = talk.lines.index("Enter starts, q leaves:") + 1
    count = ["3", "2", "1"]
    assert talk.lines[begun + 1 : begun + 9] == [*count, "Go: 20 seconds.", "Halfway: 10 seconds left.", *count]
    assert talk.lines[begun].startswith("Get ready: Standing hip opener, left side, 20 seconds. Stand")
    assert "Switch to the right side: 5 seconds." in talk.lines


def test_without_pain_only_effort_is_asked() -> None:
    talk, store, _ = sit(["0", "", "", "0", "0", "4"])
    record = only_session(store)
    assert (record.quality, record.gait_changed, record.painful) == (Quality.NONE, False, ())
    assert "What was it like" not in talk.text


def test_wrong_answers_are_asked_again_and_then_left_out() -> None:
    talk, store, _ = sit(["11", "x", "", "", "", "0", "0", "12", "3"])
    record = only_session(store)
    assert (record.before, record.effort) == (None, 3)
    assert talk.lines.count("Pain now, your hip? 0 none to 10 worst, s skips:") == 3


def test_contradictory_answers_are_asked_again_kindly() -> None:
    talk, store, _ = sit(["1", "", "", "2", "4", "4", "2", "d", "n", "", "5"])
    record = only_session(store)
    assert (record.worst, record.after) == (4, 2)
    assert "which of the two should change?" in talk.text


def test_contradicting_for_ever_takes_the_worse() -> None:
    _, store, _ = sit(["1", "", "", "2", "4", "2", "4", "2", "4", "d", "n", "", "5"])
    record = only_session(store)
    assert (record.worst, record.after) == (4, 4)


def test_skipping_sharp_by_accident_is_noticed() -> None:
    talk, store, _ = sit(["1", "", "", "2", "1", "s", "n", "", "5"])
    assert only_session(store).quality is None
    assert "(A sharp pain is sh.)" in talk.text


def test_the_input_ends_before_the_session() -> None:
    talk, store, code = sit(["2"])
    assert code == 0
    assert store.history().entries == ()
    assert store.checkpoints() == ()
    assert talk.lines[-1].startswith("The input ended. No session was begun.")


def test_a_session_that_was_taken_over_elsewhere_stops_and_says_so() -> None:
    store, clock = MemoryStore(), FakeClock()
    talker = FakeTalk(clock, ["2", "", ""])
    wait = talker.wait

    def wait_and_lose_it(seconds: float | None) -> str | None:
        if talker.waited > 40:
            for each in store.checkpoints():
                store.take_checkpoint(each.id, "another")
        return wait(seconds)

    talker.wait = wait_and_lose_it  # type: ignore[method-assign]
    assert run_session(coach_with(clock, store), talker, routine="desk-break") == 0
    assert talker.lines[-1] == "You went on with this session elsewhere, so it stops here. Nothing is lost."
    assert store.history().entries == ()
    assert [each.owner for each in store.checkpoints()] == ["another"]


def test_the_input_ends_in_the_session_and_it_goes_on_later() -> None:
    talk, store, code = sit(["2", "", ""], ends_at=40.0)
    assert code == 0
    assert talk.lines[-1].startswith("The input ended. Desk break is paused and saved")
    assert store.history().entries == ()
    later = FakeClock(seconds=1000.0 + 40 + 12 * 60)
    talk, store, code = sit(["", "1", "1", "d", "n", "", "5"], store=store, routine=None, clock=later)
    assert talk.lines[0] == "You stopped in the middle of Desk break 12 minutes ago. Go on? Enter yes, n no:"
    assert "You are at: Standing hip opener, right side, 20 seconds." in talk.text
    record = only_session(store)
    assert (record.done, record.before, record.worst, record.at) == (1.0, 2, 1, START)


def test_not_going_on_keeps_what_was_done_and_begins_anew() -> None:
    _, store, _ = sit(["2", "", ""], ends_at=40.0)
    talk, store, _ = sit(["n"], store=store, clock=FakeClock(seconds=1100.0))
    assert only_session(store).stopped is Stopped.INTERRUPTED
    assert store.checkpoints() == ()
    assert "is in your history" in talk.text
    assert "Pain now, your hip?" in talk.text


def test_the_input_ends_at_the_offer_and_it_stays_offered() -> None:
    _, store, _ = sit(["2", "", ""], ends_at=40.0)
    talk, store, _ = sit([], store=store, clock=FakeClock(seconds=1100.0))
    assert len(store.checkpoints()) == 1
    assert "Desk break is paused and saved" in talk.lines[-1]


def test_the_input_ends_in_the_pain_check_and_the_answers_are_kept() -> None:
    talk, store, code = sit(["2", "", "", "3", "2", "d"])
    record = only_session(store)
    assert code == 0
    assert (record.worst, record.after, record.quality, record.gait_changed) == (3, 2, Quality.DULL, None)
    assert "is kept" in talk.lines[-1]


def test_an_interruption_saves_and_is_130() -> None:
    talk, store, code = sit(["2", "", ""], interrupted_at=40.0)
    assert code == 130
    assert len(store.checkpoints()) == 1
    assert talk.lines[-1].startswith("Interrupted. Desk break is paused and saved")


def test_with_nobody_there_a_max_hold_ends_by_itself() -> None:
    talk, store, _ = sit(["2", "", "", "0", "0", "5"], routine="core-and-hips")
    assert "No key can come, so I end it after 30 seconds." in talk.text
    holds = [step.hold_s for step in only_session(store).step or () if step.exercise == "side-plank"]
    assert holds == [30, 30]


def test_with_nobody_there_reps_follow_the_tempo_whatever_the_settings() -> None:
    _, store, _ = sit(["2", "", "", "0", "0", "5"], settings=Settings(pace=Pace.KEY))
    assert only_session(store).done == 1.0


def test_reps_counted_by_key_that_go_on_through_a_pipe() -> None:
    keyed = Settings(pace=Pace.KEY)
    _, store, _ = sit(["2", "", "", ""], settings=keyed, hands_free=False, typed=[(70.0, "d")], ends_at=72.0)
    _, store, _ = sit(["", "0", "0", "5"], store=store, clock=FakeClock(seconds=1100.0))
    assert only_session(store).done == 1.0


def test_a_standstill_does_not_end_a_session_through_a_pipe() -> None:
    class StandsStill(FakeTalk):
        def wait(self, seconds: float | None) -> str | None:
            line = super().wait(seconds)
            if self.waited == 20:
                self._pass(60.0)
            return line

    clock, store = FakeClock(), MemoryStore()
    talk = StandsStill(clock, ["2", "", "", "0", "0", "5"])
    run_session(coach_with(clock, store), talk, routine="desk-break")
    assert "The clock stood still for a while." in talk.lines
    assert only_session(store).done == 1.0


TYPED_CASES = [
    ([(15.0, ""), (16.0, "")], "On again in 3."),
    ([(15.0, "+")], "10 seconds longer."),
    ([(15.0, "n")], "Left there."),
    ([(15.0, "skip")], "Left there."),
    ([(5.0, "d")], "Go: 20 seconds."),
    ([(15.0, "?")], "Enter pauses, n skips, r repeats, + longer, h it hurts, q quits."),
    ([(15.0, "b")], "That is not possible now. What is:"),
    ([(15.0, "what")], "That is not possible now. What is:"),
    ([(36.0, "b")], "Standing hip opener, left side, 20 seconds."),
    ([(15.0, "r")], "Standing hip opener, left side, 20 seconds."),
]


@pytest.mark.parametrize(("typed", "line"), TYPED_CASES)
def test_what_is_typed_while_it_runs(typed: list[tuple[float, str]], line: str) -> None:
    talk, _, code = sit(["2", "", "", "", "0", "0", "5", ""], hands_free=False, typed=typed)
    assert code == 0
    assert line in talk.lines


def test_quitting_asks_why_and_keeps_what_was_done() -> None:
    talk, store, _ = sit(["2", "", "", "", "i", "0", "0", "5", ""], hands_free=False, typed=[(40.0, "q")])
    record = only_session(store)
    assert record.stopped is Stopped.TIRED
    assert record.done is not None
    assert 0 < record.done < 0.5
    assert "Stopped, tired. What you did counts." in talk.lines


def test_quitting_can_be_thought_better_of() -> None:
    _, store, _ = sit(["2", "", "", "", "", "0", "0", "5", ""], hands_free=False, typed=[(40.0, "q")])
    assert only_session(store).done == 1.0


def test_answers_can_be_changed_at_a_terminal() -> None:
    _, store, _ = sit(["2", "", "", "", "0", "0", "5", "", "c", "3", "2", "d", "n", "", "6", "", ""], hands_free=False)
    record = only_session(store)
    assert (record.worst, record.effort) == (3, 6)


def test_at_a_terminal_soreness_is_asked_apart_and_says_that_it_counts_nowhere() -> None:
    talk, store, _ = sit(["2", "o", "1", "", "", "0", "0", "5", "4 2", ""], hands_free=False)
    record = only_session(store)
    assert (record.before, record.soreness, record.elsewhere, record.worst) == (2, 4, 2, 0)
    assert "Muscle soreness 4 is noted apart" in talk.text
    assert "Light: green so far." in talk.text


def test_what_was_told_apart_before_the_session_stays() -> None:
    _, store, _ = sit(["2", "o", "3 1", "", "", "0", "0", "5", "", ""], hands_free=False)
    assert (only_session(store).soreness, only_session(store).elsewhere) == (3, 1)


def test_through_a_pipe_soreness_is_not_asked() -> None:
    talk, store, _ = sit(["2", "", "", "0", "0", "5"])
    assert "Apart from that" not in talk.text
    assert only_session(store).soreness is None


def test_every_pain_says_what_it_is_asked_of() -> None:
    store = MemoryStore()
    store.write("profile", {"site": "groin", "side": "right"})
    talk, _, _ = sit(["2", "", "", "1", "1", "d", "n", "", "5"], store=store)
    for question in ("Pain now", "Worst pain during the session", "Pain right now"):
        assert f"{question}, right groin? 0 none to 10 worst, s skips:" in talk.lines


def test_what_is_avoided_is_swapped_by_itself_through_a_pipe_too() -> None:
    store = MemoryStore()
    store.write("profile", {"avoid": ["kneeling"]})
    talk, _, _ = sit(["2", "", "", "0", "0", "5"], routine="psoas-care", store=store)
    (line,) = [line for line in talk.lines if line.startswith("Swapped today")]
    assert "In place of Psoas stretch, which you avoid: kneeling." in line
    (row, *_) = only_session(store).step or ()
    assert (row.exercise, row.swapped) == ("psoas-stretch", "standing-hip-opener")


def test_at_a_terminal_a_step_can_be_swapped_and_back() -> None:
    start = ["2", "", "", "w", "5", "1"]
    talk, store, _ = sit([*start, "", "0", "0", "5", "", ""], routine="psoas-care", hands_free=False)
    swapped = {row.exercise: row.swapped for row in only_session(store).step or () if row.swapped}
    assert swapped == {"plank": "dead-bug"}
    assert "What instead of Plank? Its number; Enter for Plank itself:" in talk.lines
    _, store, _ = sit([*start, "w", "5", "", "", "0", "0", "5", "", ""], routine="psoas-care", hands_free=False)
    assert not [row for row in only_session(store).step or () if row.swapped]


def test_thinking_better_of_a_swap_changes_nothing() -> None:
    answers = ["2", "", "", "w", "", "", "0", "0", "5", "", ""]
    _, store, _ = sit(answers, routine="psoas-care", hands_free=False)
    assert not [row for row in only_session(store).step or () if row.swapped]


def test_a_missed_pain_check_is_offered_at_a_terminal() -> None:
    _, store, _ = sit(["2", "", ""])
    talk, store, _ = sit(["", "1", "1", "d", "n", "", "4", "", "q"], store=store, hands_free=False, routine=None)
    assert only_session(store).worst == 1
    assert "Answer the pain check of 2 Nov: Desk break?" in talk.text


def test_leaving_before_the_start() -> None:
    talk, store, code = sit(["2", "", "q"])
    assert (code, store.history().entries) == (0, ())
    assert talk.lines[-1] == "No session was begun."


def test_minutes_trim_and_say_so() -> None:
    talk, store, _ = sit(["2", "5", "", "0", "0", "5"], routine="psoas-care")
    assert "Left out today: Knee drive." in talk.lines
    assert any(step.trimmed for step in only_session(store).step or ())


def test_equipment_that_is_not_at_hand_is_left_out() -> None:
    store = MemoryStore()
    store.write("not-at-hand", ["mat"])
    talk, _, _ = sit(["2", ""], routine="core-and-hips", store=store)
    assert "Nothing is left to do today: rest, or choose another routine (coach list)." in talk.lines


def test_without_a_name_it_is_todays_or_a_rest() -> None:
    talk, store, _ = sit([], routine=None)
    assert talk.lines[0].startswith("Today: Psoas care.")
    store.add([Session(at=START - timedelta(hours=1), routine="psoas-care", worst=0)])
    talk, _, code = sit([], routine=None, store=store)
    assert code == 0
    assert "Rest is part of the plan" in talk.text
    assert "coach play ROUTINE --plain" in talk.text


def test_a_red_is_not_called_provisional_and_says_what_changes() -> None:
    talk, _, _ = sit(["1", "", "", "7", "6", "sh", "y", "1", "8"], routine="psoas-care")
    assert any(line.startswith("Light: red. ") for line in talk.lines)
    assert "coach morning N" not in talk.text
    assert any(line.startswith("Your next Psoas care has to wait.") for line in talk.lines)
    assert "Until then: coach play acute-relief --plain" in talk.lines


def test_no_answers_no_light() -> None:
    talk, _, _ = sit(["s", "", "", "s", "s", "s", "s", "s", "s"])
    assert "No light: nothing was answered, so nothing goes up on it." in talk.lines


def test_at_a_terminal_the_check_in_asks_for_the_rest_and_keeps_a_warning_sign() -> None:
    talk, store, _ = sit(["2", "w p", "1"], hands_free=False)
    assert any("None of these today" in line for line in talk.text.splitlines())
    events = [entry for entry in store.history().entries if isinstance(entry, Event)]
    assert [event.flags for event in events] == [("saddle-numbness",)]
    assert "call your local emergency number" in talk.text
    assert not any(isinstance(entry, Session) for entry in store.history().entries)


def test_a_sore_day_is_refused_with_what_to_do_instead() -> None:
    talk, store, _ = sit(["5"], routine="psoas-care")
    assert "Psoas care: not today. Phase: acute." in talk.lines
    assert "Instead: coach play acute-relief --plain" in talk.lines
    assert not store.history().entries


def test_a_guided_run_through_a_pipe() -> None:
    store = MemoryStore()
    ago = lambda days: START - timedelta(days=days)  # noqa: E731 - short, and used here alone
    green = {"before": 1, "worst": 1, "after": 1, "morning": 1, "done": 1.0, "daily_life_pain_free": True}
    store.add([Session(at=ago(days), routine="rescue", **green) for days in (9, 7, 5)])
    store.add([Walk(at=ago(days), minutes=30, limp=False, before=1, morning=1) for days in (4, 2)])
    talk, _, code = sit(["0", "", "0", "0", "3"], store=store, routine="return-to-run")
    run_kept = store.history().entries[-1]
    assert code == 0
    assert isinstance(run_kept, Run)
    assert (run_kept.stage, run_kept.run_s, run_kept.walk_s) == (1, 360, 1320)
    assert talk.waited == pytest.approx(10 + 600 + 6 * 180)
    assert "Run 60 seconds, 6 of 6." in talk.text
    assert "Minutes today" not in talk.text
    assert "Your next Return to run" in talk.text


def test_what_running_asks_for_first_is_said_line_by_line() -> None:
    talk, store, _ = sit(["0"], routine="return-to-run")
    assert "Missing: daily life pain-free." in talk.lines
    assert "There: no red for 7 days." in talk.lines
    assert not store.history().entries


def test_at_a_terminal_the_morning_after_a_walk_is_asked_too() -> None:
    store = MemoryStore()
    store.add([Walk(id="w", at=START - timedelta(days=1), minutes=30, limp=False, before=1)])
    talk, store, _ = sit(["2", "1", "", "", "q"], store=store, hands_free=False)
    assert "How bad was the pain the morning after 1 Nov, your hip? 0 none to 10 worst, s skips:" in talk.lines
    walk = store.history().entries[0]
    assert isinstance(walk, Walk)
    assert walk.morning == 1


@pytest.mark.parametrize(
    ("words", "how", "halfway"), [(Words.ALL, True, True), (Words.BRIEF, False, True), (Words.COUNTS, False, False)]
)
def test_how_much_is_said(words: Words, how: bool, halfway: bool) -> None:
    clock = FakeClock()
    talk = FakeTalk(clock, ["2", "", "", "0", "0", "5"])
    assert run_session(coach_with(clock, MemoryStore()), talk, routine="desk-break", words=words) == 0
    assert ("Tuck your tail under" in talk.text) is how
    assert any(line.startswith("Halfway") for line in talk.lines) is halfway
    assert {"Go: 20 seconds.", "3", "2", "1"} <= set(talk.lines)
    assert any(line.startswith("Get ready: Standing hip opener") for line in talk.lines)
