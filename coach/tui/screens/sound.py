"""Asks once about sound: plays a sample and asks whether it was heard. Nothing is played without a yes."""

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from coach.cues.sound_desk import Desk
from coach.library.formats.settings.settings_file import Settings
from coach.library.formats.settings.sound_settings import VoiceChoice
from coach.system.invocation import unless_guest
from coach.tui.dialogs.base import Choice, ChoiceLine, Choosing

PATIENCE_S = 12.0
"""Seconds without an answer until the session begins in silence: the runner may already be lying on the floor."""
SAMPLE = "Hello. I can count for you."

_FIRST = (
    Choice("enter", "Play a sound", "play"),
    Choice("s", "Silent, please", "silent"),
)
_HEARD = (
    Choice("y", "Yes, use it", "heard"),
    Choice("n", "No", "not heard"),
    Choice("s", "Silent, please", "silent"),
)


class SoundQuestion(Choosing[Settings | None, str]):
    """Closes with the settings that follow from the answers; None when unanswered: then it is asked again next time."""

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]  # noqa: RUF012 - as Textual declares it

    played = reactive(0, init=False, recompose=True)
    """How many samples were played so far."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._patience: Timer | None = None
        speaker = desk.speaker(settings)
        self._sounds = (["voice"] if speaker else []) + (["bell"] if desk.rings else [])

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(id="ask"):
            yield Static(self._question(), id="question", markup=False)
            for choice in self.choices:
                yield ChoiceLine(choice)
            yield Static(
                f"Without an answer it begins in silence, in {PATIENCE_S:.0f} s.", classes="hint", markup=False
            )

    def on_screen_resume(self) -> None:
        """Start the timer; after Help was read, start it again."""
        self._wait()

    def help_lines(self) -> list[tuple[str, str]]:
        """Its answers, and how to go on without one."""
        return [*super().help_lines(), ("Esc", "Begin in silence; it is asked again another time.")]

    @property
    def choices(self) -> tuple[Choice[str], ...]:
        """First whether to play a sample; then whether it was heard."""
        return _HEARD if self.played else _FIRST

    def _question(self) -> str:
        if not self.played:
            return "The coach can count for you, so that you need not look. May it play a sound?"
        kind = self._sounds[self.played - 1]
        return (
            "Did you hear that voice?" if kind == "voice" else "That was the terminal's bell, twice. Did you hear it?"
        )

    def take(self, value: str) -> None:
        """Play a sample, use what was heard, or stay silent."""
        if value == "play" or (value == "not heard" and self.played < len(self._sounds)):
            self._play()
        elif value == "heard":
            speaks = self._sounds[self.played - 1] == "voice"
            self.dismiss(replace(self._settings, voice=VoiceChoice.ON if speaks else VoiceChoice.OFF, bell=not speaks))
        else:
            if value == "not heard":
                more = unless_guest("`coach doctor` says more.")
                self.app.notify(f"Then it stays silent. Settings turns sound on.{more}", markup=False)
            self.dismiss(replace(self._settings, voice=VoiceChoice.OFF, bell=False))

    def _play(self) -> None:
        if self._sounds[self.played] == "voice":
            self._desk.speak(SAMPLE, self._settings)
        else:
            self._desk.ring(2)
        self.played += 1
        self._wait()

    def _wait(self) -> None:
        if self._patience:
            self._patience.stop()
        self._patience = self.set_timer(PATIENCE_S, self._give_up)

    def _give_up(self) -> None:
        if self.app.screen is self:  # not ``is_current``, which is also true under a translucent Help
            self.dismiss(None)
