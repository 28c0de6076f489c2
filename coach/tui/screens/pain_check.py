"""Pain check: six questions after a session, by digits and arrow keys, in under ten seconds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.records.answers import (
    Answers,
    below_what_was_told,
    contradiction,
    exercises_done,
    open_questions,
    pain_answers_of,
)
from coach.domain.records.by_name import by_name, with_values
from coach.domain.records.entries import Quality, Record, Session
from coach.domain.records.questions import AFTER, NOTED_APART, PAIN_CHECK, PAINFUL, Prompt, open_after
from coach.tui.dialogs.soreness import Apart, Soreness, apart_line
from coach.tui.screens.questionnaire import Questionnaire, hint, row
from coach.tui.widgets.beside import done_preview
from coach.tui.widgets.question import Options, Question, numbered

if TYPE_CHECKING:
    from coach.services.training import Training

_NO_PAIN = {"worst": 0, "after": 0, "quality": Quality.NONE, "gait_changed": False}
"""The explicit answers that the one key for "no pain at all" gives."""
_APART = frozenset(prompt.name for prompt in NOTED_APART)


class PainCheck(Questionnaire):
    """Asks about a session already on record; each answer goes into the record as it is given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n", "no_pain", "No pain at all", tooltip="None during it, none after it: only how hard it was is asked."
        ),
        Binding("o", "apart", "Apart", tooltip="Sore muscles, and pain elsewhere."),
        Binding("f", "flags", "Warning sign", show=False, tooltip="Tick a warning sign, such as numbness or fever."),
        Binding(
            "escape",
            "later",
            "Answer later",
            tooltip="Go home. Answers are kept; Home keeps the open questions.",
        ),
    ]

    def __init__(self, record: Record, training: "Training", said: str = "") -> None:
        """``said``: the routine's last words; the runner reads them as the session ends."""
        self._prompts = _prompts(record, training)
        questions = _questions(record, training.catalogue, self._prompts)
        title = f"{said}\nHow was it?" if said else "How was it?"
        super().__init__(title, questions, lambda: done_preview(training, record))
        self._training = training
        self._place = training.profile().place
        self._is_well = training.runner.is_well()
        self._apart: Soreness = (record.soreness, record.elsewhere)
        self._record = record
        self._ran = training.pain_checks.while_it_ran(record)
        # Show the answers given before, if there are any. Without pain the questions about it were never
        # asked: they stay open, in case there was some after all.
        given = pain_answers_of(record)
        for name in self._open_with(given):
            value = by_name(given)[name]
            if value is not None:
                self._asked[name].set_value(value)
                self._given.add(name)

    def body(self) -> ComposeResult:
        """The questions, and the lines that open the two separate dialogs."""
        yield from super().body()
        yield Static(apart_line(self._apart), id="apart", markup=False)
        yield Static(
            Content.assemble(("f ", "bold $accent"), ("a warning sign, such as numbness or fever", "dim")),
            id="flags",
            markup=False,
        )

    def begin_with(self) -> int:
        """Return the place of the first open question; if none was answered here, of the worst pain.

        The worst is asked first even if it is known already, from what was told while the session ran.
        """
        names, open_ones = list(self._asked), open_questions(self._record, begun=True)
        if "after" in open_ones and self._record.worst == self._ran.worst:
            return 0
        return next((names.index(name) for name in self.open_names() if name in open_ones), 0)

    def open_names(self) -> list[str]:
        """All questions; without pain, only how hard it was."""
        return self._open_with(self._answers())

    def _open_with(self, answers: Answers) -> list[str]:
        names = (prompt.name for prompt in open_after(without_pain=answers.without_pain))
        return [name for name in names if name in self._asked]

    def put_right(self, name: str) -> str:
        """Raise a worst pain below what was told during the session to that value."""
        worst = self._asked["worst"].value
        said = below_what_was_told(worst if isinstance(worst, int) else None, self._ran.worst)
        if name != "worst" or not said:
            return ""
        self._asked["worst"].set_value(self._ran.worst)
        return f"{said} ↑ goes back to it."

    def wrong(self) -> tuple[str, str] | None:
        """Check for answers that contradict each other."""
        return wrong_pains(self._answers())

    def insist(self) -> None:
        """Raise the worst pain to at least what is felt right after."""
        self.answer_anew("worst", self._asked["after"].value)

    def hint_of(self, name: str) -> str:
        """Return the line that says how a question is answered."""
        during = self._ran.quality if name == "quality" else None
        counts = f" While it ran you said {during}: the worse of the two counts." if during else ""
        return hint(self._prompts[name], self._place) + counts

    def kept(self) -> None:
        """Write the answers into the record at once."""
        self._keep(frozenset(self._given))

    def finish(self) -> None:
        """Show what the answers mean."""
        self._training.pain_checks.asks_about(self._record, done=True)
        self.app.go.verdict(self._record, not_by=self.ended_by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key for no pain at all is for a runner without complaint who has told of no pain in the session."""
        return action != "no_pain" or (self._is_well and not self._ran.worst and not self._ran.quality)

    def action_no_pain(self) -> None:
        """Answer explicitly that all of it was without pain, and keep that."""
        for name, value in _NO_PAIN.items():
            self._asked[name].set_value(value)
        self._given |= _NO_PAIN.keys()
        self._go(list(self._asked).index("worst"))
        self.kept()
        self._next()

    def action_apart(self) -> None:
        """Ask for sore muscles and pain elsewhere, which the rules do not use."""
        self.app.push_screen(Apart(self._apart), self._set_apart)

    def _set_apart(self, told: Soreness | None) -> None:
        if told is not None:
            self._apart = told
            self._keep(_APART)
            self.query_one("#apart", Static).update(apart_line(told))

    def action_later(self) -> None:
        """Go home, which offers the open questions again."""
        self.app.go.home()

    def action_flags(self) -> None:
        """Tick a warning sign: it is on record at once, and what to do is shown."""
        from coach.tui.dialogs.checklist import Ticks
        from coach.tui.dialogs.sign_items import FLAGS

        question = "Is any of these true? Press the key of each that is."
        self.app.push_screen(Ticks(question, FLAGS, frozenset()), self._tick)

    def _tick(self, flags: frozenset[str] | None) -> None:
        if flags:
            self._training.records.tick_flags(flags)
            if self._training.standing().lock.is_on:
                self.app.go.verdict(self._record, not_by="enter")

    def _keep(self, asked: frozenset[str]) -> None:
        self._record = self._training.pain_checks.answer(self._record, self._answers(), asked, self._ran)

    def _answers(self) -> Answers:
        soreness, elsewhere = self._apart
        apart = Answers(soreness=soreness, elsewhere=elsewhere)
        return with_values(apart, {name: question.value for name, question in self._asked.items()})


def wrong_pains(answers: Answers) -> tuple[str, str] | None:
    """Return what is contradictory in the pains, with how to resolve it, and the question to go back to; or None."""
    wrong = contradiction(answers)
    return (f"{wrong} Enter: the worst was {answers.after}.", "after") if wrong else None


def _prompts(record: Record, training: "Training") -> dict[str, Prompt]:
    """Return the six questions by the name of their answer; five for a run, which has no exercises."""
    asked = [prompt for prompt in PAIN_CHECK if prompt is not PAINFUL or _done(record, training.catalogue)]
    return {prompt.name: prompt for prompt in asked} | {AFTER.name: training.pain_checks.after_asked(record)}


def _questions(record: Record, catalogue: Catalogue, prompts: Mapping[str, Prompt]) -> dict[str, Question]:
    """Return the widget of each question, by the name of its answer."""
    return {
        name: row(prompt, exercises_to_name(record, catalogue) if prompt is PAINFUL else None)
        for name, prompt in prompts.items()
    }


def _done(record: Record, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of what may have hurt; for a logged session, which has no steps, its routine's exercises."""
    done = exercises_done(record)
    if isinstance(record, Session) and record.step is None:
        return tuple(dict.fromkeys((*done, *catalogue.names_in(record.routine))))
    return done


def exercises_to_name(record: Record, catalogue: Catalogue) -> Options:
    """Return what was done in this session as options, to be named as painful."""
    ids = _done(record, catalogue)
    names = {i: catalogue.exercises[i].name if i in catalogue.exercises else i for i in ids}
    # An exercise said to hurt during the session keeps its side: its option, ticked already, is the place named then.
    places = {place.partition(":")[0]: place for place in record.painful or ()}
    return numbered(
        [(_place_name(name, places.get(i, i)), places.get(i, i)) for i, name in names.items()], several=True
    )


def _place_name(name: str, place: str) -> str:
    side = place.partition(":")[2]
    return f"{name} ({side})" if side else name
