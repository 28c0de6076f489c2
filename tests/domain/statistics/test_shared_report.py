"""The page as it is handed to a helper: the same when it comes back, and nothing that only looks like one."""

import json
from datetime import timedelta
from typing import Any

import pytest
from services.weeks.pages import FIRST, full, hostile, small

from coach.domain.statistics.report import Report
from coach.domain.statistics.shared_report import ReportError, report_from_plain, report_to_plain


def through_a_file(report: Report) -> Report:
    return report_from_plain(json.loads(json.dumps(report_to_plain(report))))


@pytest.mark.parametrize("made", [small(), full()], ids=["small", "full"])
def test_it_comes_back_as_it_was(made: Report) -> None:
    assert through_a_file(made) == made


def test_what_was_typed_comes_back_for_the_layout_to_make_safe() -> None:
    assert through_a_file(hostile()).notes == hostile().notes


def _changed(**more: Any) -> dict[str, Any]:
    plain = json.loads(json.dumps(report_to_plain(full())))
    plain["report"].update(more)
    return plain


POINT = json.loads(json.dumps(report_to_plain(full())))["report"]["points"][0]
WEEK = json.loads(json.dumps(report_to_plain(full())))["report"]["weeks"][0]
NONE: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "another format": {**_changed(), "format": 2},
    "a field too many": _changed(more=1),
    "a type": _changed(sessions="many"),
    "too many points": _changed(points=[POINT] * 501),
    "too many notes": _changed(notes=[{"at": "2026-09-06", "text": "x"}] * 3),
    "too many weeks": _changed(weeks=[WEEK] * 17),
    "too many days": _changed(first="2020-01-01"),
    "backwards": _changed(first="2026-11-29"),
    "a year": _changed(at="9999-01-01T00:00:00+00:00"),
    "a time without a zone": _changed(at="2026-11-28T09:00:00"),
    "pain beyond the scale": _changed(points=[{**POINT, "worst": 10**9}]),
    "pain below it": _changed(points=[{**POINT, "morning": -1}]),
    "a huge number": _changed(earlier_notes=10**12),
    "a number below nothing": _changed(weeks=[{**WEEK, "green": -1}]),
    "a long text": _changed(complaint="x" * 10_000),
    "a long finding": _changed(findings=["x" * 10_000]),
    "bands that are none": _changed(bands=[{"since": "2026-09-06", "amber_from": 9, "red_from": 3}]),
    "bands out of order": _changed(
        bands=[
            {"since": "2026-10-06", "amber_from": 4, "red_from": 6},
            {"since": "2026-09-06", "amber_from": 4, "red_from": 6},
        ]
    ),
}


@pytest.mark.parametrize("plain", NONE.values(), ids=NONE)
def test_what_is_no_page_is_refused(plain: object) -> None:
    with pytest.raises(ReportError):
        report_from_plain(plain)


def test_points_outside_its_days_are_left_off() -> None:
    plain = _changed(points=[POINT, {**POINT, "at": f"{FIRST - timedelta(days=400)}T00:00:00+00:00"}])
    assert len(report_from_plain(plain).points) == 1
