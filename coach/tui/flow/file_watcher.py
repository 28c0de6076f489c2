"""Keeps an open app in step with its files and records: a thread looks twice a second, and hands over what changed.

It is a thread of its own because a folder may lie on a server that does not answer, and a thousand new files take most
of a second to read: neither may hold up a key or a countdown, nor keep the app from ending. It never touches the
training; what it finds goes to the app as a message. While a session is under way it sleeps. It sees the database's
files only from outside; whether another coach of this runner wrote a record is checked by the app's thread, which owns
the connection. The day's backup is made here, too, over a connection of its own. Left out: reading itself (``files``).
"""

import gc
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import sleep

from coach.library.disk.stamps import Sight, sight_of
from coach.services.assembly import Coach
from coach.services.files import News, RunnerFiles
from coach.services.keeping.rest_of_history import RestOfHistory
from coach.store import Store
from coach.store.protocol import UnreadError
from coach.tui.base.app_base import READING, AppBase
from coach.tui.base.screen import CoachScreen
from coach.tui.flow.startup import history_is_unread

EVERY_S = 0.5
SETTLE_S = 0.05
"""Seconds to wait after a change: editors write in pieces, or move the old file away before the new one is there."""
TURN_S = 0.001
"""Python's thread switch interval in seconds while files are read: the usual 5 ms make keys feel slow."""


