"""Packs, several files in one for somebody to take in: their keys, how they are recognised, and their text."""
