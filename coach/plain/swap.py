"""Swapping a step for today in plain mode: which step, and with what. Only at a terminal."""

from collections.abc import Mapping

from coach.domain.planning.plan import Plan
from coach.domain.planning.reasons import step_a_side
from coach.domain.records.entries import CheckIn
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.training import Training


def ask_swap(talk: Talk, training: Training, plan: Plan, check_in: CheckIn, swaps: Mapping[int, str]) -> dict[int, str]:
    """The swaps with one more or one less; unchanged if the runner leaves it. ``plan``: as the rules made it."""
    for number, step in enumerate(plan.steps, 1):
        if step.dose is not None:
            talk.say(f"{number}. {step.exercise.name}")
    index = asked(
        talk, "Swap which step? Its number; Enter for none:", lambda line: read.index_typed(line, len(plan.steps))
    )
    if index is None:
        return dict(swaps)
    name = plan.steps[index].exercise.name
    taken = frozenset(chosen for place, chosen in swaps.items() if place != index)
    offered = training.today.substitutes(plan, index, check_in, training.not_at_hand(), taken)
    if not offered:
        talk.say(f"Nothing here can take the place of {name} today.")
        return dict(swaps)
    for number, step in enumerate(offered, 1):
        talk.say(f"{number}. {step.exercise.name}: {step_a_side(step)}.")
    question = f"What instead of {name}? Its number; Enter for {name} itself:"
    chosen = asked(talk, question, lambda line: read.index_typed(line, len(offered)))
    others = {place: exercise for place, exercise in swaps.items() if place != index}
    return others if chosen is None else {**others, index: offered[chosen].exercise.id}
