"""The one error of this package. Its text is a sentence or two for people: what is wrong, and what to do."""


class RefusedError(Exception):
    """What was asked for is not done."""
