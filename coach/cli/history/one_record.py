"""One record of the history on the command line: read out, or corrected."""

from coach.cli.base.context import refuse_unless_kept
from coach.cli.base.errors import DONE, RefusedError
from coach.cli.history.removal import handle
from coach.domain.records.days import day
from coach.domain.records.entries import Answered
from coach.services.assembly import Coach
from coach.services.removal import Removable
from coach.services.training import Training
from coach.services.weeks.days import record_lines


def show(training: Training, record: Removable) -> int:
    """All that is known of it."""
    print(f"{record.at:%A} {day(record.at)} {record.at.year}")
    for line in record_lines(training, record):
        print(line)
    return DONE


def edit(coach: Coach, record: Removable) -> int:
    """Ask, say what follows, and keep it on a yes. A measure is of its moment: it is taken out, and told anew."""
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
        talk.say(f"To undo it: coach history --restore {handle(coach.training, record.id)}")
    return DONE
