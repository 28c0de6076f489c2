"""What comes before training in plain mode: notices shown once, the warning signs, the equipment, a swap for today."""

from collections.abc import Mapping

from coach.domain.planning.plan import Plan
from coach.domain.planning.reasons import step_a_side
from coach.domain.records.entries import CheckIn
from coach.domain.records.red_flags import BY_ID, RED_FLAGS, SAFETY_NOTICE
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.assembly import Coach
from coach.services.notices import ON_A_BOX, of_the_future, safety_notice_is_due, safety_notice_was_read
from coach.services.training import Training


def tell_once(coach: Coach, talk: Talk) -> None:
    """Say the notices that are still due. At a terminal the safety notice waits for Enter. Raises InputEndedError."""
    if safety_notice_is_due(coach):
        talk.say("Before you begin, once:")
        for sentence in SAFETY_NOTICE:
            talk.say(sentence)
        # a guest has no commands; but their host can read what is stored, so they are told that
        talk.say(ON_A_BOX if coach.hosted else "You can read this again: coach rules safety")
        if not talk.hands_free:
            talk.ask("Enter: I have read this.")
        safety_notice_was_read(coach)
    warning = of_the_future(coach)
    if warning:
        talk.say(warning)


def signs_allow(training: Training, talk: Talk) -> bool:
    """Go through the warning signs, if that is due; False: one is true, or the question was not answered.

    Not done through a pipe, because only the runner's own word counts.
    """
    if talk.hands_free or not training.course_questions.signs_are_due():
        return True
    talk.say("Before you train: the warning signs.")
    for number, flag in enumerate(RED_FLAGS, 1):
        talk.say(f"{number}. {flag.question}.")
    question = "Which of these is true? Numbers, such as 3 or 3 9; 0: none of these:"
    ticked = asked(talk, question, _deliberate)
    if ticked is None:
        talk.say("Then nothing begins now: this is asked first.")
        return False
    if ticked:
        training.records.tick_flags(frozenset(ticked))
        talk.say(training.standing().lock.in_words())
    else:
        training.course_questions.signs_were_seen()
    return not training.standing().lock.is_on


def ask_kit(training: Training, talk: Talk, routine_id: str) -> None:
    """Ask once for each piece of equipment of a routine whether it is at hand; through a pipe nothing is asked."""
    needs = set(training.catalogue.kit(training.catalogue.routines[routine_id]))
    open_still = sorted(training.course_questions.kit_to_ask(needs))
    if talk.hands_free or not open_still:
        return
    there = {kit for kit in open_still if asked(talk, f"Is this at hand: {kit}? Enter yes, n no:", read.agreed)}
    training.runner.set_at_hand(set(open_still), there)
    training.course_questions.kit_was_asked(set(open_still))


def _deliberate(line: str) -> tuple[str, ...]:
    """Parse the numbers of the signs; that none is true must be said by a 0."""
    if line == "0":
        return ()
    flags = read.some_of(line, tuple(BY_ID))
    if not flags:
        raise read.NotUnderstoodError("Numbers, or 0 for none of these.")
    return flags


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
