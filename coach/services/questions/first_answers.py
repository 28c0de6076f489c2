"""The questions at the first start, and the profile and start that follow from the answers.

Left out: how it is asked (the front ends), and the course that is proposed then (``courses``).
"""

from collections.abc import Mapping, Set

from msgspec import Struct

from coach.domain.exercises.course import Concern
from coach.domain.exercises.routine import Phase
from coach.domain.records.by_name import with_values
from coach.domain.records.profile import Sided, Site
from coach.services.training import Training

BEATS = ((2, 10), (3, 15))
"""The offered pairs of days a week and minutes each time."""
OTHER_BEAT = (0, 0)
OWN_RUNS = -1
"""Stands in place of minutes: the runner plans their runs alone."""


class FirstQuestion(Struct, frozen=True):
    """One of the questions, as both front ends ask it. ``options``: each answer with its value; empty: 0 to 10."""

    name: str
    label: str
    options: tuple[tuple[str, object], ...] = ()
    hint: str = ""


FIRST_QUESTIONS = (
    FirstQuestion(
        "concern",
        "What brings you",
        (
            ("it hurts", Concern.PAINFUL),
            ("tight", Concern.TIGHT),
            ("weak", Concern.WEAK),
            ("to stay well", Concern.WELL),
        ),
    ),
    FirstQuestion("site", "Where it hurts", tuple((site.value.replace("-", " "), site) for site in Site)),
    FirstQuestion("side", "On which side", tuple((side.value, side) for side in Sided)),
    FirstQuestion(
        "stands",
        "How it is now",
        (("it is sharp, or hurts at rest", Phase.ACUTE), ("it has settled", Phase.RECOVERY)),
        "Sharp, at rest, or with every step: the coach begins gently, in the acute phase.",
    ),
    FirstQuestion("morning", "Usual morning pain", hint="On a usual morning lately."),
    FirstQuestion(
        "runs",
        "Running now, without it",
        (("not now", 0), ("10 min", 10), ("20 min", 20), ("30 min", 30), ("own runs", OWN_RUNS)),
        "Only what brings none of this pain, then or the next morning; else walks come first. Own: no complaint.",
    ),
    FirstQuestion("week", "Such runs a week", (("one", 1), ("two", 2), ("three or more", 3))),
    FirstQuestion(
        "beat",
        "Time for it",
        (*((f"{days} days × {minutes} min", (days, minutes)) for days, minutes in BEATS), ("other", OTHER_BEAT)),
        "How often, and how long. Less that is done is worth more than much that is not.",
    ),
    FirstQuestion("days", "Days a week", tuple((str(days), days) for days in range(1, 7))),
    FirstQuestion("minutes", "Minutes each time", tuple((f"{each} min", each) for each in (5, 10, 15, 20, 30))),
)
"""In the order in which they are asked; ``FirstAnswers.is_open`` tells which of them, by the answers before."""
_OF_PAIN = frozenset(("site", "side", "stands", "morning"))


class FirstAnswers:
    """Answers by the name of their question: concern, site, side, stands, morning, runs, week, beat, days, minutes.

    ``stands`` is the phase; ``runs`` minutes, 0 for none, or OWN_RUNS; ``week`` how many such runs; ``beat`` days and
    minutes.
    """

    def __init__(self, training: Training) -> None:
        self._training = training

    def known(self) -> dict[str, object]:
        """The answers given before the coach was closed half-way; None: not answered."""
        profile, start = self._training.profile(), self._training.history().start
        days, minutes = profile.days_a_week, profile.minutes
        beat = (days, minutes) if days and minutes else None
        is_other = beat is not None and beat not in BEATS
        well = profile.concern is Concern.WELL
        return {
            "concern": profile.concern,
            "site": profile.site,
            "side": profile.side,
            "stands": None if well else start.phase,
            "morning": start.usual_morning,
            "runs": OWN_RUNS if start.own_runs else start.run_minutes,
            "week": start.runs_per_week,
            "beat": OTHER_BEAT if is_other else beat,
            "days": days if is_other else None,
            "minutes": minutes if is_other else None,
        }

    def is_open(self, name: str, values: Mapping[str, object]) -> bool:
        """Whether a question should be asked after these answers."""
        concern = values["concern"]
        if name in _OF_PAIN:
            return concern is Concern.PAINFUL
        if name in ("runs", "week"):
            asked = concern not in (None, Concern.WELL) and self._phase(values) is not Phase.ACUTE
            return asked and (name == "runs" or _minutes(values) > 0)
        return name not in ("days", "minutes") or values["beat"] == OTHER_BEAT

    def keep(self, values: Mapping[str, object], given: Set[str]) -> None:
        """Store those of these answers that were ``given``, and what follows from them."""
        self._training.runner.first_questions(open_still=True)
        profile, start = self._profile(values, given), self._start(values, given)
        if profile:
            self._training.runner.change_profile(lambda known: with_values(known, profile))
        if start:
            self._training.runner.change_start(lambda known: with_values(known, start))

    def are_asked(self) -> None:
        """Remember that they were asked, answered or not, so that they are not asked again."""
        self._training.runner.first_questions(open_still=False)

    def _profile(self, values: Mapping[str, object], given: Set[str]) -> dict[str, object]:
        profile = {name: values[name] for name in ("concern", "site", "side") if name in given}
        if given & {"beat", "days", "minutes"}:
            beat = values["beat"]
            if beat == OTHER_BEAT:
                beat = (values["days"], values["minutes"])
            profile["days_a_week"], profile["minutes"] = beat if isinstance(beat, tuple) else (None, None)
        return profile

    def _start(self, values: Mapping[str, object], given: Set[str]) -> dict[str, object]:
        start: dict[str, object] = {}
        if given & {"concern", "stands"}:
            start["phase"] = self._phase(values)
        if "morning" in given:
            start["usual_morning"] = values["morning"]
        if given & {"concern", "stands", "runs", "week"}:
            minutes, week = _minutes(values), values["week"]
            if self._phase(values) is Phase.ACUTE:
                minutes = 0
            well = values["concern"] is Concern.WELL
            start["run_minutes"] = minutes if minutes > 0 and not well else None
            start["runs_per_week"] = week if minutes > 0 and not well else None
            start["own_runs"] = True if well or minutes == OWN_RUNS else None
        return start

    def _phase(self, values: Mapping[str, object]) -> object:
        """The phase to begin with: maintenance for who is well; if it hurts, what the runner said; else None."""
        if values["concern"] is Concern.WELL:
            return Phase.MAINTENANCE
        return values["stands"] if values["concern"] is Concern.PAINFUL else None


def _minutes(values: Mapping[str, object]) -> int:
    """The minutes that the runner runs now; 0: none, or not answered."""
    minutes = values["runs"]
    return minutes if isinstance(minutes, int) else 0
