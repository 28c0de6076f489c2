"""Follows the files of a runner's library and settings: reads what was left at the start, and picks up changes.

Files may be read in another thread; the result (``News``) is applied by ``take``, in the thread that uses the training.
Left out: when to look, and in which thread (the front end), and what a look costs (``stamps``).
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.records.history import History
from coach.library.disk.stamps import sight_of
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.in_use import Library
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.source import raw_text
from coach.services.assembly import Coach, layers_for, settings_in


class News(Struct, frozen=True):
    """The result of a look at the files. ``library`` and ``settings`` None: unchanged.

    ``replays``: where the runner stands under the new library. ``wrong``: the diagnostics of the settings file;
    ``complaint``: the first error, if it is new. ``before``: the settings in use when it was looked.
    """

    before: Settings
    wrong: tuple[Diagnostic, ...]
    library: Library | None = None
    replays: ReplayCache | None = None
    settings: Settings | None = None
    complaint: str = ""


class RunnerFiles:
    """Follows one coach's files. ``history``, if given, is used to compute standings under a new library in advance.

    ``is_reading``: some files are still to be read; ``progress``: how many are read, and of how many. Until all are,
    nobody is told of changed records: a shared page would show what follows from half a library.
    """

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._shelf = coach.shelf
        self._wrong = coach.wrong
        self._text: object = None
        self.diagnostics: Sequence[Diagnostic] = coach.diagnostics
        self.progress = (0, coach.shelf.unread)
        self.is_reading = self.progress[1] > 0
        self.history: History | None = None
        self._untold = coach.training.changed
        self._is_due = False
        if self.is_reading and self._untold:
            coach.training.changed = self._tell_later

    # --- reading: in another thread, if you like ---------------------------------------------------------------------

    def reading(self) -> Iterator[tuple[int, int]]:
        """Read what was left at the start, yielding (files read, files in all); then ``whole`` returns the result."""
        return self._shelf.reading()

    def whole(self) -> News:
        """The library after everything was read."""
        return News(self._coach.training.settings, self._wrong, *self._foreseen(self._shelf.library))

    def has_changed(self) -> bool:
        """Whether ``look`` would find anything new; costs next to nothing."""
        return self._settings_text() != self._text or self._shelf.has_changed()

    def look(self) -> News | None:
        """What changed since the last look; None: nothing."""
        before, wrong_before = self._coach.training.settings, self._wrong
        settings = self._changed_settings(before)
        library = None
        if settings and settings.group != before.group:
            library = self._shelf.lay(layers_for(settings, self._coach.routines))
        elif self._shelf.has_changed():
            library = self._shelf.refresh()
        if library is None and settings is None and self._wrong == wrong_before:
            return None
        complaint = _complaint(self._wrong) if self._wrong != wrong_before else ""
        return News(before, self._wrong, *self._foreseen(library), settings=settings, complaint=complaint)

    def reread(self, paths: Iterable[Path]) -> News:
        """The library after reading the files at these paths again."""
        library = self._shelf.reread(paths)
        return News(self._coach.training.settings, self._wrong, *self._foreseen(library))

    def use(self, paths: Iterable[Path]) -> None:
        """Read the files at these paths and apply them at once: for a caller without another thread for that."""
        self.take(self.reread(paths))
        self._coach.training.learning.look()

    def keep(self) -> None:
        """Save the last good versions now, so that it does not matter how the coach ends."""
        self._shelf.save()

    def _foreseen(self, library: Library | None) -> tuple[Library | None, ReplayCache | None]:
        """The library with the standings under it, computed here because many routines or records take time."""
        if library is None or self.history is None:
            return library, None
        replays = ReplayCache()
        replays.standing(library.catalogue, self.history, self._coach.training.clock.now())
        return library, replays

    def _changed_settings(self, before: Settings) -> Settings | None:
        """The settings, if their file changed, has no errors, and differs from before; else None."""
        text = self._settings_text()
        path = self._coach.settings_path
        if path is None or text == self._text:
            return None
        self._text = text
        settings, self._wrong = settings_in(path, hosted=self._coach.hosted)
        return None if settings == before or has_errors(self._wrong) else settings

    def _settings_text(self) -> object:
        """What is compared to see a change of the settings file: it is small, so its whole text is included."""
        path = self._coach.settings_path
        return None if path is None else (sight_of(str(path)), raw_text(path))

    # --- taking over: the thread that uses the training --------------------------------------------------------------

    def take(self, news: News) -> bool:
        """Apply the result of a look; returns whether the settings changed. Looks must be applied in order."""
        training = self._coach.training
        if news.library is self._shelf.library:  # else a later look has read more, and its news will follow
            training.use(news.library, news.replays)
            was_reading, self.is_reading = self.is_reading, self._shelf.unread > 0
            if was_reading and not self.is_reading:
                self._tell_now()
        self.diagnostics = (*training.library.diagnostics, *news.wrong)
        # Settings changed in this coach meanwhile are newer and already in the file: the next look reads them.
        if news.settings is None or training.settings is not news.before:
            return False
        training.settings = news.settings
        return True

    def _tell_later(self) -> None:
        self._is_due = True

    def _tell_now(self) -> None:
        """All is read: call the callback for changed records from now on, and once if records changed meanwhile."""
        if self._untold is None:
            return
        self._coach.training.changed = self._untold
        if self._is_due:
            self._untold()


def read_whole(coach: Coach) -> Coach:
    """The coach with all its files read, for a caller that cannot wait for them."""
    if not coach.shelf.unread:
        return coach
    following = RunnerFiles(coach)
    for _ in following.reading():
        pass
    following.take(following.whole())
    return replace(coach, diagnostics=tuple(following.diagnostics))


def _complaint(wrong: Sequence[Diagnostic]) -> str:
    """Why the settings are not used, as a sentence; empty: they are."""
    first = next((each for each in wrong if each.severity == "error"), None)
    if first is None:
        return ""
    return f"{Path(first.path).name}:{first.line}:{first.column}: {first.message}. Your last settings stay in use."
