"""What plain mode says once to a profile, before anything else: the safety notice, and records from the future."""

from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.plain.talk import Talk
from coach.services.assembly import Coach
from coach.services.notices import of_the_future, safety_notice_is_due, safety_notice_was_read


def tell_once(coach: Coach, talk: Talk) -> None:
    """Say what is still to be said. At a terminal the notice waits for Enter. Raises InputEndedError."""
    if safety_notice_is_due(coach):
        talk.say("Before you begin, once:")
        for sentence in SAFETY_NOTICE:
            talk.say(sentence)
        if not coach.hosted:  # a guest has no commands
            talk.say("You can read this again: coach rules safety")
        if not talk.hands_free:
            talk.ask("Enter: I have read this.")
        safety_notice_was_read(coach)
    warning = of_the_future(coach)
    if warning:
        talk.say(warning)
