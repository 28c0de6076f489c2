"""The rows of the settings screen: their values, and what they mean. Without Textual, so that tests stay simple."""

from collections.abc import Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.distance import Units
from coach.library.formats.settings.settings_file import Complete, Contrast, Motion, Notify, Pace, Settings, Theme
from coach.library.formats.settings.sound_settings import VoiceChoice, Words


class SettingRow(Struct, frozen=True):
    """One setting: its field in ``Settings``, its title, its values with their labels, and a line that explains it."""

    field: str
    title: str
    values: Sequence[tuple[object, str]]
    about: str

    def shown(self, settings: Settings) -> str:
        """The label of the present value, also for one that is not offered because it was written by hand."""
        return dict(self._with(settings))[self._value(settings)]

    def changed(self, settings: Settings, step: int) -> Settings:
        """The settings with the next value (``step`` 1) or the previous one (-1), wrapping around."""
        values = [value for value, _ in self._with(settings)]
        here = values.index(self._value(settings))
        return replace(settings, **{self.field: values[(here + step) % len(values)]})

    def _value(self, settings: Settings) -> object:
        value: object = getattr(settings, self.field)
        return value

    def _with(self, settings: Settings) -> list[tuple[object, str]]:
        """The offered values, with the present one added if it is not among them."""
        values, present = list(self.values), self._value(settings)
        if any(value == present for value, _ in values):
            return values
        if isinstance(present, int):
            unit = values[0][1].lstrip("0123456789")
            return sorted([*values, (present, f"{present}{unit}")], key=lambda pair: int(str(pair[0])))
        return [(present, "not asked yet"), *values]


def _seconds(*lengths: int) -> list[tuple[object, str]]:
    return [(length, f"{length} s") for length in lengths]


SETTING_ROWS = (
    SettingRow(
        "theme",
        "Colours",
        [(Theme.DARK, "dark"), (Theme.LIGHT, "light"), (Theme.TERMINAL, "the terminal's own")],
        "The whole app's colours.",
    ),
    SettingRow(
        "contrast",
        "Contrast",
        [(Contrast.NORMAL, "normal"), (Contrast.HIGH, "high")],
        "High: black and white, and stronger colours.",
    ),
    SettingRow(
        "motion",
        "Motion",
        [(Motion.FULL, "full"), (Motion.REDUCED, "reduced")],
        "Reduced: pictures change, but do not move.",
    ),
    SettingRow(
        "captions",
        "Captions",
        [(False, "off"), (True, "on")],
        "In a session, every word that a voice says stands on the screen, too.",
    ),
    SettingRow(
        "flash",
        "Flash",
        [(False, "off"), (True, "on")],
        "In a session, the screen lights up once, slowly, where something else begins.",
    ),
    SettingRow(
        "notify",
        "Notifications",
        [(Notify.HERE, "on this machine"), (Notify.ON, "over SSH, too"), (Notify.OFF, "off")],
        "Told at the end of a session or a long rest, while you look at another window.",
    ),
    SettingRow(
        "voice",
        "Voice",
        [(VoiceChoice.OFF, "off"), (VoiceChoice.ON, "on")],
        "Says what to do, counts, and tells what comes next.",
    ),
    SettingRow(
        "bell",
        "Bell",
        [(False, "off"), (True, "on")],
        "One ring for a count or rest, two to go, three to switch.",
    ),
    SettingRow(
        "words",
        "Words",
        [(Words.ALL, "all"), (Words.BRIEF, "brief"), (Words.COUNTS, "counts only"), (Words.NONE, "none")],
        "How much the voice says.",
    ),
    SettingRow(
        "get_ready_s",
        "Get ready",
        _seconds(0, 5, 10, 15, 20, 30, 45, 60),
        "Time to get into position before an exercise.",
    ),
    SettingRow("switch_s", "Switch sides", _seconds(0, 3, 5, 8, 10, 15, 20, 30), "Time to change to the other side."),
    SettingRow(
        "rest_percent",
        "Rests",
        [(percent, f"{percent} %") for percent in (50, 75, 100, 125, 150, 200, 300)],
        "How long you rest, of what the routine gives.",
    ),
    SettingRow(
        "explain",
        "New exercises",
        [(True, "explained"), (False, "not explained")],
        "The first two times, you get all steps and the time to take them in.",
    ),
    SettingRow(
        "pace",
        "Reps",
        [(Pace.TEMPO, "by tempo"), (Pace.KEY, "by key")],
        "By tempo your hands are free; by key, Enter counts each.",
    ),
    SettingRow(
        "units",
        "Units",
        [(Units.METRIC, "kilometres"), (Units.IMPERIAL, "miles")],
        "How far and how fast you ran or walked elsewhere.",
    ),
    SettingRow(
        "complete",
        "Editor offers",
        [(Complete.TYPING, "as you type"), (Complete.TAB, "on Tab"), (Complete.OFF, "nothing")],
        "Keys, values and exercises that fit where you type, with what they mean.",
    ),
)

EQUIPMENT = "Equipment"
"""The title of the last row. Its value belongs to the runner, not to the terminal: it is kept in their profile."""
ABOUT_EQUIPMENT = "Steps that need what you lack are left out."


def kit_shown(missing: Set[str]) -> str:
    """The equipment at hand, in words. ``missing``: what is not at hand."""
    return f"without {', '.join(sorted(missing))}" if missing else "all there is"


SAMPLES = {
    Words.ALL: "Next: Bridge. 10 reps. Lie on your back, knees bent. Lift your hips.",
    Words.BRIEF: "Next: Bridge. 10 reps.",
    Words.COUNTS: "Three. Two. One.",
    Words.NONE: "",
}
"""A sample of what the voice says at each setting of ``words``."""
