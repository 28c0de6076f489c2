"""Sharing by consent: stores with whom a runner shares their page, and updates the page whenever it changes.

What the runner is shown is read from where the helper reads it. Left out: what the page says (``domain.shared_page``),
where it is stored (``store.shared_pages``), and who may read there (``host.guests.entry``).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from msgspec import Struct

from coach.domain.records.entries import is_judged
from coach.domain.shared_page import (
    MOST_SESSIONS,
    Page,
    PageError,
    SharedRecord,
    concern,
    page_from_plain,
    page_of,
    page_to_plain,
)
from coach.services.training import Training
from coach.store import shared_pages
from coach.store.paths import default_path
from coach.store.protocol import StoreError
from coach.store.resilient import ResilientStore

SHARED_WITH = "shared-with"
"""The fact of the profile: each helper with the time since when they may see the page."""
MOST_HELPERS = 8
NOT_ALONE = (
    "Sharing works where you and your helper have a profile each: on a shared box. Here, print the page and hand it "
    "over: coach share --print"
)

_NOT_KEPT = "Your page is taken away, but that could not be kept, so it may come back. {} Then take it back again."


class ShareError(Exception):
    """Sharing is not possible. Its text is for the runner."""


class Share(Struct, frozen=True):
    """A helper who may see the page, and since when."""

    helper: str
    since: datetime


class Member(Struct, frozen=True):
    """A runner who shares with a helper. ``page`` None: it cannot be read."""

    runner: str
    page: Page | None


class Sharing:
    """One runner's sharing. ``profile`` None: they are alone on this machine, and share with nobody."""

    def __init__(self, training: Training, profile: str | None) -> None:
        self._training = training
        self._profile = profile

    def shares(self) -> tuple[Share, ...]:
        """With whom the page is shared, oldest first."""
        kept = self._training.store.read(SHARED_WITH)
        return tuple(_shares_in(kept))

    def page(self) -> Page:
        """The page as it is now."""
        training = self._training
        now = training.clock.now()
        records = [each for each in training.history().entries if is_judged(each) and each.at <= now]
        done = (
            SharedRecord(each, training.name_of(each), training.records.verdict(each))
            for each in records[-MOST_SESSIONS:]
        )
        return page_of(training.standing(), done, now)

    def seen_by(self, helper: str) -> Page | None:
        """What a helper sees at this moment, read from where they read it; None: nothing."""
        return None if self._profile is None else _page_in(shared_pages.read_page(self._profile, helper))

    def share(self, helper: str) -> Page:
        """Share the page with a helper from now on; returns what they see. Raises ShareError."""
        if self._profile is None:
            raise ShareError(NOT_ALONE)
        if helper == self._profile:
            raise ShareError("That is your own name: give the name of your helper's profile here.")
        try:
            shared_pages.check_name(helper)
            if all(share.helper != helper for share in self._shares_for_sure()):
                self._begin(self._profile, Share(helper, self._training.clock.now()))
            else:  # if writing fails, the former page stays, with its age
                shared_pages.show_page(self._profile, helper, self._page_as_kept())
        except StoreError as error:
            raise ShareError(str(error)) from error
        page = self.seen_by(helper)
        if page is None:
            raise ShareError("Your page was kept, but cannot be read there. Take it back, and try again.")
        return page

    def stop(self, helper: str) -> bool:
        """Take the page back at once; False: it was not shared with them. Raises ShareError when it is still there."""
        if self._profile is None:
            return False
        known, trouble = helper in shared_pages.helpers(self._profile), None
        try:
            shares = self._shares_for_sure()
            known = known or any(share.helper == helper for share in shares)
            if known:  # first, so that no other coach of the same runner puts the page there again
                self._change(lambda shares: [share for share in shares if share.helper != helper])
                self._forget_pain(helper)
        except StoreError as error:
            known, trouble = True, error
        try:
            if known:
                shared_pages.delete_pages(self._profile, helper)
        except StoreError as error:
            raise ShareError(str(error)) from error
        if trouble is not None:
            raise ShareError(_NOT_KEPT.format(trouble)) from trouble
        return known

    def _forget_pain(self, helper: str) -> None:
        """Withdraw the consent for the pains too: it must not return by itself when the page is shared again."""
        if self._training.store.read(shared_pages.PAIN_SHARED) is not None:
            from coach.services.weeks import shared_report

            shared_report.consent(self._training.store, helper, given=False)

    def refresh(self) -> None:
        """Let every helper see the current page, and nobody else. A page that cannot be written stays, with its age."""
        if self._profile is None:
            return
        with suppress(StoreError):
            helpers = [share.helper for share in self.shares()]
            page = self._page_as_kept() if helpers else b""
            self._refuse_trouble()  # in a trouble neither the page nor the helpers are known for sure
            for helper in helpers:
                with suppress(StoreError):  # a failure for one helper must not affect the others
                    shared_pages.show_page(self._profile, helper, page)
            if helpers and self._training.store.read(shared_pages.PAIN_SHARED) is not None:
                self._put_reports(self._profile, helpers)
            shared = {share.helper for share in self.shares()}  # read again: one may have been withdrawn meanwhile
            self._refuse_trouble()
            for helper in shared_pages.helpers(self._profile):
                if helper not in shared:
                    with suppress(StoreError):
                        shared_pages.delete_pages(self._profile, helper)

    def share_pain(self, helper: str, *, given: bool) -> bool:
        """Let a helper see the pains as well, or no longer; False: they do not see the page. Raises ShareError."""
        from coach.services.weeks import shared_report

        if self._profile is None:
            raise ShareError(NOT_ALONE)
        try:
            if all(share.helper != helper for share in self._shares_for_sure()):
                return False
            shared_report.consent(self._training.store, helper, given=given)
            self._refuse_trouble()
            if given:
                shared_report.put_page(self._training, self._profile, [helper])
            else:
                shared_pages.take_back_report(self._profile, helper)
        except StoreError as error:
            raise ShareError(str(error)) from error
        return True

    def _put_reports(self, profile: str, helpers: list[str]) -> None:
        """Write the page with the pains for those who may see it. Slow, because it computes the weeks."""
        from coach.services.weeks import shared_report

        shared_report.put_page(self._training, profile, helpers)

    def _begin(self, profile: str, new: Share) -> None:
        """Begin to share with one more helper; if that fails, undo it."""

        def with_the_new(shares: list[Share]) -> list[Share]:
            is_known = any(share.helper == new.helper for share in shares)
            return shares if is_known or len(shares) >= MOST_HELPERS else [*shares, new]

        try:
            # The consent first, then the page: another coach of the same runner deletes a page without consent.
            if all(share.helper != new.helper for share in self._change(with_the_new)):
                raise ShareError(f"You share with {MOST_HELPERS} helpers, which is the most. Take one back first.")
            shared_pages.show_page(profile, new.helper, self._page_as_kept())
        except StoreError:
            with suppress(StoreError):
                self._change(lambda shares: [share for share in shares if share != new])
            with suppress(StoreError):
                shared_pages.delete_pages(profile, new.helper)
            raise

    def _shares_for_sure(self) -> tuple[Share, ...]:
        """``shares`` as they are on disk. Raises StoreError."""
        store = self._training.store
        if isinstance(store, ResilientStore):
            store.try_again()
        shares = self.shares()
        self._refuse_trouble()
        return shares

    def _page_as_kept(self) -> bytes:
        return json.dumps(page_to_plain(self.page()), separators=(",", ":")).encode()

    def _change(self, change: Callable[[list[Share]], list[Share]]) -> tuple[Share, ...]:
        """Apply a change to the list of shares and return the result. Raises StoreError when it is only in memory.

        Helpers whom another coach of the same runner has removed or added meanwhile stay removed or added.
        """
        after = self._training.store.change(SHARED_WITH, lambda kept: _plain(change([*_shares_in(kept)])))
        self._refuse_trouble()
        return tuple(_shares_in(after))

    def _refuse_trouble(self) -> None:
        """Raise StoreError while the store cannot be read or written and memory stands in for it."""
        store = self._training.store
        if isinstance(store, ResilientStore) and store.trouble is not None:
            raise StoreError(store.trouble)


