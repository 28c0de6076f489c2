"""Stores what was done elsewhere, answers, mornings, warning signs and unlocking; and tells what a record means."""

import secrets
from collections.abc import Sequence, Set
from datetime import timedelta

from msgspec.structs import replace

from coach.domain.activity_log.logged_kinds import Logged
from coach.domain.records.by_name import by_name, taking
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Record, is_judged
from coach.domain.records.morning import CALM, Night, Slept, bearer_beside, is_recalled
from coach.domain.records.titles import full_title
from coach.domain.rules.light import Verdict
from coach.services.known import Known, reaching
from coach.store.ledger import note_logged
from coach.store.protocol import E


class Records:
    """One runner's records."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def log(self, record: Logged) -> Logged:
        """Store something that was done elsewhere; returns the record with its new id.

        One bad morning is one event: where another record of the same night bears it, this one is stored without it, if
        it would only be the same once more.
        """
        record = self._once_a_night(replace(record, id=secrets.token_hex(8)))
        self._known.store.add([record])
        note_logged(self._known.store, record.id)
        self._known.forget()
        return record

    def bearer_beside(self, entry: Logged) -> Slept | None:
        """The other entry of its night that a bad morning is recorded for; ``entry`` may be about to be stored."""
        if isinstance(entry, Activity):
            return None
        known = self._known
        return bearer_beside(entry, reaching(known, entry.at - timedelta(days=1)), known.clock.now())

    def _once_a_night(self, record: Logged) -> Logged:
        bearer = self.bearer_beside(record) if is_judged(record) and (record.morning or 0) > CALM else None
        if bearer is None or not is_judged(record) or not is_judged(bearer):
            return record
        told = self._rank(record, [record])
        without = replace(record, morning=None, recalled=None)
        once_more = self._rank(without, [without]) < told <= self._rank(bearer, [bearer])
        return without if once_more else record

    def amend(self, known: E, better: E) -> E:
        """Change only those fields of the stored entry that differ between ``known`` and ``better``."""
        former = by_name(known)
        differs = {name for name, value in by_name(better).items() if value != former[name]}
        return self._known.correct(known, lambda now: taking(now, better, differs)) if differs else known

    def answer_morning(self, night: Night, pain: int) -> tuple[Slept, ...]:
        """Store the answer about the morning after a night, pain 0–10; returns the entries that it was stored with.

        One bad morning is one event. If several records lie before the night, only the one that bears it gets a worse
        light; any other that the answer would make worse is stored without it. Else a day with a warm-up, a run and a
        stretch would be three reds. It is borne by ``Night.bears``, unless it makes another record worse than that
        one: what was done against pain that was there already may have settled it, and must not hide a red.
        """
        now = self._known.clock.now()

        def told(entry: Slept) -> Slept:
            return replace(entry, morning=pain, recalled=is_recalled(entry, now) or None)

        def untold(entry: Slept) -> Slept:
            return replace(entry, morning=None, recalled=None)

        stored = list(night.entries)
        if pain > CALM:
            stored = self._laid_to(night, [*map(untold, night.entries)], [*map(told, night.entries)])
        # What bears it first, and nothing is taken back before: if the coach is killed in between, no red is lost.
        answered = {entry.id: self._known.correct(entry, told) for entry in stored}
        for entry in night.entries:
            if entry.id not in answered and entry.morning is not None:
                self._known.correct(entry, untold)
        return tuple(answered[entry.id] for entry in night.entries if entry.id in answered)

    def _laid_to(self, night: Night, untold: Sequence[Slept], told: Sequence[Slept]) -> list[Slept]:
        """The entries that a bad morning is stored with: first the one that bears it, then those it does not harm.

        ``untold``, ``told``: all entries of the night, in its order, without the answer and with it.
        """
        ranks = [(self._rank(one, untold), self._rank(other, untold)) for one, other in zip(untold, told, strict=True)]
        bears = night.bears
        worst = max((rank for before, rank in ranks if rank > before), default=0)
        if worst > ranks[night.entries.index(bears)][1]:
            worse = [entry for entry, (_, rank) in zip(night.entries, ranks, strict=True) if rank == worst]
            bears = Night(tuple(worse)).bears
        # One by one, since what is told of one record belongs to the mornings that the later ones are compared with.
        kept, stored = list(untold), [bears]
        kept[night.entries.index(bears)] = told[night.entries.index(bears)]
        for place, entry in enumerate(night.entries):
            if entry is not bears and self._rank(told[place], kept) <= self._rank(untold[place], kept):
                kept[place] = told[place]
                stored.append(entry)
        return stored

    def _rank(self, changed: Slept, others: Sequence[Slept]) -> int:
        """How bad the light of an entry would be if it and the others of its night were on record like this."""
        if not is_judged(changed):
            return 0
        known = self._known
        history = reaching(known, min(changed.at, *(entry.at for entry in others)))
        there = {entry.id: entry for entry in (*history.entries, *others, changed)}
        verdict = known.replays.verdict(known.catalogue, history.with_entries([*there.values()]), changed)
        return verdict.light.rank if verdict is not None else 0

    def verdict(self, record: Record) -> Verdict | None:
        """The light of a record, judged by the records before it."""
        known = self._known
        return known.replays.verdict(known.catalogue, reaching(known, record.at), record)

    def light_of(self, entry: Entry) -> str:
        """``Psoas care: green.`` for a session or run; empty for anything else."""
        verdict = self.verdict(entry) if is_judged(entry) else None
        if verdict is None or not is_judged(entry):
            return ""
        return f"{self._known.name_of(entry)}: {verdict.light}{' so far' if verdict.provisional else ''}."

    def milestones(self, record: Record) -> tuple[str, ...]:
        """The milestones that a record reached."""
        from coach.domain.courses.milestones import milestones

        known = self._known
        before, after = known.replays.around(known.catalogue, reaching(known, record.at), record)
        return milestones(before, after) if before and after else ()

    def in_full(self, entry: Entry) -> str:
        """The title of an entry with all that was done, in the runner's units."""
        return full_title(entry, self._known.catalogue, self._known.settings.units)

    def tick_flags(self, flags: Set[str]) -> None:
        """Store ticked red flags at once, whatever becomes of the session."""
        self._add_event(EventKind.RED_FLAG, flags=tuple(sorted(flags)))

    def unlock(self, outcome: str) -> None:
        """Store the runner's deliberate word that the lock may end; ``outcome``: what came of the warning sign."""
        self._add_event(EventKind.UNLOCKED, note=outcome)

    def _add_event(self, kind: EventKind, *, flags: tuple[str, ...] | None = None, note: str | None = None) -> None:
        self._known.store.add([Event(at=self._known.clock.now(), kind=kind, flags=flags, note=note)])
        self._known.forget()
