"""The pain check in plain mode: the questions after a session, one line each, and the answers kept as they come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.domain.pain_check import Answers, contradiction
from coach.domain.record import Quality
from coach.plain import answers as read
from coach.plain.asking import TRIES, asked
from coach.plain.talk import Talk


class PainCheck:
    """Asks one session's questions. ``answers`` holds what was answered so far, whatever happens meanwhile."""

    def __init__(self, talk: Talk, exercises: Mapping[str, str], during: int | None = None) -> None:
        """``exercises``: those of the session, names by id. ``during``: the worst pain told while it ran."""
        self._talk = talk
        self._during = during
        self._exercises = exercises
        self.answers = Answers()

    def ask(self) -> Answers:
        """All the questions. Raises InputEndedError."""
        self._ask_pains()
        if not self.answers.without_pain:
            self._ask_about_the_pain()
        effort = asked(self._talk, "How hard was it? 0 no effort to 10 all you had, s skips:", read.pain)
        self.answers = replace(self.answers, effort=effort)
        return self.answers

    def _ask_pains(self) -> None:
        """Worst and after, again while they contradict each other."""
        for _ in range(TRIES):
            worst = asked(self._talk, "Worst pain during the session? 0 to 10, s skips:", read.pain)
            self.answers = replace(self.answers, worst=worst, after=None)
            after = asked(self._talk, "Pain right now? 0 to 10, s skips:", read.pain)
            both = replace(self.answers, after=after)
            problem = contradiction(both, self._during)
            if problem is None:
                self.answers = both
                return
            self._talk.say(problem)
        # The worst of them cannot be wrong: it is what the runner feels, or felt.
        worst = max(pain for pain in (both.worst, both.after, self._during) if pain is not None)
        self.answers = replace(self.answers, worst=worst, after=after)
        self._talk.say(f"I take {worst} as the worst.")

    def _ask_about_the_pain(self) -> None:
        question = "What was it like? n none, d dull, t tight, sh sharp, c catching; s skips:"
        quality: Quality | None = asked(self._talk, question, read.quality)
        if quality is None:
            self._talk.say("No answer to that. (A sharp pain is sh.)")
        self.answers = replace(self.answers, quality=quality)
        gait = asked(self._talk, "Did the pain change how you move? y, n, s skips:", read.yes_no)
        self.answers = replace(self.answers, gait_changed=gait)
        ids: Sequence[str] = tuple(self._exercises)
        listed = ", ".join(f"{number} {name}" for number, name in enumerate(self._exercises.values(), 1))
        if not ids:
            return
        where = f"Where did it hurt? {listed}. Numbers, such as 1 or 2l for the left; Enter for none, s skips:"
        painful = asked(self._talk, where, lambda line: read.painful(line, ids))
        self.answers = replace(self.answers, painful=painful)
