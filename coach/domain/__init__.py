"""The pure floor: standard library only; no clock, no files, no randomness. Frozen dataclasses in and out."""
