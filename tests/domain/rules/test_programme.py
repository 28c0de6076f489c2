"""A programme's stages: which of them are long, and how little running is too little."""

import pytest

from coach.domain.exercises.stage import Stage
from coach.domain.planning.run_steps import strides_in_words
from coach.domain.records.history import Start
from coach.domain.rules import numbers as rules
from coach.domain.rules.programme import CONTINUOUS_FROM, RETURN_TO_RUN, Programme, is_long
from coach.domain.rules.stages import RunsSaid, RunStanding
from coach.domain.rules.starting_runs import begun

SHORT = Programme("short", "Short", (Stage(60, 60, 5), Stage(120, 60, 5)))
"""None of its stages is long."""
LONG_SOON = Programme("soon", "Soon", (Stage(60, 60, 2), Stage(240, 0, 1), Stage(1200, 0, 1)))


@pytest.mark.parametrize(
    ("stage", "long"),
    [
        (Stage(60, 0, 1), True),
        (Stage(540, 60, 2), True),
        (Stage(539, 60, 2), False),
        (Stage(1080, 60, 1), True),
    ],
)
def test_a_long_run_has_no_walk_or_eighteen_minutes(stage: Stage, long: bool) -> None:
    assert rules.LONG_RUN_S == 1080
    assert is_long(stage) is long


@pytest.mark.parametrize(
    ("programme", "long_from", "least_s"),
    [
        (RETURN_TO_RUN, CONTINUOUS_FROM, min(rules.RUN_LEAST_S, 540)),
        (SHORT, 3, rules.RUN_LEAST_S),
        (LONG_SOON, 2, 120),
    ],
)
def test_from_which_stage_the_caps_hold_and_what_is_too_little(
    programme: Programme, long_from: int, least_s: int
) -> None:
    assert (programme.long_from, programme.least_s) == (long_from, least_s)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage(100, 80, 6), "6 × run 100 s, walk 80 s"),
        (Stage(90, 90, 1, ((90, 90), (180, 180))), "run 90 s, walk 90 s, run 180 s, walk 180 s"),
        (Stage(90, 90, 2, ((90, 90), (180, 180))), "2 × (run 90 s, walk 90 s, run 180 s, walk 180 s)"),
    ],
)
def test_strides_in_words(stage: Stage, words: str) -> None:
    assert strides_in_words(stage) == words


def test_who_ran_less_than_the_first_stage_of_the_return_to_running_passes_the_entry_of_no_programme() -> None:
    said = begun(Start(run_minutes=4, runs_per_week=2), LONG_SOON)
    assert (said.entered, said.said) == (False, None)
    assert begun(Start(run_minutes=6, runs_per_week=2), LONG_SOON).entered


@pytest.mark.parametrize(("stage", "seconds"), [(2, 900), (1, 120), (3, 1200)])
def test_what_was_said_counts_only_at_the_stage_that_it_led_to(stage: int, seconds: int) -> None:
    """Stages 1, 2 and 3 have 2, 4 and 20 minutes: 15 lead to the second."""
    standing = RunStanding(programme=LONG_SOON, stage=stage, said=RunsSaid(900, 1800))
    assert standing.present_s == seconds
