"""Widgets that Textual does not provide."""
