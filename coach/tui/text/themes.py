"""The colours, dark and light: blues, oranges and a green that colour-blind people tell apart (Okabe and Ito 2008)."""

from typing import TYPE_CHECKING

from textual.theme import Theme

from coach.library.formats.settings_file import Contrast, Motion, Settings
from coach.library.formats.settings_file import Theme as Choice

if TYPE_CHECKING:
    from textual.types import AnimationLevel

THEMES = (
    Theme(
        name="coach-dark",
        primary="#56B4E9",
        secondary="#7FC8F0",
        accent="#F0C050",
        success="#3FB68B",
        warning="#E69F00",
        error="#F07840",
        foreground="#E8E8E4",
        background="#14181C",
        surface="#1C2228",
        panel="#262E36",
        dark=True,
    ),
    Theme(
        name="coach-light",
        primary="#0067A5",
        secondary="#0072B2",
        accent="#8A5A00",
        success="#00664A",
        warning="#8F5200",
        error="#B03A00",
        foreground="#1A1C1E",
        background="#FAFAF6",
        surface="#F0F0EA",
        panel="#E2E4E0",
        dark=False,
    ),
    Theme(
        name="coach-dark-high",
        primary="#8CD2FF",
        secondary="#A8DCFF",
        accent="#FFD75F",
        success="#5CE6B4",
        warning="#FFC23D",
        error="#FF9A6B",
        foreground="#FFFFFF",
        background="#000000",
        surface="#000000",
        panel="#1E1E1E",
        dark=True,
    ),
    Theme(
        name="coach-light-high",
        primary="#003E66",
        secondary="#004470",
        accent="#5C3A00",
        success="#003D2C",
        warning="#5E3500",
        error="#7A2500",
        foreground="#000000",
        background="#FFFFFF",
        surface="#FFFFFF",
        panel="#E6E6E6",
        dark=False,
    ),
)


def theme_name(choice: Choice, contrast: Contrast = Contrast.NORMAL) -> str:
    """The name of the theme of these settings."""
    return f"coach-{choice}-high" if contrast is Contrast.HIGH else f"coach-{choice}"


def animation_of(settings: Settings) -> "AnimationLevel":
    """How much moves: nothing that need not, where that is wished."""
    return "none" if settings.motion is Motion.REDUCED else "full"
