"""Notices that a profile gets once: the safety notice at its first start, and a warning about records in the future.

That a notice was shown is stored as a fact of the profile. A rehearsal stores nothing: there, nothing is shown. Left
out: how it is shown (the front ends), and that the plan ignores records in the future (``training``).
"""

from coach.domain.planning.reasons import day
from coach.services.assembly import Coach
from coach.store.json_text import kept_words

ON_A_BOX = (
    "Your records stay on this box, in a folder of your own. No other guest can open it; whoever looks after the box "
    "can read it. All of it as a file: ssh this-host export. To have it deleted: ssh this-host delete."
)
"""Shown to every guest, once."""
SAFETY_READ = "safety-notice-read"
FUTURE_TOLD = "future-records-told"


def safety_notice_is_due(coach: Coach) -> bool:
    """Whether the safety notice still has to be shown to this profile."""
    return coach.kept is not None and coach.training.store.read(SAFETY_READ) is None


def safety_notice_was_read(coach: Coach) -> None:
    """Remember that the safety notice was shown."""
    if coach.kept is not None:
        coach.training.store.write(SAFETY_READ, coach.training.clock.now().isoformat())


def of_the_future(coach: Coach) -> str | None:
    """A warning about records that lie in the future, once for each record; None: there is nothing new."""
    training = coach.training
    now, latest = training.clock.now(), training.recent().entries
    if coach.kept is None or not latest or latest[-1].at <= now:  # they are sorted by time
        return None
    entries = training.history().entries
    ahead = [entry for entry in entries if entry.at > now]
    of_them, past = {entry.id for entry in ahead}, {entry.id for entry in entries if entry.at <= now}
    if of_them.issubset(kept_words(training.store.read(FUTURE_TOLD))):
        return None
    training.store.change(FUTURE_TOLD, lambda kept: sorted(of_them.union(kept_words(kept)) - past))
    first = ahead[0].at.astimezone(now.tzinfo)
    when = f"{day(first)} {first.year}, {first:%H:%M}"
    if len(ahead) == 1:
        return f"A record lies in the future ({when}): no plan counts it until then. Is the clock right?"
    return (
        f"{len(ahead)} records lie in the future, from {when} on: no plan counts them until then. Is the clock right?"
    )
