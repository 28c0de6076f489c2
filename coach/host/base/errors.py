"""The one error of this package. Its text is for users: a sentence or two on what is wrong, and what to do."""


class BoxError(Exception):
    """Raised when a request is refused or cannot be carried out; the text says why."""
