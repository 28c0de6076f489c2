"""Settling unreadable rows in the app: choose one, then answer one question, or the questions of a log.

Left out: what the answers do (``coach.services.trouble.unreadable_rows``).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from coach.domain.exercises.routine import Phase
from coach.domain.planning.unreadable_rows import counts_as, line_of, name_of
from coach.domain.records.entries import Unreadable
from coach.domain.records.red_flags import RED_FLAGS
from coach.domain.rules.lock import OUTCOMES
from coach.services.trouble.unreadable_rows import (
    Meant,
    answer_phase,
    answer_sign,
    answer_unlocked,
    is_of_the_profile,
    settle_question,
    settle_row,
    thing_to_log,
    unread,
)
from coach.store.protocol import Settled
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pick_screen import Pick

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

T = TypeVar("T")
_LATER = Choice("escape", "Decide later", "")
_ANEW, _REMOVE, _ASIDE = "anew", "remove", "aside"
_ENTER = "Enter asks what is to become of it. Nothing changes before you have said so."


def settle_rows(app: AppBase) -> None:
    """Ask which row it is about, if there are several, then what to do with it."""
    rows = unread(app.training)
    if len(rows) == 1:
        ask_what_to_do(app, rows[0])
    elif rows:
        items = [Item(name_of(row).rstrip(","), row) for row in rows]
        app.push_screen(
            Pick("Which of these that cannot be read?", items, lambda row: ask_what_to_do(app, row), _beside)
        )


def _beside(row: Unreadable) -> "Preview":
    from coach.tui.widgets.preview import Preview

    lines = (f"Why it cannot be read: {row.why}.", "", counts_as(row), "", _ENTER, "", f"Its id on record: {row.id}")
    return Preview(title=name_of(row).rstrip(","), lines=lines)


def ask_what_to_do(app: AppBase, row: Unreadable) -> None:
    """Ask what to do with this row."""
    choices = (
        Choice("1", "Say anew what it was", _ANEW),
        Choice("2", "Remove it", _REMOVE),
        Choice("3", "Leave it aside: it no longer counts, and stays on record", _ASIDE),
        _LATER,
    )

    def decide(chosen: str | None) -> None:
        if chosen == _ANEW:
            _say_anew(app, row)
        elif chosen:
            _make_sure(app, row, Settled.REMOVED if chosen == _REMOVE else Settled.KEPT_ASIDE)

    app.push_screen(Ask(line_of(row), choices), decide)


def _make_sure(app: AppBase, row: Unreadable, how: Settled) -> None:
    choices = (Choice("y", "Yes", True), Choice("escape", "No, it stays as it is", False))
    app.push_screen(
        Ask(settle_question(row, how), choices),
        lambda sure: _done(app, settle_row(app.training, row, how)) if sure else None,
    )


def _say_anew(app: AppBase, row: Unreadable) -> None:
    if is_of_the_profile(row):
        app.go.you()
    elif thing_to_log(row) is not None:
        _log(app, row)
    else:
        _one_of(app, "What was it?", {meant.value: meant for meant in Meant}, lambda meant: _follow(app, row, meant))


def _follow(app: AppBase, row: Unreadable, meant: Meant) -> None:
    training = app.training
    if meant is Meant.TRAINING:
        _log(app, row)
    elif meant is Meant.SIGN:
        signs = [Item(f"{flag.question}.", flag.id) for flag in RED_FLAGS]

        def answer(flag: str) -> None:
            _done(app, answer_sign(training, row, (flag,)))

        app.push_screen(Pick("Which warning sign was it?", signs, answer))
    elif meant is Meant.UNLOCKED:
        outcomes = {outcome.words: outcome.note for outcome in OUTCOMES}
        _one_of(app, "What had come of it?", outcomes, lambda note: _done(app, answer_unlocked(training, row, note)))
    else:
        phases = {phase.value.capitalize(): phase for phase in Phase}
        _one_of(app, "Which phase was it?", phases, lambda phase: _done(app, answer_phase(training, row, phase)))


def _one_of(app: AppBase, asks: str, values: dict[str, T], then: Callable[[T], None]) -> None:
    choices: list[Choice[T | None]] = [Choice("escape", "Leave it open", None)]
    for number, (label, value) in enumerate(values.items(), 1):
        choices.insert(number - 1, Choice(str(number), label, value))

    def decide(value: T | None) -> None:
        if value is not None:
            then(value)

    app.push_screen(Ask(asks, choices), decide)


def _log(app: AppBase, row: Unreadable) -> None:
    """Ask the questions of a log; the record kept then settles the row."""

    def settled() -> None:
        settle_row(app.training, row, Settled.ANSWERED)

    app.go.log_in_place_of(thing_to_log(row), row.at if row.dated else None, settled)


def _done(app: AppBase, said: str) -> None:
    app.go.home()
    app.notify(said, markup=False)
