"""The keys of a routine's steps, rounds and stages, and of routines that extend others."""
