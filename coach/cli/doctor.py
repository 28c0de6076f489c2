"""``coach doctor``: check paths, terminal, sound, database and files; print what was found, and what to do.

Changes nothing without ``--repair``, and makes no sound. Exit code 1 when something needs doing.
"""

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from coach.cli.base.errors import RefusedError
from coach.cues.awake import find_holder
from coach.cues.engines import find_engines
from coach.cues.terminal_place import is_remote
from coach.domain.planning.unreadable_rows import line_of
from coach.library.disk.layers import SETTINGS, config_folder, is_folder, layers
from coach.library.formats.settings.settings_file import Settings, read_settings
from coach.library.formats.settings.sound_settings import VoiceChoice
from coach.library.shelf.library import load_library
from coach.library.toml.diagnostics import Diagnostic
from coach.services.trouble.last_resort import fault_files
from coach.store.backups.backups import is_late, list_backups, lost
from coach.store.backups.copy_files import is_gone
from coach.store.examine import examine, fact
from coach.store.paths import default_path
from coach.store.protocol import StoreError
from coach.system import glyphs
from coach.system.colour_count import MILLIONS, SOME, colours_of
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.terminal_size import LEAST_HEIGHT, LEAST_WIDTH

_MOST_FILES = 10


class Examination(Struct, frozen=True):
    """One check's result: what was ``found``, whether that is ``ok``, and the ``advice`` on what to do, if any."""

    area: str
    name: str
    found: str
    ok: bool = True
    advice: str = ""


def doctor(args: Namespace) -> int:
    """Print every finding; return 1 when one of them needs action."""
    if args.repair:
        from coach.cli.history.backup import mend

        return mend(args)
    try:
        database = default_path(args.profile)
    except StoreError as error:
        raise RefusedError(str(error), USAGE) from error
    settings_path = config_folder() / SETTINGS
    settings, wrong = read_settings(settings_path)
    library = load_library(layers(args.routines))
    findings = [
        *_paths(settings_path, database, args.routines),
        *_terminal(),
        *_sound(settings, database),
        *_database(database),
        *_backups(database),
        *_faults(),
        *_files((*library.diagnostics, *wrong), len(library.catalogue.routines), len(library.catalogue.exercises)),
    ]
    if args.json:
        from coach.cli.base.shapes import as_json

        print(as_json([asdict(finding) for finding in findings]))
    else:
        _print(findings)
    return DONE if all(finding.ok for finding in findings) else BROKEN


def _print(findings: list[Examination]) -> None:
    area = ""
    for finding in findings:
        if finding.area != area:
            print(f"{'' if not area else chr(10)}{finding.area.capitalize()}")
            area = finding.area
        print(f"  {'ok' if finding.ok else '!!'}  {finding.name:<14} {finding.found}")
        if finding.advice:
            print(f"      {'':<14} {finding.advice}")
    todo = sum(not finding.ok for finding in findings)
    print(f"\n{'All is well.' if not todo else 'One thing to do.' if todo == 1 else f'{todo} things to do.'}")


# --- paths ----------------------------------------------------------------------------------------------------------


def _paths(settings: Path, database: Path, given: Path | None) -> Iterator[Examination]:
    yield _writable("settings", settings)
    yield _writable("database", database)
    for layer in layers(given):
        there = is_folder(layer.folder)
        if not there and not layer.named:
            continue
        missing = layer.named and not there
        yield Examination(
            "paths",
            f"{layer.name} layer",
            f"{layer.folder}{'' if there else '  (not there)'}",
            ok=not missing,
            advice="Name a folder that is there." if missing else "",
        )


def _writable(name: str, path: Path) -> Examination:
    """Check whether a file can be written, or created if it does not exist yet."""
    there = os.path.lexists(path)
    place = path if there else next((each for each in path.parents if os.path.lexists(each)), path.parent)
    ok = os.access(place, os.W_OK if there else os.W_OK | os.X_OK)
    note = "" if there else "  (not there yet)"
    return Examination("paths", name, f"{path}{note}", ok, "" if ok else f"Give yourself the right to write {place}.")


# --- terminal -------------------------------------------------------------------------------------------------------


def _terminal() -> Iterator[Examination]:
    term = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Examination("terminal", "terminal", "none here (a pipe or a file); play --plain works anywhere")
    elif term in ("", "dumb"):
        yield Examination(
            "terminal", "terminal", f"TERM={term or '(empty)'}", False, "The app needs more: use play --plain."
        )
    else:
        columns, rows = shutil.get_terminal_size()
        ok = columns >= LEAST_WIDTH and rows >= LEAST_HEIGHT
        advice = "" if ok else f"The app needs {LEAST_WIDTH}×{LEAST_HEIGHT}: make the window larger."
        yield Examination("terminal", "size", f"{columns}×{rows}, TERM={term}", ok, advice)
    yield Examination("terminal", "colours", _colours())
    encoding = getattr(sys.stdout, "encoding", None)
    utf8 = glyphs.takes_utf8(glyphs.told_environment(), encoding)
    yield Examination(
        "terminal",
        "letters",
        "UTF-8" if utf8 else "ASCII only",
        utf8,
        "" if utf8 else "Other signs are shown in their place. Better: a UTF-8 locale, such as LANG=C.UTF-8.",
    )
    dots = glyphs.has_braille(glyphs.told_environment(), encoding)
    yield Examination(
        "terminal", "figures", "braille dots" if dots else "of letters: this terminal has no braille dots"
    )


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none, as NO_COLOR asks"
    return {MILLIONS: "16 million", SOME: "256"}.get(colours_of(os.environ) or 0, "16 or fewer")


