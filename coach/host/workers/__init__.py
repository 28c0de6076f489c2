"""The warm process, and the coaches that are forked from it."""
