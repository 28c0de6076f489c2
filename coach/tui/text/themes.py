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
        panel="#E6E8E4",
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
    *("button-foreground", "button-color-foreground", "border-blurred"),
)
"""Variables that Textual would set to the terminal's default colour."""


_BARS = ("scrollbar", "scrollbar-hover", "scrollbar-active")
_BAR_GROUNDS = ("scrollbar-background", *(f"scrollbar-{each}" for each in ("background-hover", "background-active")))
_INK, _PAPER = "ansi_bright_white", "ansi_blue"
"""The letters and the ground of the highlighted line."""


def _in_sixteen(
    name: str,
    primary: str,
    accent: str,
    success: str,
    error: str,
    text: str = _ITS_OWN,
    ground: str = _ITS_OWN,
) -> Theme:
    """Return a theme of the terminal's sixteen colours; the highlighted line is white on blue."""
    return Theme(
        name=name,
        ansi=True,
        dark=name.endswith("dark"),
        primary=primary,
        secondary=primary,
        accent=accent,
        success=success,
        warning=accent,
        error=error,
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        boost=ground,
        variables={
            **dict.fromkeys(_INKS, text),
            "block-cursor-foreground": _INK,
            "block-cursor-background": _PAPER,
            "block-cursor-blurred-foreground": _INK,
            "block-cursor-blurred-background": _PAPER,
            "ansi-background": _INK,
            "ansi-foreground": _PAPER,
            "border": primary,
            "link-color": primary,
            "link-color-hover": _INK,
            "link-background-hover": _PAPER,
            "input-selection-foreground": "ansi_black",
            "input-selection-background": "ansi_cyan",
            **dict.fromkeys(_BARS, primary),
            **dict.fromkeys(_BAR_GROUNDS, ground),
        },
    )


_ON_DARK = ("ansi_cyan", "ansi_bright_yellow", "ansi_green", "ansi_bright_red")
"""Primary, accent, success and error. Red and yellow (brown, on the Linux console) are too dark for text on black."""
_ON_LIGHT = ("ansi_blue", "ansi_magenta", "ansi_blue", "ansi_red")
"""Green, cyan and yellow are too pale for text on white."""
_ON_GREY = ("ansi_blue", "ansi_blue", "ansi_blue", "ansi_black")
"""On the Linux console's white, which is a grey, only blue and black can be read."""
TERMINAL_THEMES = (
    _in_sixteen("coach-terminal-dark", *_ON_DARK),
    _in_sixteen("coach-terminal-light", *_ON_LIGHT),
)
"""For the terminal's own background, dark or light."""
FEW_THEMES = (
    _in_sixteen("coach-few-dark", *_ON_DARK, text="ansi_white", ground="ansi_black"),
    _in_sixteen("coach-few-light", *_ON_LIGHT, text="ansi_black", ground="ansi_bright_white"),
    _in_sixteen("coach-console-light", *_ON_GREY, text="ansi_black", ground="ansi_white"),
)
"""For a terminal of sixteen colours, where the nearest colours to ours would give yellow on white."""


def theme_name(
    choice: Choice,
    contrast: Contrast = Contrast.NORMAL,
    *,
    on_light: bool = False,
    few: bool = False,
    console: bool = False,
) -> str:
    """Return the name of the theme for these settings. ``on_light``: the terminal is known to have a light background.

    ``few``: it has sixteen colours; ``console``: it is Linux's own, which has eight of them for the ground.
    """
    if choice is Choice.TERMINAL:
        return f"coach-terminal-{'light' if on_light else 'dark'}"
    if few:  # its own black, where that is its ink: a bold one of the sixteen is grey in many terminals
        if on_light and choice is Choice.LIGHT:
            return "coach-terminal-light"
        return "coach-console-light" if console and choice is Choice.LIGHT else f"coach-few-{choice}"
    return f"coach-{choice}-high" if contrast is Contrast.HIGH else f"coach-{choice}"


def animation_of(settings: Settings) -> "AnimationLevel":
    """Return Textual's animation level: "none" where the runner wants reduced motion."""
    return "none" if settings.motion is Motion.REDUCED else "full"
