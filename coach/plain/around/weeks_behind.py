"""The weeks behind in plain mode: the pages of the Weeks screen as sentences."""

from coach.plain.answers import index_typed
from coach.plain.around.weeks_in_words import sentences
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.services.weeks.page_names import PAGE_HEADS, PAGES

_WHICH = ", ".join(f"{number} {PAGE_HEADS[page].lower()}" for number, page in enumerate(PAGES, 1))


def say_weeks(training: Training, talk: Talk) -> None:
    """Ask which page, and say it."""
    which = asked(talk, f"The last twelve weeks: {_WHICH}; Enter for none:", lambda line: index_typed(line, len(PAGES)))
    if which is not None:
        for line in sentences(training, PAGES[which]):
            if line:
                talk.say(line)


def say_report(training: Training, talk: Talk) -> None:
    """Say the page for a clinician."""
    from coach.services.weeks.spoken import report_lines

    for line in report_lines(training.weeks.report()):
        if line:
            talk.say(line)
