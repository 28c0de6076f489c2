"""The terminal app; Textual is used only in here. Screens call ``training`` and ``workout``; ``text.present`` turns
facts into strings.
"""
