"""The numbers of the rules in one table, each with its source.

Left out: applying them (``light`` for the light, ``planner`` for what follows), and the rows in words (``rows``).
Source: RULES.md.
"""

from datetime import timedelta

from coach.domain.exercises.dose import Cut

EDITION = "2026-11"
"""Which edition of the rules this is; it changes with any number or row."""

# The light of a record. From: Thomeé 1997 and Silbernagel 2007 (pain-monitoring model), Smith 2019, S3.
RUNNING_AMBER_FROM, RUNNING_RED_FROM = 1, 4
"""Pain 0–10 during and after a run, and in every record of the acute phase (S3)."""
AMBER_FROM_BOUNDS, RED_FROM_BOUNDS = (2, 4), (4, 6)
"""How far a routine's ``[adapt]`` may move its thresholds."""
RISE_AMBER_FROM, RISE_RED_FROM, RISE_RED_WORST_FROM = 2, 3, 5
"""Points of the worst pain above the pain before; red only if the worst pain itself is also this high (ours)."""
MORNING_RISE_RED_FROM, MORNING_RED_FROM = 2, 4
"""Points above the usual morning, two being the important difference; red only if the morning itself is this high."""
MORNING_GREEN_TO = 2
"""A morning one point above the usual one is still green up to here."""
MORNING_ALONE_AMBER_FROM, MORNING_ALONE_RED_FROM = 4, 6
"""The morning itself, where there is no usual morning to compare it with."""
WEEKLY_MORNING_RISE_AMBER_FROM = 1
"""Points that the mean morning of a week lies above that of the week before."""
WEEK_LEAST_MORNINGS = 2
"""A week's mean needs this many mornings."""
WEEK = timedelta(days=7)
USUAL_MORNING_WINDOW = 2 * WEEK
MORNINGS_KEPT = 2 * USUAL_MORNING_WINDOW
"""How long mornings are kept: the usual morning is needed for today and for two weeks ago."""
USUAL_MORNING_LEAST = 3
"""Mornings it takes to know the usual one."""

# What follows. From: ours, S3, S4, the 2-for-2 rule.
GAPS = ((timedelta(days=28), None), (timedelta(days=17), 2), (timedelta(days=10), 1))
"""Row 8: not done for longer than this, and the steps down for it (None: back to the start). Longest first."""
RED_CUT = Cut(sets_percent=50, work_percent=70, rungs=1)
"""Row 9: the cut after a red."""
PAINFUL_OUT_SESSIONS = 2
"""Row 9: how many sessions that would have held a painful exercise it stays out of."""
AMBER_CUT = Cut(sets_percent=100, work_percent=80)
"""Row 10: the cut after an amber."""
AMBERS_RUNNING_STEP_DOWN, AMBERS_RUNNING_AS_RED, AMBERS_AS_RED_WINDOW = 2, 3, timedelta(days=14)
"""Row 10: the second amber running takes a step down; the third and later cut as row 9, if three are in this time."""
DRILL_THAT_STAYS = "dynamic-warm-up"
"""Rows 9 and 10: warming up stays when drills go."""
TIRED_DONE_BELOW = 0.5
"""Row 11: below this share of the work, and stopped because tired."""
STEP_UP_DONE_FROM, STEP_UP_EFFORT_TO, STEP_UP_RECORDS = 0.9, 7, 2
"""Row 12: share of the work, RPE 0–10, records in a row (the 2-for-2 rule)."""
STEP_UPS_AT_ONCE = 2
"""Row 12: how many exercises may go up in one plan."""
RUNG_SESSIONS = 3
"""Row 12: sessions since the last step before resistance goes up a rung (S4's third or fourth workout)."""

# Whether there is training at all: rows 1 to 7.
LOCKING_REDS, LOCKING_REDS_WINDOW = 3, timedelta(days=14)
"""Row 1: how many reds within which time lock."""
REFUSED_BEFORE_FROM, RESCUE_BEFORE_FROM, RESCUE_BEFORE_RISE = 6, 4, 2
"""Rows 2 and 5: pain 0–10 at the check-in, and points above the last record's ``before`` (S3, S4)."""
RED_REST = timedelta(hours=48)
"""Row 3: no training for so long after a red."""
ICE_WAIT_MINUTES = 20
"""Row 6: no stretching for so many minutes after ice (S4)."""
RESCUE_SETS_PERCENT = 50
"""Row 5: the share of the rescue routine's sets, at most."""
ACUTE_RELIEF, RESCUE, REHAB_FOUNDATION = "acute-relief", "rescue", "rehab-foundation"
"""The routines that stand in for refused ones."""
RETURN_TO_RUN_ROUTINE = "return-to-run"
"""The programme that runs belong to."""
BRISK_WALK = "brisk-walk"
"""The walk at both ends of a programme that writes no steps."""
WALK_RUN = "walk-run"
"""The exercise of a programme whose dose is today's stage of running."""
ACUTE_MAX_HOLD_S = 15
"""Seconds of a max hold in the acute phase, at most."""

