"""Hints about keys for editors and docs: examples, defaults, what each word means, and whose ids they hold."""
