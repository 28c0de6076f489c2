"""The app: the only home of Textual. Screens ask ``training`` and ``workout``; ``present`` turns facts into strings."""
