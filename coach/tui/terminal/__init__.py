"""The terminal itself: the driver, writing past the compositor, glyphs, keyboard layouts and the title."""
