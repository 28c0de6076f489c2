"""Plain mode's questions about unreadable records: what each was, or whether it may be removed or left aside.

Left out: what follows from the answers (``coach.services.trouble.unreadable_rows``).
"""

from collections.abc import Sequence

from coach.domain.exercises.routine import Phase
from coach.domain.planning.unreadable_rows import line_of
from coach.domain.records.entries import Unreadable
from coach.domain.records.red_flags import BY_ID, RED_FLAGS
from coach.domain.rules.lock import OUTCOMES
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.log import log
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.services.trouble.unreadable_rows import (
    Meant,
    answer_phase,
    answer_sign,
    answer_unlocked,
    is_of_the_profile,
    last_logged_id,
    settle_question,
    settle_row,
    thing_to_log,
    unread,
)
from coach.store.protocol import Settled

PROFILE_ANEW = "Say it anew: coach profile --help. That settles it."


def settle_all(training: Training, talk: Talk) -> None:
    """Ask about each of them. Raises InputEndedError."""
    rows = unread(training)
    if not rows:
        talk.say("Everything on record can be read.")
    for row in rows:
        ask_about(training, talk, row)


def ask_about(training: Training, talk: Talk, row: Unreadable) -> None:
    """Ask about one: answer it again, remove it, leave it aside, or decide later. Raises InputEndedError."""
    ways = (None, Settled.REMOVED, Settled.KEPT_ASIDE)
    for line in (line_of(row), "1. Say anew what it was.", "2. Remove it.", "3. Leave it aside."):
        talk.say(line)
    place = asked(talk, "Which? A number; Enter decides later:", lambda line: read.index_typed(line, len(ways)))
    if place is None:
        talk.say("It stays as it is.")
    elif (how := ways[place]) is None:
        answer(training, talk, row)
    elif asked(talk, f"{settle_question(row, how)} y, n:", read.yes_no):
        talk.say(settle_row(training, row, how))
    else:
        talk.say("It stays as it is.")


def answer(training: Training, talk: Talk, row: Unreadable) -> bool:
    """Ask what it was, and store that; False: it was not answered. Raises InputEndedError."""
    if is_of_the_profile(row):
        talk.say(PROFILE_ANEW)
        return False
    if thing_to_log(row) is not None:
        return _log_anew(training, talk, row)
    meant = tuple(Meant)
    chosen = _one_of(talk, [member.value for member in meant], "What was it? A number; Enter leaves it open:")
    if chosen is None:
        talk.say("It stays as it is.")
        return False
    does = {
        Meant.SIGN: _answer_sign,
        Meant.UNLOCKED: _answer_unlocked,
        Meant.PHASE: _answer_phase,
        Meant.TRAINING: _log_anew,
    }
    return does[meant[chosen]](training, talk, row)


def _log_anew(training: Training, talk: Talk, row: Unreadable) -> bool:
    before = last_logged_id(training)
    try:
        log(training, talk, thing_to_log(row), row.at if row.dated else None)
    finally:  # also after the end of the input: the answers so far are stored
        is_kept = last_logged_id(training) != before
        if is_kept:
            talk.say(settle_row(training, row, Settled.ANSWERED))
    return is_kept


def _answer_sign(training: Training, talk: Talk, row: Unreadable) -> bool:
    for number, flag in enumerate(RED_FLAGS, 1):
        talk.say(f"{number}. {flag.question}.")
    ids = tuple(BY_ID)
    flags = asked(talk, "Which? Numbers, such as 3 or 3 9; Enter for none:", lambda line: read.some_of(line, ids))
    if not flags:
        talk.say("It stays as it is.")
        return False
    talk.say(answer_sign(training, row, flags))
    talk.say(training.standing().lock.notice())
    return True


def _answer_unlocked(training: Training, talk: Talk, row: Unreadable) -> bool:
    chosen = _one_of(talk, [outcome.words for outcome in OUTCOMES], "What had come of it? A number; Enter for none:")
    if chosen is None:
        talk.say("It stays as it is.")
        return False
    talk.say(answer_unlocked(training, row, OUTCOMES[chosen].note))
    return True


def _answer_phase(training: Training, talk: Talk, row: Unreadable) -> bool:
    phases = tuple(Phase)
    chosen = _one_of(talk, [phase.value for phase in phases], "Which phase? A number; Enter for none:")
    if chosen is None:
        talk.say("It stays as it is.")
        return False
    talk.say(answer_phase(training, row, phases[chosen]))
    return True


def _one_of(talk: Talk, words: Sequence[str], question: str) -> int | None:
    """The index of the chosen one; None: none."""
    for number, each in enumerate(words, 1):
        talk.say(f"{number}. {each}.")
    return asked(talk, question, lambda line: read.index_typed(line, len(words)))
