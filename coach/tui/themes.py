"""The colours, dark and light: blues, oranges and a green that colour-blind people tell apart (Okabe and Ito 2008)."""

from textual.theme import Theme

from coach.library.settings_file import Theme as Choice

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
)


def theme_name(choice: Choice) -> str:
    """The name of the theme of a setting."""
    return f"coach-{choice}"
