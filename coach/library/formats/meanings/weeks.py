"""Descriptions of the keys of a course and of a measure: a part of ``key_docs``."""

from collections.abc import Mapping

COURSE: Mapping[str, str] = {
    "course.about": "What it is for, in one line.",
    "course.suits": "Whom it is proposed to: painful, tight, weak or well.",
    "course.block": "One stretch of weeks after the other, each [[block]], from top to bottom.",
    "course.check": "Something to be measured every so often, each [[check]]; not in acute, nor soon after a red.",
    "check.id": "Its own id within the course: until.checks and your history name it.",
    "check.name": "What you see on the screen.",
    "check.unit": "What is counted on each side, more being better: seconds, reps, or 0-10 (0 not at all … 10 without "
    "trouble).",
    "check.how": "What to do, in a sentence or two. It is stopped at pain 4.",
    "check.every_days": "After so many days it is asked anew; without it 14.",
    "per_week": "Training days in any 7; without it 3. At most 3 where one of train is of kind strength or mixed.",
    "between": "Routines for the days between, in turn: offered, never missed. Without it they are days of rest.",
    "a_day": "So often a day, as in { desk-break = 3 }: neither training nor breaking rest, and nothing is asked.",
    "running": "A routine of kind run, beside the training on days that suit; its days never count as training.",
    "before_run": "Routines to do before a run.",
    "after_run": "Routines to do after one.",
    "block.id": "Its own id within the course: your history names it.",
    "block.phases": "The phases it is for; it is open in those above as well, but for acute. Without it, any.",
    "block.train": "The routines of the training days, taken in turn: A, B, A. Twice in the list is twice as often.",
    "block.weekdays": 'The routine of a day of the week, as in { mon = "rehab-foundation" }; your own days go before.',
    "block.until": "When it is over: all that is given must hold. In every block but the last, which stays.",
    "block.at_most_weeks": "After so many weeks Home asks what next.",
    "until.sessions": "So many sessions of train in which something was done.",
    "until.days": "So many days since the first of them.",
    "until.green": "The last so many of them green, every question answered.",
    "until.worst": "In none of these a worst pain above this, 0 to 10; without green, in the last of them.",
    "until.not_before": "A day, such as 2026-12-09: not before it.",
    "until.clinician": "true: it waits until you tell that your physio said yes.",
    "until.checks": "What both sides reached when last measured, by a check's id, as in { bridge = 12 }. It may delay "
    "a block, never end it alone.",
    "weekdays.mon": "Monday's routine.",
    "weekdays.tue": "Tuesday's.",
    "weekdays.wed": "Wednesday's.",
    "weekdays.thu": "Thursday's.",
    "weekdays.fri": "Friday's.",
    "weekdays.sat": "Saturday's.",
    "weekdays.sun": "Sunday's.",
}

MEASURE: Mapping[str, str] = {
    "history.measure": "What was measured: what matters to you, or a check of your course.",
    "measure.activity": "How well what matters to you goes, each [[measure.activity]].",
    "measure.activity.name": "What it is, in your own words.",
    "measure.activity.value": "How well it goes: 0 not at all … 10 as ever.",
    "measure.check": "The id of the check.",
    "measure.name": "What it was called.",
    "measure.unit": "What was counted on each side.",
    "measure.left": "What the left side reached.",
    "measure.right": "What the right side reached.",
    "measure.pain": "The worst pain in it, 0 to 10; from 4 on it was stopped, and counts for nothing.",
}
