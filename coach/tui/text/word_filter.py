"""What a list is narrowed to by the words that are typed."""


def has_each_word(text: str, typed: str) -> bool:
    """Whether every word typed is somewhere in the text; small and capital letters are the same."""
    text = text.lower()
    return all(word in text for word in typed.lower().split())
