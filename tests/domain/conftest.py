"""Hypothesis without deadlines: a busy machine must fail no law."""

from hypothesis import settings

settings.register_profile("domain", deadline=None)
settings.load_profile("domain")
