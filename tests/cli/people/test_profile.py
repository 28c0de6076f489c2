"""coach profile: shown, set part by part, and wrong words answered with the right ones."""

import pytest

from coach.cli.parsers.parser import parser
from coach.domain.exercises.routine import Phase

from ..conftest import Run

KEYS = {
    "concern", "site", "side", "since", "place", "avoid", "not_at_hand", "training_days", "days_a_week", "run_days",
    "minutes", "start", "matters",
}  # fmt: skip
NO_START = {"phase": None, "usual_morning": None, "run_minutes": None, "runs_per_week": None, "own_runs": None}
EMPTY = {
    "concern": None, "site": None, "side": None, "since": None, "place": "your hip", "avoid": [], "not_at_hand": [],
    "training_days": [], "days_a_week": None, "run_days": [], "minutes": None, "start": NO_START,
    "matters": [],
}  # fmt: skip


def test_at_first_nothing_is_known(coach: Run) -> None:
    assert coach("profile", "--json").json == EMPTY
    said = coach("profile")
    assert said.code == 0
    assert "every 0 to 10 asks of your hip" in said.out


def test_set_part_by_part(coach: Run) -> None:
    coach("profile", "--side", "left", "--site", "hip", "--avoid", "kneeling,Band", "--since", "2024-02")
    coach("profile", "--run-days", "tue,Saturday", "--training-days", "fri,mon,wed", "--minutes", "20")
    coach("profile", "--not-at-hand", "ice pack", "--start-phase", "acute", "--usual-morning", "3")
    known = coach("profile", "--json").json
    assert known.keys() == KEYS
    assert (known["site"], known["side"], known["since"], known["place"]) == ("hip", "left", "2024-02", "left hip")
    assert (known["avoid"], known["not_at_hand"]) == (["band", "kneeling"], ["ice pack"])
    assert (known["training_days"], known["run_days"]) == (["mon", "wed", "fri"], ["tue", "sat"])
    assert (known["minutes"], known["start"]) == (20, {**NO_START, "phase": "acute", "usual_morning": 3})
    out = coach("profile").out
    for part in ("left hip, since about February 2024", "band, kneeling", "Monday, Wednesday, Friday", "acute"):
        assert part in out


def test_what_is_run_already(coach: Run) -> None:
    def start() -> dict[str, object]:
        return dict(coach("profile", "--json").json["start"])

    shown = coach("profile", "--run-minutes", "30", "--runs-per-week", "3").out
    assert "Running now:    30 minutes without this pain, 3 a week\n" in shown
    assert start() == {**NO_START, "run_minutes": 30, "runs_per_week": 3}
    assert coach("show", "return-to-run", "--json").json["run"]["stage"] == 15
    assert "Running now:    your own affair" in coach("profile", "--own-runs").out
    own = coach("show", "return-to-run", "--json").json["run"]
    assert (own["allowed"], own["stage"], own["run_s"]) == (True, 0, 0)
    coach("profile", "--no-own-runs", "--run-minutes", "0")
    assert start() == {**NO_START, "runs_per_week": 3}
    assert "Running now" not in coach("profile").out


def test_none_empties_a_part(coach: Run) -> None:
    coach(
        "profile", "--site", "low back", "--side", "both", "--avoid", "kneeling", "--minutes", "20", "--run-days", "mon"
    )
    said = coach(
        "profile", "--site", "none", "--side", "none", "--avoid", "none", "--minutes", "0", "--run-days", "none"
    )
    assert said.code == 0
    assert coach("profile", "--json").json == EMPTY


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (("--avoid", "kneelin"), "Did you mean kneeling?"),
        (("--avoid", "bnad"), "Did you mean band?"),
        (("--not-at-hand", "kneeling"), 'there is no equipment "kneeling"'),
        (("--site", "hipp"), "Did you mean hip?"),
        (("--side", "lefft"), "Did you mean left?"),
        (("--run-days", "tues"), "Did you mean tue"),
        (("--since", "September"), "as 2024 or 2026-09"),
        (("--since", "2999"), "as 2024 or 2026-09"),
        (("--minutes", "x"), "0 to 600"),
        (("--start-phase", "acut"), "Did you mean acute?"),
        (("--avoid", "\x1b[31mred"), "there is no position or equipment"),
    ],
)
def test_wrong_words_change_nothing_and_say_what_would_be_right(coach: Run, words: tuple[str, ...], right: str) -> None:
    said = coach("profile", "--side", "right", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert right in said.err
    assert "\x1b" not in said.err
    assert coach("profile", "--json").json["side"] in (None, "right" if "--side" in words else None)


def test_next_follows_the_week(coach: Run) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert coach("next").code == 0
    coach("profile", "--training-days", ",".join(days))
    assert coach("next").code == 0


def test_the_start_goes_into_every_plan_and_the_export(coach: Run) -> None:
    coach("profile", "--start-phase", "acute")
    assert coach("show", "psoas-care", "--json").json["phase"] == "acute"
    assert 'phase = "acute"' in coach("export", "-").out


@pytest.mark.parametrize("phase", Phase)
def test_any_phase_may_be_where_one_stood_at_first_and_help_names_it(
    coach: Run, capsys: pytest.CaptureFixture[str], phase: Phase
) -> None:
    assert coach("profile", "--start-phase", phase).code == 0
    assert coach("show", "psoas-care", "--json").json["phase"] == phase
    with pytest.raises(SystemExit):
        parser().parse_args(["profile", "--help"])
    (line,) = [line for line in " ".join(capsys.readouterr().out.split()).split("--") if "stood at first" in line]
    assert phase in line


def test_what_a_simulation_or_a_plan_shows_is_without_the_profile(coach: Run) -> None:
    before = coach("show", "psoas-care", "--json").json["steps"]
    coach("profile", "--avoid", "kneeling")
    assert coach("show", "psoas-care", "--json").json["steps"] == before


def test_a_morning_says_what_it_is_asked_of(coach: Run) -> None:
    assert "of your complaint alone" in " ".join(coach("morning", "--help").out.split())


def test_what_brings_the_runner_and_how_often_they_mean_to_train(coach: Run) -> None:
    out = coach("profile", "--concern", "Tight", "--days-a-week", "3").out
    assert "Brings you:     tight hips\n" in out
    assert "Days a week:    3\n" in out
    known = coach("profile", "--json").json
    assert (known["concern"], known["days_a_week"]) == ("tight", 3)
    assert coach("course").out.splitlines()[1].startswith("  loose-hips")
    coach("profile", "--concern", "none", "--days-a-week", "0")
    assert coach("profile", "--json").json == EMPTY


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--concern", "painfull"), "Did you mean painful?"),
        (("--days-a-week", "8"), "should be a whole number from 0 to 7"),
    ],
)
def test_a_concern_or_a_number_of_days_that_is_none(coach: Run, words: tuple[str, ...], said: str) -> None:
    refused = coach("profile", *words)
    assert refused.code == 2
    assert said in refused.err
