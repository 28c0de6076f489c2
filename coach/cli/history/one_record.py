"""One record of the history on the command line: read out, or corrected."""

from coach.cli.base.context import refuse_unless_kept
from coach.cli.base.errors import DONE
from coach.domain.records.days import day
from coach.domain.records.entries import Answered
from coach.services.assembly import Coach
from coach.services.training import Training
from coach.services.weeks.days import record_lines


def show(training: Training, record: Answered) -> int:
    """All that is known of it."""
    print(f"{record.at:%A} {day(record.at)} {record.at.year}")
    for line in record_lines(training, record):
        print(line)
    return DONE


def edit(coach: Coach, record: Answered) -> int:
    """Ask, say what follows, and keep it on a yes."""
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
    return DONE
