"""The check-in in plain mode: pain now; at a terminal also the morning, daily life, and what is true today.

Through a pipe only pain now is asked, so that a script's answers keep their order; a script that knows more uses
``coach morning`` and the app.
"""

from coach.domain.planning.reasons import day
from coach.domain.records.check_in_answers import CheckInAnswers
from coach.domain.records.entries import CheckIn
from coach.domain.records.questions import TICKS
from coach.domain.records.red_flags import BY_ID, RED_FLAGS
from coach.plain import answers as read
from coach.plain.asking import SCALE_HINT, ask, ask_apart, asked
from coach.plain.talk import Talk
from coach.services.training import Training

_FLAGS, _APART = "w", "o"
"""The letters that lead to more questions: the warning signs, and pains that play no part in the rules."""
_LETTERS = {prompt.letters: prompt.name for prompt in TICKS}
_NONE = (
    f"None of these today: {', '.join(f'{prompt.letters} {prompt.question}' for prompt in TICKS)}, "
    f"{_FLAGS} a warning sign; {_APART} sore muscles or pain elsewhere? Enter for none:"
)
"""The question for what is true today."""


def check_in(training: Training, talk: Talk) -> CheckIn:
    """Ask, and return the answers; the morning and warning signs are stored at once. Raises InputEndedError."""
    place = training.profile().place
    questions = training.today.questions()
    first, *others = questions.prompts
    said = CheckInAnswers().answering(first.name, ask(talk, first, place))
    if talk.hands_free:
        return said.told
    for night in questions.nights:
        question = f"How bad was the pain the morning after {day(night.at)}, {place}? {SCALE_HINT}"
        morning = asked(talk, question, read.pain)
        if morning is not None:
            training.records.answer_morning(night, morning)
    for prompt in others:
        said = said.answering(prompt.name, ask(talk, prompt, place))
    letters = asked(talk, _NONE, lambda line: read.signs(line, (*_LETTERS, _FLAGS, _APART))) or frozenset()
    flags = _warning_signs(talk) if _FLAGS in letters else ()
    if flags:
        training.records.tick_flags(frozenset(flags))
    if _APART in letters:
        said = said.with_apart(ask_apart(talk))
    now = training.clock.now()
    ticked = frozenset(name for letter, name in _LETTERS.items() if letter in letters)
    return said.with_signs(ticked | frozenset(flags), now).check_in(now)


def _warning_signs(talk: Talk) -> tuple[str, ...]:
    """Ask which of the red flags are true, by their numbers."""
    for number, flag in enumerate(RED_FLAGS, 1):
        talk.say(f"{number}. {flag.question}.")
    ids = tuple(BY_ID)
    question = "Which of these? Numbers, such as 3 or 3 9; Enter for none:"
    return asked(talk, question, lambda line: read.some_of(line, ids)) or ()
