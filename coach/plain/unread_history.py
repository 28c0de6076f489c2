"""Plain mode while the history cannot be read: what is wrong, and what may be done; it goes on when that is over.

Left out: what it means (``coach.services.trouble.unread_history``).
"""

from coach.plain.answers import yes_no
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.assembly import Coach
from coach.services.trouble.unread_history import CARE, SELF, Unread, restore_question
from coach.store.guarded import RETRY_S
from coach.store.protocol import RestorableCopy, StoreError

OVER = "Your history can be read again."
_LEAVES = ("q", "quit", "leave")


def wait_until_read(coach: Coach, talk: Talk) -> bool:
    """Wait with the runner until the history can be read; False: they leave. Nothing is planned before.

    Raises UnreadError if nobody is there to wait, and InputEndedError.
    """
    unread = Unread(coach)
    if not unread.is_so:
        return True
    if talk.hands_free:
        coach.training.recent()
    _say_all(unread, talk)
    while True:
        line = talk.wait(RETRY_S)
        if line is None:
            if unread.retry():
                talk.say(OVER)
                return True
        elif line.lower() in _LEAVES:
            return False
        elif _obey(line.lower(), unread, talk):
            talk.say(OVER)
            return True


def _obey(word: str, unread: Unread, talk: Talk) -> bool:
    """Carry out what was typed; True: the history can be read."""
    copy = unread.copy
    if word in ("", "r"):
        if unread.try_again():
            return True
        talk.say(f"Not yet. {unread.why[0]}")
    elif word == "v":
        for record in unread.records() or ("Nothing of it can be read.",):
            talk.say(record)
    elif word == "b" and copy:
        return _restore(copy, unread, talk)
    else:
        _say_all(unread, talk)
    return False


def _restore(copy: RestorableCopy, unread: Unread, talk: Talk) -> bool:
    if not asked(talk, f"{restore_question(copy)} y, n:", yes_no):
        talk.say("Nothing was changed.")
        return False
    try:
        copy.restore()
    except StoreError as error:
        talk.say(str(error))
        return False
    return unread.try_again()


def _say_all(unread: Unread, talk: Talk) -> None:
    talk.say("Your history cannot be read now.")
    for line in (*unread.why, CARE):
        talk.say(line)
    copy = unread.copy
    restores = f" b: restore {copy.words}." if copy else ""
    talk.say(f"r: try again. v: look at what can be read.{restores} q: leave. {SELF}")
