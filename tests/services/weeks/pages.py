"""Reports for the tests: a small one, and one that is as full as any can be."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from coach.domain.rules.light import Light
from coach.domain.statistics.measures import LONGEST, MOST_MEASURES
from coach.domain.statistics.pain import Band, PainPoint
from coach.domain.statistics.report import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TEXT,
    MOST_CHANGES,
    MOST_DOSES,
    MOST_FINDINGS,
    MOST_FLAGS,
    MOST_NOTES,
    MOST_THRESHOLDS,
    ChangeRow,
    Dated,
    DoseRow,
    Report,
    WeekRow,
)

LAST = date(2026, 11, 28)
FIRST = LAST - timedelta(days=83)


def small(**more: Any) -> Report:
    values: dict[str, Any] = {
        "at": datetime(2026, 11, 28, 9, 0, tzinfo=UTC),
        "first": FIRST,
        "last": LAST,
        "name": "",
        "complaint": "left hip",
        "phase": "recovery",
        "course": "",
        "locked": False,
        "see_clinician": False,
        "sessions": 0,
        "runs": 0,
        "points": (),
        "bands": (Band(FIRST, 4, 6),),
        "weeks": (_week(FIRST),),
        "doses": (),
        "more_doses": 0,
        "running": "No run in these weeks.",
        "flags": (),
        "earlier_flags": 0,
        "painkiller_days": 0,
        "changes": (),
        "earlier_changes": 0,
        "notes": (),
        "earlier_notes": 0,
        "findings": (),
        "thresholds": (),
        "open_questions": 0,
        "questions": 0,
        "coach": "0.1.0",
        "rules": "2026-11",
        **more,
    }
    return Report(**values)


def _week(monday: date, count: int = 0) -> WeekRow:
    return WeekRow(
        monday=monday,
        green=count,
        amber=count,
        red=count,
        unlit=count,
        rests=count,
        walks=count,
        runs=count,
        run_minutes=10 * count,
        worst=count or None,
        morning=count or None,
        painkillers=count,
    )


def full() -> Report:
    """Every list as long as it may be, and every text at its longest, of wide letters."""
    wide = "Wm" * LONGEST_TEXT
    long = ("Wide words of mine " * 40)[:LONGEST_TEXT]
    points = tuple(
        PainPoint(
            at=datetime.combine(FIRST + timedelta(days=number), datetime.min.time(), UTC),
            id=f"e{number}",
            before=number % 11,
            worst=(number * 3) % 11,
            after=(number * 7) % 11,
            morning=(number * 2) % 11,
            light=Light.AMBER,
            is_run=number % 4 == 0,
            amber_from=4,
            red_from=6,
        )
        for number in range(84)
    )
    return small(
        name=wide[:LONGEST_NAME],
        complaint="groin, both sides, since about September 2026",
        phase="maintenance",
        course="Run again in twelve weeks, week 11 of 12",
        see_clinician=True,
        sessions=84,
        runs=36,
        points=points,
        bands=tuple(Band(FIRST + timedelta(days=12 * number), *((4, 6), (1, 4))[number % 2]) for number in range(7)),
        weeks=tuple(_week(FIRST + timedelta(days=7 * number), 9) for number in range(13)),
        doses=(DoseRow(wide[:32], wide[:28], wide[:44], long[:60], long[:60], long[:60]),) * MOST_DOSES,
        more_doses=31,
        running="36 runs, 1080 min of running in all, the longest 30 min. Stage 1 at first, 15 now.",
        flags=(Dated(FIRST, long),) * MOST_FLAGS,
        earlier_flags=4,
        painkiller_days=84,
        changes=(ChangeRow(FIRST, f"{long}, 7 more", long[:110], "rule 14 (S3, return-to-running protocols)"),)
        * MOST_CHANGES,
        earlier_changes=99,
        notes=(Dated(FIRST, wide[:LONGEST_NOTE]),) * MOST_NOTES,
        earlier_notes=80,
        findings=(long,) * MOST_FINDINGS,
        thresholds=(long[:70],) * MOST_THRESHOLDS,
        open_questions=300,
        questions=480,
        measures=(
            f"{wide[:LONGEST]} L 1000, R 1000 (stopped at pain 10) → L 1200, R 1200 (stopped at pain 10) seconds",
        )
        * MOST_MEASURES,
    )


HOSTILE = "<script>alert(1)</script>\"'&\x1b[31m\u202e|`*_ </style><img src=x onerror=y>"


def hostile() -> Report:
    """Whatever a runner may have typed, in every place that holds their words."""
    return replace(
        full(),
        name=HOSTILE,
        complaint=HOSTILE,
        phase=HOSTILE,
        course=HOSTILE,
        running=HOSTILE,
        doses=(DoseRow(*[HOSTILE] * 6),),
        flags=(Dated(FIRST, HOSTILE),),
        changes=(ChangeRow(FIRST, HOSTILE, HOSTILE, HOSTILE),),
        notes=(Dated(FIRST, HOSTILE),),
        findings=(HOSTILE,),
        thresholds=(HOSTILE,),
        measures=(HOSTILE,),
        coach=HOSTILE,
        rules=HOSTILE,
    )
