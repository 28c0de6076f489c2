"""It hurts, typed in plain mode: the clock stands, three questions, and the way on that the light leaves."""

import pytest

from coach.domain.records.entries import Quality, Session, Stopped

from .test_app import only_session, sit

BEFORE = ["1", "", "", ""]
"""Pain now, none of these, all the minutes, start. The first hold of the desk break runs from second 10 to 30."""


def after(worst: int, quality: str = "d") -> list[str]:
    """The pain check: worst, now, quality, gait, where, effort, and the end."""
    return [str(worst), "0", *([quality, "n", "1l"] if worst else []), "5", ""]


def hurting(*answers: str, before: str = "1", then: list[str]) -> tuple[str, Session]:
    """What is said and kept of a session where h is typed in the first hold."""
    talk, store, _ = sit([before, *BEFORE[1:], *answers, *then], hands_free=False, typed=[(15.0, "h")])
    return talk.text, only_session(store)


def test_a_mild_pain_is_kept_and_the_session_goes_on() -> None:
    text, record = hurting("2", "d", "", then=after(2))
    assert "On again in 3." in text
    assert record.stopped is None
    assert record.step
    assert (record.step[0].side, record.step[0].pain) == ("left", 2)


def test_a_red_pain_ends_the_session_kindly() -> None:
    text, record = hurting("8", "sh", "r", "", then=after(8, "sh"))
    assert "stopping is the right thing to do" in text
    assert "Stopped because of pain. That was right." in text
    assert (record.stopped, record.worst, record.quality) == (Stopped.PAIN, 8, Quality.SHARP)


@pytest.mark.parametrize(
    ("way", "stopped", "said"),
    [
        ("", None, "On again in 3."),
        ("n", None, "On again"),
        ("q", Stopped.PAIN, "That was right."),
        ("x", None, "One of"),
    ],
)
def test_an_amber_pain_offers_ways_on(way: str, stopped: Stopped | None, said: str) -> None:
    answers = [way, ""] if way == "x" else [way]
    text, record = hurting("4", "t", "b", *answers, before="3", then=after(4))
    assert "That is amber." in text
    assert said in text
    assert record.stopped is stopped


def test_nothing_after_all() -> None:
    text, record = hurting("s", then=after(0))
    assert "On again in 3." in text
    assert record.quality is Quality.NONE


def test_what_hurt_while_it_ran_is_the_worst_at_least() -> None:
    text, record = hurting("4", "t", "b", "", before="3", then=["0", "0", "4", "1", "t", "n", "1", "5", ""])
    assert "While it ran you said that it hurt 4, and now gave 0" in text
    assert (record.worst, record.after, record.effort) == (4, 1, 5)


def test_what_hurt_counts_though_the_pain_check_is_missed() -> None:
    _, record = hurting("8", "sh", "r", then=[])
    assert (record.worst, record.quality, record.after) == (8, Quality.SHARP, None)


def test_a_sharp_pain_told_while_it_ran_is_not_answered_away() -> None:
    text, record = hurting("2", "sh", "r", "", then=after(2, "d"))
    assert "While it ran you said sharp: that counts." in text
    assert record.quality is Quality.SHARP
    assert "Light: red" in text
