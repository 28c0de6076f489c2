"""What Home says around its list: what is due and why, what the day offers, what is still missing, what is wrong.

Left out: the strip of days (``text.day_strip``), the keys of the day (``home_keys``), where it is shown (``home_box``).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from coach.domain.courses.diary import DayKind, Offer, Suggestion
from coach.domain.planning.plan import Plan
from coach.domain.planning.reasons import day
from coach.domain.planning.standing import Standing
from coach.domain.records.morning import Night
from coach.domain.today.check_in import waits_for
from coach.domain.today.in_short import changes_in_short
from coach.domain.today.setback import Setback, setback
from coach.library.toml.source import shown_path
from coach.services.today import next_training_line
from coach.tui.base.app_base import AppBase
from coach.tui.home.home_list import HomeList

if TYPE_CHECKING:
    from coach.domain.today.ahead import InventedDay

_MOST_COPIES = 3
"""How many copies are named at most; `coach check` lists all."""
_UNREAD_SHOWN = 2
"""How many unreadable records are named at most."""
_WITHOUT_TRAINING = {DayKind.DONE: "All done"}
"""The words in place of a routine, where the suggestion has no headline of its own."""


class HomeToday:
    """The words about today, for an app with this list. ``later``: the runner put off the question of the morning."""

    def __init__(self, app: AppBase, home_list: HomeList) -> None:
        self._app = app
        self._list = home_list
        self.later = False
        self.ahead: Sequence[InventedDay] = ()
        """The days from today on, once they are known (``home_box``)."""
        self._night: tuple[object, Night | None] | None = None
        self._less: tuple[int, Plan | None, Setback | None] = (0, None, None)

    @property
    def _is_reading(self) -> bool:
        return self._app.files.is_reading

    @property
    def _standing(self) -> Standing | None:
        """Where the runner stands, as of the last time the list was read; None while that is not known."""
        return None if self._is_reading else self._list.standing

    @property
    def is_locked(self) -> bool:
        """Whether training is known to be locked."""
        return self._standing is not None and self._standing.lock.is_on

    @property
    def suggestion(self) -> Suggestion:
        """What is due, as of the last time the list was read."""
        return self._list.suggestion

    @property
    def has_days(self) -> bool:
        """Whether the days ahead can be computed: all is read, and training is not locked."""
        return self._standing is not None and not self._standing.lock.is_on

    @property
    def leads(self) -> bool:
        """Whether a course leads through the days, and its standing is known."""
        return self.has_days and self._standing is not None and self._standing.course.course is not None

    def night(self) -> Night | None:
        """The night whose morning is asked about here, or None; as of the last time the list was read."""
        now = self._list.times_read, self._is_reading, self.later
        if self._night is None or self._night[0] != now:
            self._night = now, self._open_night()
        return self._night[1]

    def _open_night(self) -> Night | None:
        if self._is_reading or self.is_locked or self.later or self.suggestion.kind is DayKind.PAUSED:
            return None
        return next(iter(self._app.training.today.questions().nights), None)

    def in_full(self) -> list[str]:
        """Return all that is said of today and of what is wrong, uncut, for where there was no room for it."""
        lines = [self.morning(), self.due(), self.why(), self.offers(), self.way(), self.needs(), self.trouble()]
        return [str(line) for line in lines if str(line)]

    # --- line by line -----------------------------------------------------------------------------------------------

    def morning(self) -> Content:
        """The question of the morning; empty when it is answered or put off."""
        night = self.night()
        if night is None:
            return Content("")
        training, now = self._app.training, self._app.training.clock.now()
        which = "This morning" if night.ended_today(now) else f"The morning after {day(night.at)}"
        asks = f"{which}, {training.profile().place}: 0 none … 10 worst?"
        return Content.assemble(
            (asks, "bold $warning"), " Digit, s later.\n", (waits_for(night, training.standing(), now), "dim")
        )

    def due(self, columns: int = 0, *, below: bool = True) -> Content:
        """What is due, with its length; then the place in the course, or the phase, on a second line if it does not
        fit, or not at all without ``below``.

        ``columns``: the width available; 0: unlimited.
        """
        what, where = self._due(), self._where_it_leads()
        fits = columns == 0 or what.cell_length + len(where) + 2 <= columns
        if not fits and not below:
            return what
        between = "  " if fits else "\n"
        return Content.assemble(what, (f"{between}{where}", "dim")) if where else what

    def _due(self) -> Content:
        if self._is_reading:
            return Content.assemble(("Today", "bold $accent"))
        if self.is_locked:
            heading = f"■ {self._app.training.standing().lock.heading}"
            return Content.assemble((heading, "bold $error"), ("  TRAINING IS LOCKED", "$error"))
        today, due = ("Today  ", "bold $accent"), self._list.due
        if due and due.known:
            lighter = ", lighter" if self._setback() else ""
            return Content.assemble(today, (due.name, "bold"), f"{lighter} · {due.known.minutes} min")
        return Content.assemble(today, (self._without_routine(), "bold"))

    def _without_routine(self) -> str:
        suggestion = self.suggestion
        if suggestion.headline:
            return suggestion.headline
        return "Run" if suggestion.runs else _WITHOUT_TRAINING.get(suggestion.kind, "Rest")

    def _where_it_leads(self) -> str:
        """The course and its block; without a course the phase, unless the runner has no complaint."""
        if not self.has_days:
            return ""
        training = self._app.training
        return training.courses.label() or ("" if training.runner.is_well() else f"{training.phase} phase")

    def why(self) -> str:
        """Why it is due, what changed in it, and when the next training is; while files are read, how far that is."""
        if self._is_reading:
            return self._app.files.progress
        suggestion, due, less = self.suggestion, self._list.due, self._setback()
        changes = changes_in_short(due.known.plan, less) if (self.leads or less) and due and due.known else ""
        return " ".join(filter(None, (suggestion.why, changes, self._following())))

    def _following(self) -> str:
        """When the next training is: as the days ahead have it, once they are known; until then, as the week has it."""
        if not self.suggestion.following or not self.leads:
            return ""
        today = self._app.training.clock.now().date()
        known = self.ahead if self.ahead and self.ahead[0].day == today else None
        return next_training_line(self._app.training, known) if known else self.suggestion.following

    def _setback(self) -> Setback | None:
        """Why what is due is lighter than before, if it is; as of the last time the list was read."""
        due = self._list.due
        plan = due.known.plan if self.has_days and due and due.known else None
        look, of, less = self._less
        if look != self._list.times_read or of is not plan:
            less = setback(plan, self._app.training.standing()) if plan else None
            self._less = self._list.times_read, plan, less
        return less

    def offers(self) -> Content:
        """The optional offers of the day, with their keys."""
        offers = () if self._is_reading or self.is_locked else self.suggestion.offers
        if not offers or self.night() is not None:
            return Content("")
        words = "; ".join(_offered(offers, first=self._list.offer_comes_first))
        return Content.assemble(("If you like: ", "bold"), words, ".")

    def way(self) -> str:
        """What the runner still needs before their next run; empty where there is nothing to say."""
        if not self.leads or self.suggestion.kind in (DayKind.PAUSED, DayKind.SETTLING) or self.night() is not None:
            return ""
        words = self._app.training.courses.way_to_running()
        return f"↗ {words}" if words else ""

    def needs(self) -> str:
        """What is still missing for the next block and phase; while locked, the warning signs ticked."""
        if self.is_locked:
            return self._app.training.standing().lock.ticked
        if self._is_reading or self.suggestion.kind is DayKind.PAUSED or self.night() is not None:
            return ""
        runner = self._app.training.runner
        return "\n".join(filter(None, (self._for_the_next_block(), "" if runner.is_well() else runner.wanting())))

    def _for_the_next_block(self) -> str:
        if not self.leads or self.suggestion.kind is DayKind.BLOCK_DONE:
            return ""
        standing = self._app.training.standing().course
        missing = [need.words for need in self._app.training.courses.needs() if not need.met]
        following = standing.course.after(standing.block) if standing.course and standing.block else None
        return f"For {following.name}: {'; '.join(missing)}." if missing and following else ""

    # --- what is wrong ----------------------------------------------------------------------------------------------

    def trouble(self) -> str:
        """What is wrong, one line each; empty when nothing is."""
        own = [self._app.trouble] if self._app.trouble else []
        return "\n".join([*own, *self._unread(), *self._no_course(), *self._wrong_files()])

    def _no_course(self) -> Iterator[str]:
        missing = None if self._is_reading else self._app.training.courses.missing
        if missing is not None:
            yield f'Your course "{missing}" is no longer there. Choose another, or none, under You.'

    def _unread(self) -> list[str]:
        if self._is_reading or not self._app.training.recent().unreadable:
            return []
        from coach.services.trouble.unreadable_rows import lines  # most runners have none

        unread = lines(self._app.training)
        more = len(unread) - _UNREAD_SHOWN
        return [*unread[:_UNREAD_SHOWN], *([f"And {more} more that cannot be read."] if more > 0 else [])]

    def _wrong_files(self) -> list[str]:
        library, said = self._app.training.library, []
        badged = {shown_path(broken.path) for broken in library.broken}
        wrong = [each for each in self._app.diagnostics if each.severity == "error" and each.path not in badged]
        if wrong:
            count = "1 problem" if len(wrong) == 1 else f"{len(wrong)} problems"
            tells_all = "" if self._app.coach.hosted else "; `coach check` tells all"  # a guest has no commands
            said.append(f"{count} in your files{tells_all}. First: {wrong[0]}")
        if badged:
            are = "1 file is" if len(badged) == 1 else f"{len(badged)} files are"
            said.append(f"{are} broken: ✕ in the list.")
        return said + [f"{Path(copy.path).name}: {copy.message}." for copy in library.copies[:_MOST_COPIES]]


def _offered(offers: tuple[Offer, ...], *, first: bool) -> Iterator[str]:
    """Yield the words of each offer, with its key: g for a walk, Enter for the ``first`` one if Enter opens it."""
    opens = next((offer for offer in offers if offer.routine is not None or offer.walk), None) if first else None
    for offer in offers:
        key = "Enter" if offer is opens else "g" if offer.walk else ""
        yield f"{offer.words}{f' [{key}]' if key else ''}"
