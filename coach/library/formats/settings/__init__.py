"""The settings file: its keys, its rows on the settings screen, and the sound settings."""
