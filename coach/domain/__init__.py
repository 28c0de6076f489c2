"""The pure floor: standard library and msgspec; no clock, no files, no randomness. Frozen structs in and out."""