class FileWatcher:
    """What an app knows of its files. Until ``start``, nothing is watched.

    ``is_reading``: the library is not completely read yet, so nothing may be concluded from it; ``progress``: how far.
    """

    def __init__(self, app: AppBase, coach: Coach, pause: Callable[[float], object] = sleep) -> None:
        self._app = app
        self._training = coach.training
        self._pause = pause
        self.runner_files = RunnerFiles(coach)
        self._awake = Event()
        self._awake.set()
        self._gone = Event()
        self._thread: Thread | None = None
        self._waiting: Callable[[], None] | None = None
        self._put_off: list[News] = []
        self._path = path = coach.database
        self._database = () if path is None else (str(path), f"{path}-wal")
        self._records: tuple[Sight, ...] = ()
        self._rest = RestOfHistory(coach)
        self._rest_is_wanted = False

    @property
    def is_reading(self) -> bool:
        """Whether files remain to be read."""
        return self.runner_files.is_reading

    @property
    def progress(self) -> str:
        """How many files have been read, in words."""
        read, of = self.runner_files.progress
        return f"Reading your files: {read:,} of {of:,}"

    def start(self) -> None:
        """Start the thread that reads the rest and then watches."""
        self._foresee()
        self._rest_is_wanted = self._rest.is_wanted
        self._thread = Thread(target=self._run, name="files", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # no more threads: read the rest right here; changes wait for the next start
            self._thread = None
            self.read_rest()

    def _foresee(self) -> None:
        """Set the history from which standings under a changed library are computed: all records, if all are known."""
        self.runner_files.history = None
        with suppress(UnreadError):
            recent = self._training.recent()
            self.runner_files.history = recent if recent.before is None else None

    def rest(self) -> None:
        """Stop watching: a session begins."""
        self._awake.clear()

    def watch(self) -> None:
        """Watch again: the session is over. News put off meanwhile is handled now."""
        self._awake.set()
        news, self._put_off = self._put_off, []
        for each in news:
            self._take(each)

    def close(self) -> None:
        """Stop watching for good."""
        self._gone.set()
        self._awake.set()
        if self._thread:
            self._thread.join(1.0)  # it may hang for ever on a server that does not answer

    def when_read(self, act: Callable[[], None]) -> None:
        """Call ``act``, which depends on the library: now, or once it is completely read.

        Of what has to wait only the last is done: a key pressed twice would open a screen twice, or begin two sessions.
        """
        if self.is_reading:
            self._waiting = act
            self._app.notify(READING)
        else:
            act()

    # --- looking: in the thread, or called by hand -------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self.read_rest()
            self.read_history()
            self._tell(self._keep_standing)
            while not self._gone.wait(EVERY_S):
                self._awake.wait()
                if not self._gone.is_set():
                    self.look()
        except Exception as error:  # a bug must show as it does elsewhere, not vanish with the thread
            self._tell(_raise, error)

    def read_rest(self) -> None:
        """Read the files that were not read at the start."""
        if not self.is_reading:
            return
        usual = sys.getswitchinterval()
        sys.setswitchinterval(TURN_S)
        try:
            for progress in self.runner_files.reading():
                if self._gone.is_set():
                    return
                self._tell(self._tell_progress, progress)
            gc.freeze()  # as after the first frame: what was read lives on
            self._tell(self._take, self.runner_files.whole())
            self.runner_files.keep()
        finally:
            sys.setswitchinterval(usual)

    def read_history(self) -> None:
        """Read the part of the history that was not read at the start."""
        if self._rest_is_wanted:
            self._tell(self._take_history, self._rest.read())

    def look(self) -> None:
        """Check once whether records or files have changed, and report it to the app."""
        records = tuple(sight_of(path) for path in self._database)
        if records != self._records:
            first, self._records = not self._records, records
            self._tell(self._catch_up)
            if not first:
                self._back_up()
        if self.runner_files.has_changed():
            self._pause(SETTLE_S)
            news = self.runner_files.look()
            if news is not None:
                self._tell(self._take, news)
                self.runner_files.keep()

    def _back_up(self) -> None:
        """Make the day's backup after a record was kept, for an app that stays open for weeks."""
        if self._path is not None:
            from coach.store.backups.backups import keep_daily

            keep_daily(self._path, self._training.clock.now())

    def _tell(self, act: Callable[..., None], *about: object) -> None:
        """Have the app's own thread call ``act``."""
        with suppress(RuntimeError):  # the app has ended this very moment
            self._app.call_later(act, *about)

    # --- in the app's own thread -------------------------------------------------------------------------------------

    def reread(self, paths: Iterable[Path]) -> None:
        """Use these files at once: the app itself has changed them."""
        self._take(self.runner_files.reread(paths))
        self.runner_files.keep()

    def _tell_progress(self, progress: tuple[int, int]) -> None:
        self.runner_files.progress = progress
        screen = self._app.screen
        if isinstance(screen, CoachScreen):
            screen.reading_went_on()

    def _take(self, news: News) -> None:
        if not self._awake.is_set():  # found just before the session began
            self._put_off.append(news)
            return
        app = self._app
        if self.runner_files.take(news):
            app.use_looks(self._training.settings)
        if news.complaint:
            app.notify(news.complaint, severity="warning", timeout=10, markup=False)
        self.tell_screens()
        if self._waiting is not None and not self.is_reading:
            act, self._waiting = self._waiting, None
            act()

    def _take_history(self, read: Store | None) -> None:
        self._rest_is_wanted = False
        with suppress(UnreadError):
            self._rest.take(read)
            self._foresee()
            return
        self._training.forget()  # as the whole history cannot be read, no plan may rest on its last weeks either
        history_is_unread(self._app)

    def _keep_standing(self) -> None:
        """Store the standing for the next start, at once: the terminal may be closed or the machine switched off."""
        training = self._training
        if self._awake.is_set() and not self.is_reading:
            training.kept_history.keep(training.catalogue, training.replays, training.clock.now())

    def _catch_up(self) -> None:
        """Update to records kept elsewhere, by another terminal or by ``coach log``: plans depend on them."""
        if not self._awake.is_set():
            self._records = ()  # a session has just begun: look again after it
        elif self._training.catch_up():
            self.tell_screens()

    def tell_screens(self) -> None:
        """Have every running screen show what is known by now."""
        self._foresee()
        for screen in list(self._app.screen_stack):
            if isinstance(screen, CoachScreen) and screen.is_running:  # an earlier one may have closed it
                screen.library_changed()


def _raise(error: Exception) -> None:
    raise error
