"""The check-in in plain mode: pain now, and at a terminal the morning, daily life, and "none of these".

Through a pipe only pain now is asked, so that a script's answers keep their order; a script that knows more uses
``coach morning`` and the app.
"""

from coach.domain.planning.reasons import day
from coach.domain.records.entries import CheckIn
from coach.domain.records.red_flags import BY_ID, RED_FLAGS
from coach.plain import answers as read
from coach.plain.asking import SCALE, ask_apart, asked
from coach.plain.talk import Talk
from coach.services.training import Training

_NONE = "None of these today: sh sharp pain, l limping, p painkiller in 6 h, i ice in 20 min, w a warning sign;"
"""What is true today. o has no part in the rules."""


def check_in(training: Training, talk: Talk) -> CheckIn:
    """Ask, and keep what is to be kept at once: the morning, and warning signs. Raises InputEndedError."""
    place = training.profile().place
    before = asked(talk, f"Pain now, {place}? {SCALE}", read.pain)
    if talk.hands_free:
        return CheckIn(before=before)
    questions = training.today.questions()
    for night in questions.nights:
        question = f"How bad was the pain the morning after {day(night.at)}, {place}? {SCALE}"
        morning = asked(talk, question, read.pain)
        if morning is not None:
            training.records.answer_morning(night, morning)
    daily_life = None
    if questions.daily_life:
        daily_life = asked(talk, "Is your daily life free of pain? y, n, s skips:", read.yes_no)
    signs = asked(talk, f"{_NONE} o sore muscles or pain elsewhere? Enter for none:", read.signs) or frozenset()
    flags = _warning_signs(talk) if "w" in signs else ()
    if flags:
        training.records.tick_flags(frozenset(flags))
    soreness, elsewhere = ask_apart(talk) if "o" in signs else (None, None)
    return CheckIn(
        before=before,
        sharp="sh" in signs,
        limp="l" in signs,
        painkiller="p" in signs,
        iced_minutes_ago=0 if "i" in signs else None,
        daily_life_pain_free=daily_life,
        red_flags=tuple(flags),
        soreness=soreness,
        elsewhere=elsewhere,
    )


def _warning_signs(talk: Talk) -> tuple[str, ...]:
    """Which of the red flags are true, by their numbers."""
    for number, flag in enumerate(RED_FLAGS, 1):
        talk.say(f"{number}. {flag.question}.")
    ids = tuple(BY_ID)
    question = "Which of these? Numbers, such as 3 or 3 9; Enter for none:"
    return asked(talk, question, lambda line: read.chosen(line, ids)) or ()
