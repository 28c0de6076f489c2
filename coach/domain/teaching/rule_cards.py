"""The rules as cards that a runner can read: one for each row, and for the light, the phases and the clinician.

The numbers come from the tables that the rules themselves use, so that a card cannot contradict them.
Left out: which of them matter on a screen, and how they are shown. Source: RULES.
"""

from collections.abc import Iterable

from msgspec import Struct

from coach.domain.exercises.routine import DEFAULT_ADAPT
from coach.domain.listing import span
from coach.domain.planning.plan import Plan
from coach.domain.rules import numbers as rules
from coach.domain.rules.programme import CONTINUOUS_FROM, GROWTH_PERCENT, STAGES, TOP_RUN_S
from coach.domain.rules.rows import ROWS

LIGHT, PHASES, CLINICIAN, RUNNING, GROUP = (
    "light",
    "phases",
    "clinician",
    str(rules.RETURN_TO_RUN_ROW),
    str(rules.GROUP_CAP),
)


class RuleCard(Struct, frozen=True):
    """One rule, explained to a runner. ``key`` is the number of its row, or a word; ``says`` are short paragraphs."""

    key: str
    title: str
    says: tuple[str, ...]
    source: str


def cards_of_plan(plan: Plan | None) -> tuple[str, ...]:
    """Return the keys of the cards that a plan rests on, in order: those of its steps, or its own without steps."""
    if plan is None:
        return ()
    return tuple(str(row) for row in sorted({step.rule for step in plan.steps} or {plan.rule}))


def ordered(first: Iterable[str]) -> tuple[RuleCard, ...]:
    """Return all cards, those with the keys ``first`` at the beginning.

    The card on a group's caps is left out unless it is among ``first``: it does not concern everybody.
    """
    wanted = [key for key in dict.fromkeys(first) if key in CARDS]
    return tuple(CARDS[key] for key in (*wanted, *(key for key in CARDS if key not in (*wanted, GROUP))))


def _light() -> RuleCard:
    amber, red = DEFAULT_ADAPT.amber_from, DEFAULT_ADAPT.red_from
    (amber_low, amber_high), (red_low, red_high) = rules.AMBER_FROM_BOUNDS, rules.RED_FROM_BOUNDS
    return RuleCard(
        LIGHT,
        "The light of a record",
        (
            "The worst decides:",
            f"Worst pain, and pain right after a session: 0 to {amber - 1} green, {span(amber, red - 1)} amber, {red} "
            f"or more red. A routine may let amber begin at {amber_low} to {amber_high}, and red at {red_low} to "
            f"{red_high}.",
            f"After a run, and in the acute phase: {span(0, rules.RUNNING_AMBER_FROM - 1)} green, "
            f"{span(rules.RUNNING_AMBER_FROM, rules.RUNNING_RED_FROM - 1)} amber, {rules.RUNNING_RED_FROM} or more "
            "red.",
            f"Pain that rises by {rules.RISE_AMBER_FROM} points while you train is amber; by {rules.RISE_RED_FROM} or "
            f"more, and to {rules.RISE_RED_WORST_FROM} or more, red.",
            f"The next morning a point above your usual one is amber from {rules.MORNING_GREEN_TO + 1} on; "
            f"{rules.MORNING_RISE_RED_FROM} points or more are amber, from {rules.MORNING_RED_FROM} on red. Nothing to "
            f"compare: {rules.MORNING_ALONE_AMBER_FROM} amber, {rules.MORNING_ALONE_RED_FROM} red. A week's mornings "
            f"{rules.WEEKLY_MORNING_RISE_AMBER_FROM} point worse than the last: amber.",
            "Sharp or catching pain, or pain that changes how you move: red.",
            "After recovery work, and the morning after rescue, pain that was there before is amber at most.",
            "A steady run (amber by low pain alone, after not above before) only holds its stage.",
            "With an answer missing, green is green so far: it earns nothing, ends no cut.",
        ),
        "pain-monitoring model, S3, coach",
    )


