"""Shell completion: what may come next is read from the parser and the library."""

import pytest

from coach.cli.completion import SCRIPTS

from .conftest import Run


@pytest.mark.parametrize(
    ("words", "some", "none"),
    [
        (("",), {"play", "show", "check", "next"}, {"complete", "psoas-care"}),
        (("play", ""), {"psoas-care", "desk-break"}, {"plank"}),
        (("show", "pl"), {"psoas-care", "plank"}, set()),
        (("play", "-"), {"--plain", "--speed", "--profile"}, {"psoas-care"}),
        (("rules", ""), {"12", "light", "safety"}, {"psoas-care"}),
        (("log", ""), {"run", "walk", "swim", "psoas-care"}, {"plank"}),
        (("log", "--quality", ""), {"dull", "catching"}, {"run"}),
        (("log", "--routine", ""), {"psoas-care"}, {"run"}),
        (("log", "--red-flags", ""), {"groin-lump"}, {"run"}),
        (("log", "run", "--no-limp", ""), {"run"}, set()),
        (("course", ""), {"steady-hips", "loose-hips"}, {"psoas-care", "load"}),
        (("course", "steady-hips", "--block", ""), {"foundation", "load"}, {"steady-hips", "psoas-care"}),
        (("course", "--block", ""), set(), {"load"}),
        (("simulate", "--course", ""), {"steady-hips"}, {"psoas-care"}),
        (("pause", "--until", ""), {"today", "tomorrow"}, {"psoas-care"}),
        (("remind", "--print", ""), {"systemd", "cron"}, set()),
        (("completion", ""), {"bash", "zsh", "fish"}, {"play"}),
    ],
)
def test_what_may_come_next(coach: Run, words: tuple[str, ...], some: set[str], none: set[str]) -> None:
    said = coach("complete", "--", *words)
    listed = set(said.out.split())
    assert said.code == 0
    assert some <= listed
    assert not none & listed


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_each_shell_gets_its_lines(coach: Run, shell: str) -> None:
    assert "coach complete --" in coach("completion", shell).out
