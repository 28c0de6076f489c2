"""The settings in plain mode: a line each, changed by its number. Colours, motion and the voice play no part here."""

from dataclasses import replace
from pathlib import Path

from coach.domain.distance import example
from coach.library.setting_rows import ROWS, Row
from coach.library.settings_file import Pace, Settings, is_handwritten, kept_aside, read_settings, save_settings
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.training import Training

_HERE = ("bell", "get_ready_s", "switch_s", "rest_percent", "explain", "pace", "units")
SHOWN: tuple[Row, ...] = tuple(row for row in ROWS if row.field in _HERE)


def change_settings(training: Training, path: Path, talk: Talk) -> None:
    """Say the settings, and change one after another until the runner leaves. Raises InputEndedError.

    ``path``: their file. What cannot be written there holds until the coach ends.
    """
    settings, _ = read_settings(path)  # not those in use: where no key can come, reps follow the tempo for now
    if is_handwritten(path):
        talk.say(f"A change rewrites your {path.name}; yours is kept as {kept_aside(path).name}.")
    for number, row in enumerate(SHOWN, 1):
        talk.say(f"{number}. {row.title}: {row.shown(settings)}. {row.about}")
    numbers = tuple(row.field for row in SHOWN)
    question = "Which one to its next value? A number; Enter leaves:"
    while chosen := asked(talk, question, lambda line: read.chosen(line, numbers)):
        for row in (each for each in SHOWN if each.field in chosen):
            settings = row.changed(settings, 1)
            effect = f" {example(settings.units)}." if row.field == "units" else ""
            talk.say(f"{row.title}: {row.shown(settings)}.{effect}")
        _use(training, settings, path, talk)


def _use(training: Training, settings: Settings, path: Path, talk: Talk) -> None:
    try:
        save_settings(path, settings)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        talk.say(f"This holds until you leave: {path} cannot be written ({reason}).")
    training.settings = replace(settings, pace=Pace.TEMPO) if talk.hands_free else settings
