"""Settings: each takes effect at once. A colour changes, a bell rings, a voice speaks, a session gets longer."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.records.distance import example
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import SegmentKind, length_s
from coach.library.formats.settings.setting_rows import (
    ABOUT_EQUIPMENT,
    EQUIPMENT,
    SAMPLES,
    SETTING_ROWS,
    SettingRow,
    kit_shown,
)
from coach.library.formats.settings.settings_file import Motion, Pace, Settings, is_handwritten, kept_aside
from coach.library.formats.settings.sound_settings import VoiceChoice, Words
from coach.system.invocation import unless_guest
from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.checklist import Item, Ticks
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.preview import Preview
from coach.tui.widgets.steady_list import SteadyList

_KIT = "kit"
_SAMPLE = "bridge-march"
"""The exercise whose figure is shown beside the list."""
_LENGTHS = {
    "get_ready_s": SegmentKind.GET_READY,
    "switch_s": SegmentKind.SWITCH,
    "rest_percent": SegmentKind.REST,
    "explain": SegmentKind.GET_READY,
}
"""The settings that change the length of a session, with the kind of segment they affect."""
_TRACK, _FRAME_S, _FRAMES = 12, 0.1, 36
"""A dot that moves to and fro, to show what motion means: track width, seconds per frame, number of frames."""


class Lines(SteadyList):
    """The list; its arrow keys are shown in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a setting."),
        Binding("down", "cursor_down", show=False),
        Binding(
            "right",
            "screen.change(1)",
            "Change",
            key_display="←→",
            tooltip="Its next value, or the one before; it holds at once.",
        ),
        Binding("left", "screen.change(-1)", show=False),
    ]


