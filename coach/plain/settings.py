"""The settings in plain mode: a line for each, changed by its number. Without colours, motion and the voice.

The equipment is listed as well; it is stored in the profile.
"""

from pathlib import Path

from msgspec.structs import replace

from coach.domain.records.distance import example
from coach.library.formats.settings.setting_rows import ABOUT_EQUIPMENT, EQUIPMENT, SETTING_ROWS, SettingRow, kit_shown
from coach.library.formats.settings.settings_file import (
    Pace,
    Settings,
    is_handwritten,
    kept_aside,
    read_settings,
    save_settings,
)
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.system.guest import path_in_words

_HERE = ("bell", "get_ready_s", "switch_s", "rest_percent", "explain", "pace", "units")
_KIT = "kit"
SHOWN: tuple[SettingRow, ...] = tuple(row for row in SETTING_ROWS if row.field in _HERE)


def change_settings(training: Training, path: Path, talk: Talk) -> None:
    """Say the settings, and change one after another until the runner leaves. Raises InputEndedError.

    ``path``: their file. If it cannot be written, a change lasts until the coach ends.
    """
    settings, _ = read_settings(path)  # not those in use: without keys, their pace is set to tempo for now
    if is_handwritten(path):
        talk.say(f"A change rewrites your {path.name}; yours is kept as {kept_aside(path).name}.")
    for number, row in enumerate(SHOWN, 1):
        talk.say(f"{number}. {row.title}: {row.shown(settings)}. {row.about}")
    talk.say(f"{len(SHOWN) + 1}. {_kit_line(training)} {ABOUT_EQUIPMENT}")
    numbers = (*(row.field for row in SHOWN), _KIT)
    question = "Which one to its next value? A number; Enter leaves:"
    while chosen := asked(talk, question, lambda line: read.some_of(line, numbers)):
        for row in (each for each in SHOWN if each.field in chosen):
            settings = row.changed(settings, 1)
            effect = f" {example(settings.units)}." if row.field == "units" else ""
            talk.say(f"{row.title}: {row.shown(settings)}.{effect}")
        if chosen != (_KIT,):
            _use(training, settings, path, talk)
        if _KIT in chosen:
            _change_kit(training, talk)


def _kit_line(training: Training) -> str:
    return f"{EQUIPMENT}: {kit_shown(training.not_at_hand())}."


def _change_kit(training: Training, talk: Talk) -> None:
    """Toggle whether a piece is at hand, by its number, until the runner leaves."""
    kit = training.catalogue.all_kit()
    for number, item in enumerate(kit, 1):
        talk.say(f"{number}. {item}: {_there(item, training)}.")
    question = "Which of these is otherwise? Numbers, such as 1 or 1 3; Enter leaves:"
    while changed := asked(talk, question, lambda line: read.some_of(line, kit)):
        training.runner.set_at_hand(set(changed), training.not_at_hand())  # toggles: what was missing is at hand now
        for item in changed:
            talk.say(f"{item}: {_there(item, training)}.")
    talk.say(_kit_line(training))


def _there(item: str, training: Training) -> str:
    return "not there" if item in training.not_at_hand() else "there"


def _use(training: Training, settings: Settings, path: Path, talk: Talk) -> None:
    try:
        save_settings(path, settings)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        talk.say(f"This holds until you leave: {path_in_words(path)} cannot be written ({reason}).")
    training.settings = replace(settings, pace=Pace.TEMPO) if talk.hands_free else settings
