"""The pain check in plain mode: the questions after a session, stored as they are answered; and open mornings."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from coach.domain.records.answers import Answers, WhileItRan, below_what_was_told, contradiction
from coach.domain.records.by_name import answered_names, with_values
from coach.domain.records.entries import Quality
from coach.domain.records.profile import NO_PROFILE
from coach.domain.records.questions import AFTER, PAINFUL, QUALITY, WORST, Prompt, open_after
from coach.plain import answers as read
from coach.plain.asking import SCALE_HINT, TRIES, ask, ask_apart, asked, pain_line
from coach.plain.talk import Talk
from coach.services.training import Training

Keep = Callable[[Answers, AbstractSet[str]], None]
"""Stores the answers so far, with the names of those that were asked."""


_NO_PAIN = "No pain at all, during it and {}? Enter yes, n there was some:"


class PainCheck:
    """Asks the questions about one session. ``answers``: the answers so far; each goes to ``keep`` as it comes."""

    def __init__(
        self,
        talk: Talk,
        exercises: Mapping[str, str],
        ran: WhileItRan | None = None,
        place: str = NO_PROFILE.place,
        keep: Keep = lambda _answers, _asked: None,
        *,
        is_well: bool = False,
        after: Prompt = AFTER,
    ) -> None:
        """``exercises``: those of the session, id to name. ``ran``: what was reported during it.

        ``place``: where the pain is meant. ``is_well``: one answer can say that there was no pain at all. ``after``:
        the question for the pain right after.
        """
        self._talk = talk
        self._is_well, self._after = is_well, after
        self._ran = ran or WhileItRan()
        self._exercises = exercises
        self._place = place
        self._keep = keep
        self._asked: frozenset[str] = frozenset()
        self.answers = Answers()

    def ask(self, known: Answers | None = None) -> Answers:
        """Ask all the questions; if answers are ``known``, only those that are still open. Raises InputEndedError."""
        self.answers = known = known or Answers()
        if known.worst is None or known.after is None:
            self._ask_pains()
        answered = {*answered_names(known)} - ({QUALITY.name} if known.quality is self._ran.quality else set())
        for prompt in open_after(without_pain=self.answers.without_pain):
            if prompt not in (WORST, AFTER) and prompt.name not in answered:
                self._ask(prompt)
        if not self._talk.hands_free and known == Answers():
            soreness, elsewhere = ask_apart(self._talk)
            for name, value in (("soreness", soreness), ("elsewhere", elsewhere)):
                if value is not None:
                    self._tell(name, value)
        return self.answers

    def _tell(self, name: str, answer: object) -> None:
        self._asked |= {name}
        self.answers = with_values(self.answers, {name: answer})
        self._keep(self.answers, self._asked)

    def _ask_pains(self) -> None:
        told = self._ran.worst or self._ran.quality
        one_key = self._is_well and not told and not self._talk.hands_free
        if one_key and asked(
            self._talk, _NO_PAIN.format("now" if self._after is AFTER else "right after it"), read.agreed
        ):
            self._tell("worst", 0)
            self._tell("after", 0)
            return
        questions = pain_line(WORST, self._place), pain_line(self._after, self._place)
        ask_pains(self._talk, questions, self._tell, self._ran.worst)

    def _ask(self, prompt: Prompt) -> None:
        if prompt is QUALITY:
            self._ask_quality()
        elif prompt is not PAINFUL:
            self._tell(prompt.name, ask(self._talk, prompt, self._place))
        elif self._exercises:
            self._tell(prompt.name, ask_where(self._talk, self._exercises))

    def _ask_quality(self) -> None:
        quality, felt = ask_quality(self._talk), self._ran.quality
        if felt and (quality is None or quality.alarm < felt.alarm):
            self._talk.say(f"While it ran you said {felt}: that counts.")
        self._tell("quality", quality)


def ask_pains(
    talk: Talk,
    questions: tuple[str, str],
    keep: Callable[[str, int | None], None],
    during: int | None = None,
) -> None:
    """Ask for worst and after, again while they contradict each other; ``keep`` gets each answer with its name.

    ``during``: the worst pain reported during the session.
    """
    for _ in range(TRIES):
        worst = asked(talk, questions[0], read.pain)
        keep("worst", worst)
        after = asked(talk, questions[1], read.pain)
        problem = below_what_was_told(worst, during) or contradiction(Answers(worst=worst, after=after))
        keep("after", after)
        if problem is None:
            return
        talk.say(problem)
    # The highest of them cannot be wrong: it is what the runner feels, or felt.
    worst = max(pain for pain in (worst, after, during) if pain is not None)
    keep("worst", worst)
    talk.say(f"I take {worst} as the worst.")


def ask_quality(talk: Talk) -> Quality | None:
    """Ask what the pain was like."""
    question = f"{QUALITY.question}? n none, d dull, t tight, sh sharp, c catching; s skips:"
    quality: Quality | None = asked(talk, question, read.quality)
    if quality is None:
        talk.say("No answer to that. (A sharp pain is sh.)")
    return quality


def ask_where(talk: Talk, exercises: Mapping[str, str]) -> tuple[str, ...] | None:
    """Ask which of the exercises (id to name) hurt."""
    ids: Sequence[str] = tuple(exercises)
    listed = ", ".join(f"{number} {name}" for number, name in enumerate(exercises.values(), 1))
    where = f"{PAINFUL.question}? {listed}. Numbers, such as 1 or 2l for the left; Enter for none, s skips:"
    return asked(talk, where, lambda line: read.painful(line, ids))


def ask_mornings(training: Training, talk: Talk) -> None:
    """Ask about each, the latest first; each answer is stored as it is given. Raises InputEndedError."""
    for night in training.pain_checks.open_mornings():
        question = f"{training.pain_checks.morning_words(night)}, {training.profile().place}? {SCALE_HINT}"
        pain = asked(talk, question, read.pain)
        if pain is None:
            continue
        told = training.records.answer_morning(night, pain)
        talk.say(" ".join(["Kept.", *filter(None, map(training.records.light_of, told))]))
