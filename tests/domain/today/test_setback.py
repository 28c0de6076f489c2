"""What Home says of a plan that an amber or a red made lighter: which day it was, why, and what gives it back."""

import pytest

from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry
from coach.domain.records.history import History
from coach.domain.today.in_short import changes_in_short
from coach.domain.today.setback import Setback, setback

from ..builders import at, house, planned, session
from ..courses.following import shipped

GIVES_BACK = "A green session with its morning gives it back."
# Each is seen three days after the last record.
SAID: dict[str, tuple[list[Entry], Setback | None]] = {
    "no record": ([], None),
    "a green": ([session(0)], None),
    "an amber that hurt somewhere": (
        [session(0, worst=4, painful=("bridge",))],
        Setback("{day0} was amber: worst pain 4.", GIVES_BACK),
    ),
    "an amber that took nothing off": ([session(0, worst=4, painful=())], None),
    "two ambers, and a step back, which no single session gives back": (
        [session(0), session(2), session(4), session(6, worst=4, painful=("plank",)), session(8, worst=4)],
        Setback("{day8} was amber: worst pain 4.", ""),
    ),
    "three ambers: what hurt is out, and comes back another way": (
        [session(day, worst=4, painful=("bridge",)) for day in (0, 2, 4)],
        Setback("{day4} was one amber too many in a row: worst pain 4.", ""),
    ),
    "a red by its morning": (
        [session(0, before=1, worst=2, after=1, morning=5)],
        Setback("{day0} was red: the next morning was 5, 4 points above your usual 1.", GIVES_BACK),
    ),
    "long ago, with its date": (
        [session(0, worst=4, painful=("bridge",)), session(4, name="other")],
        Setback("Monday, 2 Nov, was amber.", GIVES_BACK),
    ),
    "a red, then a green that has not settled yet": (
        [session(0, before=1, worst=2, after=1, morning=5), session(3, morning=None)],
        Setback("{day0} was red.", GIVES_BACK),
    ),
}


def seen(entries: list[Entry]) -> Setback | None:
    known = house()
    return setback(planned(known, entries), replay(known, History.of(entries)))


@pytest.mark.parametrize(("entries", "said"), SAID.values(), ids=SAID)
def test_what_took_something_off(entries: list[Entry], said: Setback | None) -> None:
    days = {f"day{day}": f"{at(day):%A}" for day in range(10)}
    assert seen(entries) == (said and Setback(said.cause.format(**days), said.way_back))


def test_within_the_hours_after_a_red_the_suggestion_has_said_it_already() -> None:
    entries = [session(0, name="psoas-care", before=1, worst=7, after=1)]
    known = shipped()
    plans = {day: planned(known, entries, "acute-relief", day=day) for day in (1, 2.5)}
    causes = [setback(plan, replay(known, History.of(entries))) for plan in plans.values()]
    assert [one and one.cause for one in causes] == ["", f"{at(0):%A} was red: worst pain 7."]
    assert changes_in_short(plans[1], causes[0]).startswith("Gentle kneeling stretch 10 s, not 15 s.")
