"""The themes, dark and light: blues, oranges and a green that colour-blind people tell apart (Okabe and Ito 2008)."""

from typing import TYPE_CHECKING

from textual.theme import Theme

from coach.library.formats.settings.settings_file import Contrast, Motion, Settings
from coach.library.formats.settings.settings_file import Theme as Choice

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
        panel="#282E34",
        dark=True,
    ),
    Theme(
        name="coach-light",
        primary="#0067A5",
        secondary="#0069A6",
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


_ITS_OWN = "ansi_default"


_INKS = (
    *("text", "text-muted", "text-disabled", "foreground-muted", "footer-foreground", "footer-description-foreground"),
    *("input-selection-foreground", "button-foreground", "button-color-foreground"),
)
"""Variables that Textual would set to the terminal's default colour."""


def _in_sixteen(
    name: str, primary: str, accent: str, ink: str, paper: str, text: str = _ITS_OWN, ground: str = _ITS_OWN
) -> Theme:
    """Return a theme of the terminal's sixteen colours. ``ink`` and ``paper``: colours of the highlighted line."""
    return Theme(
        name=name,
        ansi=True,
        dark=name.endswith("dark"),
        primary=primary,
        secondary=primary,
        accent=accent,
        success="ansi_green",
        warning=accent,
        error="ansi_red",
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        boost=ground,
        variables={
            **dict.fromkeys(_INKS, text),
            "block-cursor-foreground": ink,
            "block-cursor-background": paper,
            "block-cursor-blurred-foreground": ink,
            "block-cursor-blurred-background": paper,
            "ansi-background": ink,
            "ansi-foreground": paper,
        },
    )


_ON_DARK = ("ansi_cyan", "ansi_yellow", "ansi_bright_white", "ansi_blue")
_ON_LIGHT = ("ansi_blue", "ansi_magenta", "ansi_bright_white", "ansi_blue")
TERMINAL_THEMES = (
    _in_sixteen("coach-terminal-dark", *_ON_DARK),
    _in_sixteen("coach-terminal-light", *_ON_LIGHT),
)
"""For the terminal's own background, dark or light."""
FEW_THEMES = (
    _in_sixteen("coach-few-dark", *_ON_DARK, text="ansi_white", ground="ansi_black"),
    _in_sixteen("coach-few-light", *_ON_LIGHT, text="ansi_black", ground="ansi_bright_white"),
)
"""For a terminal of sixteen colours, where the nearest colours to ours would give yellow on white."""


def theme_name(
    choice: Choice, contrast: Contrast = Contrast.NORMAL, *, on_light: bool = False, few: bool = False
) -> str:
    """Return the name of the theme for these settings. ``on_light``: the terminal is known to have a light background.

    ``few``: it has sixteen colours.
    """
    if choice is Choice.TERMINAL:
        return f"coach-terminal-{'light' if on_light else 'dark'}"
    if few:  # its own black, where that is its ink: a bold one of the sixteen is grey in many terminals
        return "coach-terminal-light" if on_light and choice is Choice.LIGHT else f"coach-few-{choice}"
    return f"coach-{choice}-high" if contrast is Contrast.HIGH else f"coach-{choice}"


def animation_of(settings: Settings) -> "AnimationLevel":
    """Return Textual's animation level: "none" where the runner wants reduced motion."""
    return "none" if settings.motion is Motion.REDUCED else "full"
