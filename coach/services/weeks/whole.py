"""All pages of the weeks as lines, for plain mode and the command line."""

from collections.abc import Iterator

from coach.domain.statistics.calendar import calendar_weeks
from coach.services.training import Training
from coach.services.weeks import tables
from coach.services.weeks.chronicles import STRETCH_DAYS


def page_lines(training: Training, page: str, days: int = STRETCH_DAYS) -> Iterator[str]:
    """The lines of one page, without its heading."""
    of = training.weeks
    if page == "calendar":
        yield from tables.calendar_lines(calendar_weeks(of.calendar(days)))
    elif page == "pain":
        yield from tables.pain_lines(of.points(days), of.bands(days))
    elif page == "doses":
        names = {routine.id: routine.name for routine in training.catalogue.routines.values()}
        yield from tables.dose_lines(of.doses(days), names)
    elif page == "running":
        yield from tables.running_lines(of.running(days))
    elif page == "measures":
        yield from tables.measure_lines(*of.measures(days))
    else:
        yield from tables.with_what_lines(of.associations(days), of.painful(days))
