"""The settings file: its keys, its rows on the screen, and what sounds."""
