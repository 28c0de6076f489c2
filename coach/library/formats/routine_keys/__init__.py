"""The keys of a routine's steps and rounds, read by themselves and then together."""
