"""Show or correct one record of the history: ``coach history --show`` and ``--edit``."""

from coach.cli.base.context import refuse_unless_kept
from coach.cli.base.errors import RefusedError
from coach.cli.history.removal import short_id
from coach.domain.records.days import day
from coach.domain.records.entries import Answered
from coach.services.assembly import Coach
from coach.services.removal import Removable
from coach.services.training import Training
from coach.services.weeks.days import record_lines
from coach.system.exit_codes import DONE


def show_record(training: Training, record: Removable) -> int:
    """Print all that is known of a record."""
    print(f"{record.at:%A} {day(record.at)} {record.at.year}")
    for line in record_lines(training, record):
        print(line)
    return DONE


def edit_record(coach: Coach, record: Removable) -> int:
    """Ask for corrections, print what follows from them, and store them on a yes.

    Raises RefusedError for a measure: it is removed and measured anew instead.
    """
    if not isinstance(record, Answered):
        raise RefusedError("a measure is not corrected: take it out (coach history --delete ID), and measure anew.")
    from coach.plain.around.correcting import correct_record
    from coach.plain.talk import Console, InputEndedError

    talk = Console()
    try:
        is_changed = correct_record(coach.training, talk, record)
    except InputEndedError:
        talk.say("The input ended. Nothing was changed.")
        return DONE
    if is_changed:
        refuse_unless_kept(coach, "the correction was not kept.")
        talk.say(f"To undo it: coach history --restore {short_id(coach.training, record.id)}")
    return DONE
