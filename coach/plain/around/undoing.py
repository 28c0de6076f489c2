"""Undoing in plain mode: restores the former version of a record corrected or removed in the last 30 days."""

from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.store.protocol import NoSuchEntryError


def undo_one(training: Training, talk: Talk, most: int) -> bool:
    """Offer the last ``most`` of them, and restore the chosen one; returns whether one was chosen.

    Raises InputEndedError.
    """
    from coach.services.weeks.corrections import undo, undoable

    gone = undoable(training)[:most]
    for number, each in enumerate(gone, 1):
        talk.say(f"{number}. {each.words}.")
    which = "Which one shall be as it was? A number; Enter for none:"
    place = asked(talk, which, lambda line: read.index_typed(line, len(gone))) if gone else None
    if place is None:
        talk.say("Nothing was brought back." if gone else "Nothing was corrected or taken out in the last 30 days.")
        return False
    try:
        talk.say(undo(training, gone[place]))
    except NoSuchEntryError:
        talk.say("It can no longer be brought back.")
    return True
