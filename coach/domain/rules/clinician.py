"""Prompts to see a clinician for what does not improve: painkillers, mornings, weeks in a phase, runs at one stage.

Left out: what prompts at once, a very bad record or a second red (``consequences``). Source: RULES, "Phases".
"""

from collections import deque
from datetime import datetime, timedelta

from msgspec import Struct, field

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Answered
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import AMBER, RED, Light, Setting, usual_morning_at

PROMPT = "Please let a doctor or physiotherapist look at your hip in the next days."
"""Shown as long as the prompt lasts, wherever the runner looks for what is due."""


class Lasting(Struct, eq=False):
    """What has lasted until now: the latest records in a row with a painkiller, the latest runs in a row not green.

    ``painkillers`` and ``runs`` count them, ``painkillers_from`` and ``runs_from`` are the times of the first of each;
    ``stage``: that of these runs (programme id, number). ``sore``: times of the records of the last three weeks with a
    worst or morning of 2 or more.
    """

    painkillers: int = 0
    painkillers_from: datetime | None = None
    runs: int = 0
    runs_from: datetime | None = None
    stage: tuple[str, int] = ("", 0)
    sore: deque[datetime] = field(default_factory=deque)

    def add(self, record: Answered) -> None:
        """Count a session or run."""
        if not record.painkiller:
            self.painkillers = 0
        else:
            if self.painkillers == 0:
                self.painkillers_from = record.at
            self.painkillers += 1
        while self.sore and record.at - self.sore[0] >= _WEEKS:
            self.sore.popleft()
        if max(record.worst or 0, record.morning or 0) >= rules.CLINICIAN_WEEK_PAIN_FROM:
            self.sore.append(record.at)

    def add_run(self, at: datetime, stage: tuple[str, int], light: Light) -> None:
        """Count a run. ``stage``: its programme's id, and the number."""
        if light is not AMBER and light is not RED:
            self.runs = 0
            return
        if self.runs == 0 or stage != self.stage:
            self.runs, self.runs_from, self.stage = 0, at, stage
        self.runs += 1

    def painkillers_last(self, at: datetime) -> bool:
        """Whether the last 5 or more records, over 14 days or more, were all with a painkiller."""
        begun = self.painkillers_from
        return (
            self.painkillers >= rules.CLINICIAN_PAINKILLERS
            and begun is not None
            and at - begun >= rules.CLINICIAN_PAINKILLERS_SPAN
        )

    def runs_stay(self, at: datetime) -> bool:
        """Whether the last 4 or more runs, all at one stage and over 28 days or more, were each amber or red."""
        begun = self.runs_from
        return self.runs >= rules.CLINICIAN_RUNS and begun is not None and at - begun >= rules.CLINICIAN_RUNS_SPAN

    def weeks_pass(self, phase: Phase, since: datetime | None, at: datetime) -> bool:
        """Whether recovery has lasted six weeks, or acute three, with pain of 2 or more in each of the last three.

        ``phase`` is that before the record of ``at``, and ``since`` when it began.
        """
        longest = _LONGEST.get(phase)
        if longest is None or since is None or at - since < longest:
            return False
        return self._each_week_sore(at)

    def _each_week_sore(self, at: datetime) -> bool:
        """Whether each of the last three weeks has a sore record.

        A replay asks after each record: so the oldest and newest time, which are cheap to check, are looked at first.
        """
        sore, week = self.sore, rules.WEEK
        if not sore or at - sore[-1] >= week or at - sore[0] < _WEEKS - week:
            return False
        return len({(at - moment) // week for moment in sore}) == rules.CLINICIAN_WEEKS


_WEEKS = rules.CLINICIAN_WEEKS * rules.WEEK
_LONGEST: dict[Phase, timedelta] = {
    Phase.RECOVERY: rules.CLINICIAN_IN_RECOVERY,
    Phase.ACUTE: rules.CLINICIAN_IN_ACUTE,
}


def mornings_do_not_fall(at: datetime, began: datetime, setting: Setting, usual: int | None) -> bool:
    """Whether the usual morning is 3 or more, and not 2 points below that of two weeks ago (unknown then: no fall).

    ``usual`` is the usual morning of the record of ``at``, judged in ``setting``; ``began``: when the history did.
    """
    if usual is None or usual < rules.CLINICIAN_MORNING_FROM or at - began < rules.CLINICIAN_AFTER:
        return False
    before = usual_morning_at(at - rules.CLINICIAN_AFTER, setting)
    return before is None or before - usual < rules.CLINICIAN_MORNING_FALL