# Phases (S4).
ACUTE_WORST_FROM, ACUTE_REDS, ACUTE_REDS_DAYS = 6, 2, 7
"""Down to acute: worst pain 0–10, or this number of reds within this number of days."""
START_ACUTE_BEFORE_FROM = 4
"""Pain before the first record from which on a history begins in acute; a first check-in is planned the same way."""
ACUTE_LEAST_RECORDS, ACUTE_WINDOW = 3, timedelta(hours=72)
ACUTE_BEFORE_TO, ACUTE_WORST_TO = 2, 3
"""Acute to recovery."""
RECOVERY_LEAST_SESSIONS, RECOVERY_SPAN, RECOVERY_LAST_GREEN, RECOVERY_WORST_TO = 6, timedelta(days=14), 4, 2
"""Recovery to maintenance."""
MAINTENANCE_AMBERS = 2
"""Maintenance to recovery: ambers running."""
PHASE_RISE_EVERY = timedelta(days=7)

# When the coach asks the runner to see a clinician.
CLINICIAN_FOR = timedelta(days=14)
CLINICIAN_WORST_FROM = 8
CLINICIAN_MORNING_FROM, CLINICIAN_MORNING_FALL, CLINICIAN_AFTER = 3, 2, timedelta(days=14)
"""A usual morning of at least this that did not fall by these points in this time."""
CLINICIAN_PAINKILLERS, CLINICIAN_PAINKILLERS_SPAN = 5, timedelta(days=14)
"""At least this many of the last records, over at least this time, all with a painkiller."""
CLINICIAN_IN_RECOVERY, CLINICIAN_IN_ACUTE = timedelta(days=42), timedelta(days=21)
CLINICIAN_WEEKS, CLINICIAN_WEEK_PAIN_FROM = 3, 2
"""At least this time in the phase, and in each of this many last weeks a worst or morning of at least this."""
CLINICIAN_RUNS, CLINICIAN_RUNS_SPAN = 4, timedelta(days=28)
"""At least this many of the last runs, all at one stage, over at least this time, each amber or red."""

# What is measured: it may delay a block or ask for a clinician, and opens or raises nothing.
MEASURED_AFTER, MEASURED_EVERY = 2, timedelta(days=14)
"""How many trainings before the first measure, and how long from one measure to the next."""
FUNCTION_FALL, FUNCTION_FALLS = 2, 2
"""Points of 10 that the average of what matters must be down by, and how often in a row to ask for a clinician."""
CHECK_STOPS_AT_PAIN = 4
"""A check ends at this pain (0–10), and what it reached does not count."""

# Return to run (S3; physiotherapy return-to-running protocols; Frandsen 2025). The stages: ``programme``.
ENTRY_SESSIONS, ENTRY_WALKS, ENTRY_WALK_MINUTES, ENTRY_WALK_WINDOW = 3, 2, 30, timedelta(days=14)
END_WALK_S = 300
"""A walk at each end of a run."""
RUN_GREENS_UP, RUN_AMBERS_BACK = 2, 2
RUN_GAP_STEP_BACK, RUN_GAP_TO_START = timedelta(days=14), timedelta(days=28)
RUNS_A_WEEK, RUN_APART = 3, timedelta(hours=24)
CAPS_FOR = timedelta(days=28)
"""How long the caps hold after a run done or planned at a long stage."""
WEEK_GROWTH_S = 9 * 60
"""Seconds that a week may grow by where a tenth is less: one short run more."""
RUN_LEAST_S = 9 * 60
"""If the caps leave fewer seconds than this, a run waits."""
LONG_RUN_S = 18 * 60
"""From these seconds of running on, or without a walk, a stage is a long run."""
STAGE_GROWTH_S = 2 * 60
"""Seconds that a stage may grow by where a tenth is less."""
LONGEST_RUN_WINDOW, LARGEST_WEEK_WINDOW = timedelta(days=30), timedelta(days=28)
RUN_HISTORY = timedelta(days=35)
"""How long runs are kept: no rule looks at older ones."""
RETURN_TO_RUN_ROW = 14
"""The number of "Return to run" among the rules' rows: it stands outside their table."""

GROUP_CAP = 15
"""The number of a group's caps: it stands outside the rows, too. They only ever lower."""


BY_CHECK_IN = frozenset({1, 2, 5, 6})
"""The rows that today's answers alone may decide."""