def end_sharing(profile: str, helper: str) -> None:
    """Take a runner's page back from a helper who has left this box, the page itself first. Raises StoreError."""
    from coach.store.database.sqlite import SqliteStore  # imported late: only whoever runs a box needs it

    shared_pages.delete_pages(profile, helper)
    path = default_path(profile)
    if not path.exists():
        return
    store = SqliteStore(path)
    try:
        store.change(SHARED_WITH, lambda kept: _plain(each for each in _shares_in(kept) if each.helper != helper))
    finally:
        store.close()


def team_members(helper: str | None, now: datetime | None = None) -> tuple[Member, ...]:
    """The runners who share with a helper: first those who need a look, then by how recently they trained.

    ``now``: if given, whoever has been silent for 14 days comes right after the locked and the red.
    """
    if helper is None:
        return ()
    members = [
        Member(runner, _page_in(shared_pages.read_page(runner, helper))) for runner in shared_pages.runners(helper)
    ]
    there = (each for each in members if each.page or shared_pages.lies_there(each.runner, helper))
    return tuple(sorted(there, key=lambda each: _rank(each, now)))


def still_shared(helper: str | None, members: Iterable[Member]) -> bool:
    """Whether everybody's page is still there; cheap enough to ask twice a second."""
    return helper is None or all(shared_pages.lies_there(each.runner, helper) for each in members)


def _rank(member: Member, now: datetime | None) -> tuple[int, float, str]:
    if member.page is None:
        return 9, 0.0, member.runner
    last = member.page.last
    return concern(member.page, now), -last.at.timestamp() if last else 0.0, member.runner


def _page_in(data: bytes | None) -> Page | None:
    """The page in a file that anybody may have written; None: it holds no valid page."""
    if data is None:
        return None
    try:
        return page_from_plain(json.loads(data))
    except (PageError, ValueError, RecursionError):
        return None


def _plain(shares: Iterable[Share]) -> list[dict[str, str]]:
    return [{"helper": share.helper, "since": share.since.isoformat()} for share in shares]


def _shares_in(kept: object) -> Iterator[Share]:
    for each in kept if isinstance(kept, list) else ():
        try:
            since = datetime.fromisoformat(each["since"])
            if since.tzinfo is not None:
                yield Share(str(each["helper"]), since)
        except (KeyError, TypeError, ValueError):
            continue