# --- sound ----------------------------------------------------------------------------------------------------------


def _sound(settings: Settings, database: Path) -> Iterator[Examination]:
    remote = is_remote(os.environ)
    engines = find_engines(settings.command)
    wanted = settings.voice is VoiceChoice.ON
    said = {VoiceChoice.ASK: "not asked yet: silent", VoiceChoice.ON: "on", VoiceChoice.OFF: "off"}[settings.voice]
    yield Examination("sound", "bell", "on, if your terminal lets it ring" if settings.bell else "off")
    if remote:
        yield Examination("sound", "voice", f"{said}; but you are connected over SSH, where no voice speaks")
    elif engines:
        yield Examination("sound", "voice", f"{said}; found {', '.join(engine.name for engine in engines)}")
    else:
        advice = f"Correct [sound] command: there is no {settings.command[0]}." if settings.command else _INSTALL
        yield Examination("sound", "voice", f"{said}; none found", not wanted, advice if wanted else "")
    trouble = _last_trouble(database)
    if trouble:
        advice = "Try it by hand. Settings speaks a sample; the next session that goes well clears this."
        yield Examination("sound", "last session", trouble, False, advice)
    holder = find_holder(os.environ)
    yield Examination("sound", "stays awake", f"by {Path(holder[0]).name}" if holder else "no: no program for it here")


_INSTALL = "Install espeak-ng or speech-dispatcher, or name a command of your own in settings.toml: [sound] command."


def _last_trouble(database: Path) -> str | None:
    """Return what went wrong with the voice in the last session that had trouble with it, and when."""
    from coach.services.sound import TROUBLE

    kept = fact(database, TROUBLE)
    return f"{kept.get('what')} ({kept.get('at')})" if isinstance(kept, dict) else None


# --- database, files ------------------------------------------------------------------------------------------------


def _is_gone(path: Path) -> bool:
    try:
        return is_gone(path)
    except OSError:
        return False


def _database(path: Path) -> Iterator[Examination]:
    found = examine(path)
    if _is_gone(path):
        trouble = lost(path)
        yield Examination("database", "database", trouble.what.removesuffix("."), False, trouble.advice)
    elif found.trouble:
        yield Examination("database", "database", found.trouble.what.removesuffix("."), False, found.trouble.advice)
    elif not found.version:
        yield Examination("database", "database", "none yet: the first session makes it")
    else:
        yield Examination("database", "database", f"opens; format {found.version}, {found.size // 1024} kB")
        yield Examination("database", "records", f"{found.records}")
    for row in found.unreadable[:_MOST_FILES]:
        advice = f"coach history --answer {row.id}, --delete {row.id} or --set-aside {row.id}"
        yield Examination("database", "unreadable", line_of(row), False, advice)
    if len(found.unreadable) > _MOST_FILES:
        yield Examination("database", "in all", f"{len(found.unreadable)} cannot be read", False, "coach history")


def _backups(path: Path) -> Iterator[Examination]:
    """Check how many backups there are, whether they are usable, and whether the newest is recent enough."""
    try:
        backups = list_backups(path)
    except StoreError as error:
        yield Examination("database", "backups", str(error), False, "Give yourself the right to read that folder.")
        return
    sound = [backup for backup in backups if backup.is_sound]
    count = "1 backup" if len(backups) == 1 else f"{len(backups)} backups"
    if not backups:
        yield Examination("database", "backups", "none yet: the first record of a day makes one")
    elif not sound:
        advice = "" if _is_gone(path) else "Make one: coach backup make"
        yield Examination("database", "backups", f"{count}, none of them sound", False, advice)
    else:
        damaged = len(backups) - len(sound)
        broken = f"; {damaged} cannot be used: coach backup list" if damaged else ""
        late = is_late(path, sound[0])
        advice = "Something was kept since and not copied; the disk may be full. Try: coach backup make" if late else ""
        newest = f"the newest sound one of {sound[0].moment:%Y-%m-%d %H:%M}"
        yield Examination("database", "backups", f"{count}, {newest}{broken}", advice=advice)


def _faults() -> Iterator[Examination]:
    """Report the files about crashes of the coach itself."""
    found = fault_files()
    if found:
        advice = (
            f"Please report it with this file, which holds nothing that you entered; then remove {found[-1].parent}."
        )
        yield Examination("the coach itself", "broke", f"{len(found)}×, last: {found[-1]}", False, advice)


def _files(diagnostics: tuple[Diagnostic, ...], routines: int, exercises: int) -> Iterator[Examination]:
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    yield Examination("files", "library", f"{routines} routines, {exercises} exercises")
    for diagnostic in errors[:_MOST_FILES]:
        yield Examination("files", "problem", str(diagnostic), False)
    if errors:
        yield Examination("files", "in all", f"{len(errors)} to correct", False, "`coach check` lists them.")
