"""The pain check in plain mode: the questions after a session, one line each, and the answers kept as they come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from coach.domain.pain_check import Answers, contradiction, told, told_quality
from coach.domain.profile import NO_PROFILE
from coach.domain.record import Quality, Record
from coach.plain import answers as read
from coach.plain.asking import SCALE, TRIES, ask_apart, asked
from coach.plain.talk import Talk


class PainCheck:
    """Asks one session's questions. ``answers`` holds what was answered so far, whatever happens meanwhile."""

    def __init__(
        self, talk: Talk, exercises: Mapping[str, str], record: Record | None = None, place: str = NO_PROFILE.place
    ) -> None:
        """``exercises``: those of the session, names by id. ``record``: holds what was told while it ran.

        ``place``: what the pains are asked of.
        """
        self._talk = talk
        self._during = told(record) if record else None
        self._felt = told_quality(record) if record else None
        self._exercises = exercises
        self._place = place
        self.answers = Answers()

    def ask(self) -> Answers:
        """All the questions. Raises InputEndedError."""
        self._ask_pains()
        if not self.answers.without_pain:
            self._ask_about_the_pain()
        effort = asked(self._talk, "How hard was it? 0 no effort to 10 all you had, s skips:", read.pain)
        self.answers = replace(self.answers, effort=effort)
        if not self._talk.hands_free:
            soreness, elsewhere = ask_apart(self._talk)
            self.answers = replace(self.answers, soreness=soreness, elsewhere=elsewhere)
        return self.answers

    def _ask_pains(self) -> None:
        questions = (
            f"Worst pain during the session, {self._place}? {SCALE}",
            f"Pain right now, {self._place}? {SCALE}",
        )
        ask_pains(self._talk, questions, self._keep_pains, self._during)

    def _keep_pains(self, worst: int | None, after: int | None) -> None:
        self.answers = replace(self.answers, worst=worst, after=after)

    def _ask_about_the_pain(self) -> None:
        quality = ask_quality(self._talk)
        if self._felt and (quality is None or quality.alarm < self._felt.alarm):
            self._talk.say(f"While it ran you said {self._felt}: that counts.")
        self.answers = replace(self.answers, quality=quality)
        gait = asked(self._talk, "Did the pain change how you move? y, n, s skips:", read.yes_no)
        self.answers = replace(self.answers, gait_changed=gait)
        if self._exercises:
            self.answers = replace(self.answers, painful=ask_where(self._talk, self._exercises))


def ask_pains(
    talk: Talk,
    questions: tuple[str, str],
    keep: Callable[[int | None, int | None], None],
    during: int | None = None,
) -> None:
    """Worst and after, again while they contradict each other; ``keep`` gets both each time one is answered.

    ``during``: the worst pain told while it ran.
    """
    for _ in range(TRIES):
        worst = asked(talk, questions[0], read.pain)
        keep(worst, None)
        after = asked(talk, questions[1], read.pain)
        problem = contradiction(Answers(worst=worst, after=after), during)
        if problem is None:
            keep(worst, after)
            return
        talk.say(problem)
    # The worst of them cannot be wrong: it is what the runner feels, or felt.
    worst = max(pain for pain in (worst, after, during) if pain is not None)
    keep(worst, after)
    talk.say(f"I take {worst} as the worst.")


def ask_quality(talk: Talk) -> Quality | None:
    """What the pain was like."""
    question = "What was it like? n none, d dull, t tight, sh sharp, c catching; s skips:"
    quality: Quality | None = asked(talk, question, read.quality)
    if quality is None:
        talk.say("No answer to that. (A sharp pain is sh.)")
    return quality


def ask_where(talk: Talk, exercises: Mapping[str, str]) -> tuple[str, ...] | None:
    """Which of the exercises (names by id) hurt."""
    ids: Sequence[str] = tuple(exercises)
    listed = ", ".join(f"{number} {name}" for number, name in enumerate(exercises.values(), 1))
    where = f"Where did it hurt? {listed}. Numbers, such as 1 or 2l for the left; Enter for none, s skips:"
    return asked(talk, where, lambda line: read.painful(line, ids))