class SettingsScreen(CoachScreen):
    """A line for each setting. ``path``: the file they are kept in; None: they are not kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "change(1)", show=False, priority=True),
        Binding("escape", "app.pop_screen", "Back", tooltip="Back to where you were."),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    has_keys = Lines

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self._frame = 0

    def body(self) -> ComposeResult:
        """The title, a line for each setting, and what the highlighted one means and does."""
        yield Beside(self.app.training.clock, self._beside)
        yield Static(Content.assemble(("Settings", "bold")), id="title", markup=False)
        yield Lines(*self._options(), id="settings", markup=False)
        yield Static(id="effect", markup=False)
        yield Static(id="meaning", markup=False)
        yield Static(self._note(), id="note", markup=False)

    def on_mount(self) -> None:
        """Highlight the first line."""
        self.query_one("#note").display = bool(self._note())
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = 0
        self.set_interval(_FRAME_S, self._move, name="motion")

    def action_change(self, step: int) -> None:
        """Set the highlighted line to its next value, or the one before."""
        row = self._row
        if row is None:
            self._ask_for_kit()
            return
        self.app.change_settings(row.changed(self._settings, step))
        self._show(row)
        self._sound(row)

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Describe the highlighted line."""
        self._tell()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        self.action_change(1)

    def library_changed(self) -> None:
        """Update every line: the file may have been edited by hand."""
        lines = self.query_one(Lines)
        for row in SETTING_ROWS:
            lines.replace_option_prompt(row.field, self._line(row))
        self.query_one("#note", Static).update(self._note())
        self.query_one("#note").display = bool(self._note())
        self._show(None)

    # --- equipment --------------------------------------------------------------------------------------------------

    def _ask_for_kit(self) -> None:
        training = self.app.training
        kit = training.catalogue.all_kit()
        at_hand = set(kit) - training.not_at_hand()
        question = "What do you have? Steps that need something else are left out."
        self.app.push_screen(
            Ticks(question, [Item(need, need) for need in kit], at_hand), lambda t: self._set_kit(kit, t)
        )

    def _set_kit(self, kit: tuple[str, ...], at_hand: frozenset[str] | None) -> None:
        if at_hand is not None:
            self.app.training.runner.set_at_hand(set(kit), at_hand)
            self._show(None)

    # --- showing ----------------------------------------------------------------------------------------------------

    @property
    def _settings(self) -> Settings:
        return self.app.training.settings

    @property
    def _row(self) -> SettingRow | None:
        """The highlighted setting; None: the line for equipment."""
        chosen = self.query_one(OptionList).highlighted
        return SETTING_ROWS[chosen] if chosen is not None and chosen < len(SETTING_ROWS) else None

    def _options(self) -> list[Option]:
        return [*(Option(self._line(row), id=row.field) for row in SETTING_ROWS), Option(self._line(None), id=_KIT)]

    def _line(self, row: SettingRow | None) -> Content:
        if row is not None:
            title, value = row.title, row.shown(self._settings)
        else:
            title, value = EQUIPMENT, kit_shown(self.app.training.not_at_hand())
        return Content.assemble(f"{title:<15}", ("‹ ", "dim"), (value, "bold"), (" ›", "dim"))

    def _show(self, row: SettingRow | None) -> None:
        """Update a line, and what its change does."""
        self.query_one(OptionList).replace_option_prompt(row.field if row else _KIT, self._line(row))
        self._tell()

    def _tell(self) -> None:
        row = self._row
        self._frame = 0
        self.query_one("#meaning", Static).update(row.about if row else ABOUT_EQUIPMENT)
        self.query_one("#effect", Static).update(self._effect(row))
        self.query_one(Beside).follow()
        self.call_after_refresh(self.query_one(OptionList).scroll_to_highlight)

    def _beside(self) -> Preview:
        """All values of the highlighted setting, and a figure that shows colours and motion."""
        row, settings = self._row, self._settings
        catalogue = self.app.training.catalogue.exercises
        shown = catalogue.get(_SAMPLE) or next(iter(catalogue.values()))
        effect = "" if row is not None and row.field == "motion" else self._effect(row)
        values = row.values if row else ()
        return Preview(
            title=row.title if row else EQUIPMENT,
            lines=(
                *(f"{'▶' if label == row.shown(settings) else ' '} {label}" for _, label in values if row),
                "",
                row.about if row else ABOUT_EQUIPMENT,
                *((effect,) if effect else ()),
            ),
            exercise=shown,
            still=settings.motion is Motion.REDUCED,
        )

    def _note(self) -> str:
        if self._path is None or not is_handwritten(self._path):
            return ""
        return f"A change rewrites your {self._path.name}; yours is kept as {kept_aside(self._path).name}."

    # --- effects ----------------------------------------------------------------------------------------------------

    def _effect(self, row: SettingRow | None) -> str:
        """Return one line on what the present value does."""
        settings = self._settings
        match row.field if row else _KIT:
            case "voice":
                return self._voice_now(settings)
            case "bell":
                rings = "You should hear it ring now." if settings.bell else "Silent."
                return rings if self.app.session.desk.rings else "There is no bell here."
            case "words":
                return f"“{SAMPLES[settings.words]}”" if SAMPLES[settings.words] else "Not a word."
            case "pace":
                return "1 · up, hold, down · 2 · up …" if settings.pace is Pace.TEMPO else "1 · Enter · 2 · Enter …"
            case "motion":
                return _dot(0)
            case "units":
                return example(settings.units)
            case field if field in _LENGTHS:
                return self._length_now(_LENGTHS[field])
        return ""

    def _voice_now(self, settings: Settings) -> str:
        if self.app.session.desk.is_remote:
            return "Over SSH no voice speaks."
        speaker = self.app.session.desk.speaker(settings)
        if speaker is None:
            return "No voice found." + unless_guest("Try `coach doctor`.")
        return f"{speaker} speaks." if settings.voice is VoiceChoice.ON else f"Silent; {speaker} could speak."

    def _length_now(self, kind: SegmentKind) -> str:
        """How long a session takes with these settings: today's, or the first that has such segments."""
        training = self.app.training
        for routine in dict.fromkeys([training.today.suggestion().routine, *training.catalogue.routines]):
            plan = training.today.plan(routine) if routine else None
            segments = lay_out(plan, training.pacing) if plan else ()
            if plan and any(segment.kind is kind for segment in segments):
                minutes, seconds = divmod(length_s(segments), 60)
                return f"{plan.name} takes {minutes}:{seconds:02} like this."
        return ""

    def _sound(self, row: SettingRow) -> None:
        """Play what was changed, if it can be heard."""
        settings, desk = self._settings, self.app.session.desk
        if row.field == "voice" and settings.voice is VoiceChoice.ON:
            desk.speak("This is how I speak.", settings)
        elif row.field == "bell" and settings.bell:
            desk.ring()
        elif row.field == "words" and settings.voice is VoiceChoice.ON and settings.words is not Words.NONE:
            desk.speak(SAMPLES[settings.words], settings)

    def _move(self) -> None:
        """Move the dot on the line for motion; under another screen, or while this one is left, nothing moves."""
        if not self.is_on_top:
            return
        row = self._row
        if row is None or row.field != "motion" or self._settings.motion is Motion.REDUCED or self._frame >= _FRAMES:
            return
        self._frame += 1
        self.query_one("#effect", Static).update(_dot(self._frame), layout=False)


def _dot(frame: int) -> str:
    """Return the dot on its track at this frame, going there and back."""
    at = frame % (2 * _TRACK)
    at = at if at <= _TRACK else 2 * _TRACK - at
    return "·" * at + "●" + "·" * (_TRACK - at)
