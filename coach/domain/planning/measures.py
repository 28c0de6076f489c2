"""What a measure brings: it may delay a block, or ask for a clinician, and opens or raises nothing.

Left out: when something is measured (``courses.measuring``). Source: RULES' three laws; the numbers are our own.
"""

from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Measure
from coach.domain.rules import numbers as rules


def follow_measure(standing: Standing, measure: Measure) -> None:
    """Take what was measured into account. No light, dose, phase, lock or stage follows from it."""
    course, function = standing.course, standing.function
    if measure.check is not None:
        course.checked = {**course.checked, measure.check: measure}
    if measure.activity:
        function.add(measure.activity, measure.at)
        course.waits_until = measure.at.date() + rules.MEASURED_EVERY if function.fell_by else None
        if function.asks_for_clinician:
            standing.clinician_until = measure.at + rules.CLINICIAN_FOR
