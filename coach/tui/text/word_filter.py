"""Filtering a list by typed words."""


def has_each_word(text: str, typed: str) -> bool:
    """Whether every typed word occurs in the text, ignoring case."""
    text = text.lower()
    return all(word in text for word in typed.lower().split())
