"""What a session sounds like: bell, voice or silence, and the screen that stays awake meanwhile.

``conductor`` turns facts into sounds by the one table in the settings; ``bell``, ``voice`` and ``silence`` make them,
know nothing of each other, return at once and never raise; ``sound_desk`` puts together what a runner's settings ask
for.
"""
