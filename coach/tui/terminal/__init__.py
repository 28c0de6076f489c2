"""The terminal itself: the driver, bytes past the compositor, its signs and title."""
