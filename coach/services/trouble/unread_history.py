"""A history that cannot be read now: what is wrong, whether it is over, and what can be looked at or restored.

No plan is made meanwhile (RULES, the fourth law). Left out: how it is shown (the front ends).
"""

from coach.domain.planning.reasons import day
from coach.services.assembly import Coach
from coach.store.protocol import RestorableCopy, UnreadError

UNREAD_TITLE = "YOUR HISTORY CANNOT BE READ NOW"
MEANWHILE = "Nothing is lost by that, and nothing is planned meanwhile."
DAMAGED_MEANWHILE = "Nothing is changed in it, and nothing is planned meanwhile."
CARE = (
    "So today: rest. Ice in a cloth for ten minutes does no harm where it hurts. A warning sign (numbness between the "
    "legs, a leg that gives way, fever with the pain) is not for a coach: get help."
)
SELF = "It is tried again every few seconds."
_MOST = 200


def restore_question(copy: RestorableCopy) -> str:
    """The question before a copy is restored."""
    return f"Put back {copy.words}? What you did since then may be missing, a lock too. A damaged file is put aside."


class Unread:
    """What a front end shows in place of plans."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    @property
    def is_so(self) -> bool:
        """Whether the history cannot be read; tried again at each call."""
        try:
            self._coach.training.recent()
        except UnreadError:
            return True
        return False

    @property
    def why(self) -> tuple[str, ...]:
        """What is wrong, and what that means."""
        kept = self._coach.kept
        damaged = kept is not None and kept.is_damaged
        return ((kept.trouble if kept else "") or "", DAMAGED_MEANWHILE if damaged else MEANWHILE)

    @property
    def copy(self) -> RestorableCopy | None:
        """The copy that may be restored: only if the file itself is damaged, and there is one."""
        kept, offers = self._coach.kept, self._coach.offers_copy
        return offers() if offers is not None and kept is not None and kept.is_damaged else None

    def try_again(self) -> bool:
        """Try again; True: it can be read, and everything is read again."""
        kept = self._coach.kept
        if kept is not None:
            kept.try_again()
        return self._is_over()

    def retry(self) -> bool:
        """The same for a timer: it waits for no other process."""
        kept = self._coach.kept
        if kept is not None:
            kept.retry()
        return self._is_over()

    def _is_over(self) -> bool:
        kept = self._coach.kept
        if kept is not None and not kept.is_read:
            return False
        self._coach.training.forget()
        return True

    def records(self) -> tuple[str, ...]:
        """The entries that can still be read, latest first, a line each: for display only, never for a plan."""
        path = self._coach.database
        if path is None:
            return ()
        from coach.store.backups.glimpse import glimpse

        training = self._coach.training
        entries = sorted(glimpse(path), key=lambda entry: entry.at, reverse=True)[:_MOST]
        return tuple(f"{day(entry.at)} {entry.at:%Y, %H:%M}  {training.records.in_full(entry)}" for entry in entries)
