"""Exercises as TOML: the file, an exercise within a routine, and figures."""
