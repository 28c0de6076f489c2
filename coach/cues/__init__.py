"""The sound of a session: bell, voice or silence; and keeping the screen awake meanwhile.

``conductor`` turns facts into sounds by the table in the settings; ``bell``, ``voice`` and ``silence`` make them, know
nothing of each other, return at once and never raise; ``sound_desk`` puts together what a runner's settings ask for.
"""