def _phases() -> RuleCard:
    acute_hours = round(rules.ACUTE_WINDOW.total_seconds() / 3600)
    return RuleCard(
        PHASES,
        "The phases",
        (
            f"You begin in recovery, or where you said; in acute if your first record is sharp, limping or from pain "
            f"{rules.START_ACUTE_BEFORE_FROM} on.",
            f"Acute to recovery: your latest records, {rules.ACUTE_LEAST_RECORDS} or more over {acute_hours} hours, "
            f"fully answered: none sharp, catching or changing how you move, before {rules.ACUTE_BEFORE_TO} or less, "
            f"worst {rules.ACUTE_WORST_TO} or less, mornings no worse than before, no painkiller.",
            f"Recovery to maintenance: {rules.RECOVERY_LEAST_SESSIONS} strength or mixed sessions over "
            f"{rules.RECOVERY_SPAN.days} days, the last {rules.RECOVERY_LAST_GREEN} green with worst "
            f"{rules.RECOVERY_WORST_TO} or less and no painkiller, and daily life free of pain.",
            "Down to acute: sharp or catching pain, pain that changes how you move, worst "
            f"{rules.ACUTE_WORST_FROM} or more, or {rules.ACUTE_REDS} reds within {rules.ACUTE_REDS_DAYS} days.",
            f"Maintenance to recovery: any other red, or {rules.MAINTENANCE_AMBERS} ambers running since it began.",
            f"At most one phase up in {rules.PHASE_RISE_EVERY.days} days. A check-in by itself moves none. A phase set "
            "by hand begins anew: records before it count toward no move.",
        ),
        "S4",
    )


def _clinician() -> RuleCard:
    fortnight = rules.CLINICIAN_AFTER.days
    return RuleCard(
        CLINICIAN,
        "When to see a clinician",
        (
            f"You are asked to see one, for {rules.CLINICIAN_FOR.days} days, after each record for which one of these "
            "is so:",
            f"Worst {rules.CLINICIAN_WORST_FROM} or more, or {rules.ACUTE_REDS} reds within {rules.ACUTE_REDS_DAYS} "
            "days.",
            f"Your usual morning is {rules.CLINICIAN_MORNING_FROM} or more and has not fallen by "
            f"{rules.CLINICIAN_MORNING_FALL} points in {fortnight} days.",
            f"Your last {rules.CLINICIAN_PAINKILLERS} records or more, over {rules.CLINICIAN_PAINKILLERS_SPAN.days} "
            "days, were all with a painkiller.",
            f"You are {rules.CLINICIAN_IN_RECOVERY.days} days in recovery, or {rules.CLINICIAN_IN_ACUTE.days} in "
            f"acute, with a worst or morning of {rules.CLINICIAN_WEEK_PAIN_FROM} or more in each of the last "
            f"{rules.CLINICIAN_WEEKS} weeks.",
            f"Your last {rules.CLINICIAN_RUNS} runs or more, all at one stage over {rules.CLINICIAN_RUNS_SPAN.days} "
            "days, were each amber or red.",
        ),
        "pain-monitoring model, coach",
    )


def _running() -> tuple[str, ...]:
    first, longest = STAGES[0], STAGES[CONTINUOUS_FROM - 1]
    growth = GROWTH_PERCENT - 100
    return (
        f"Before the first run: no acute phase; daily life free of pain; {rules.ENTRY_SESSIONS} green strength or "
        f"mixed sessions; {rules.ENTRY_WALKS} brisk walks of {rules.ENTRY_WALK_MINUTES} minutes without a limp, each "
        f"with a calm morning; no red for {rules.WEEK.days} days. Who runs already says so under You.",
        f"Stage 1 is {first.reps} times {first.run_s} s of running and {first.walk_s} s of walking; stage "
        f"{CONTINUOUS_FROM} is {longest.run_s // 60} minutes, and it grows to {TOP_RUN_S // 60}. Flat and easy.",
        f"Up one: {rules.RUN_GREENS_UP} green runs, and {rules.WEEK.days} days. An amber holds; "
        f"{rules.RUN_AMBERS_BACK} running, not steady ones, or a red go back one. Sharp or catching pain, a changed "
        "gait and every move to the acute phase ask for the entry again.",
        f"At most {rules.RUNS_A_WEEK} runs in {rules.WEEK.days} days, a day and 24 hours between. After stage "
        f"{CONTINUOUS_FROM}, a run grows by {growth} %, a week by {growth} % or {rules.WEEK_GROWTH_S // 60} minutes.",
        f"Not run for more than {rules.RUN_GAP_STEP_BACK.days} days: one stage back; more than "
        f"{rules.RUN_GAP_TO_START.days}: stage 1.",
        "A programme of your own has its own stages; all else holds there, too.",
    )


CARDS = {
    **{
        str(rule.row): RuleCard(
            str(rule.row),
            f"Rule {rule.row}: {rule.name}",
            _running() if rule.row == rules.RETURN_TO_RUN_ROW else rule.says,
            rule.source,
        )
        for rule in ROWS.values()
    },
    **{card.key: card for card in (_light(), _phases(), _clinician())},
}
"""Every card by its key."""
