"""Walks through weeks: what a runner may do, day after day, and what must hold after each step."""
