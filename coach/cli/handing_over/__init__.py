"""The commands that hand files over: ``coach pack``, ``add`` of several files, ``remove`` and ``rename``."""
