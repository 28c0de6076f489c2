"""The terminal app, the only user of Textual. Screens call ``training`` and ``workout``; ``text`` words the facts."""
