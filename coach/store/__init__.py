"""What happened, kept: history, checkpoints of running sessions, and small facts of the profile.

``protocol`` is what the rest of the coach knows of a store. ``sqlite`` keeps it on disk, ``memory`` until the coach
ends; import the one that is wanted, so that nobody pays for the other.
"""

from coach.store.protocol import Checkpoint, Store, StoreError

__all__ = ["Checkpoint", "Store", "StoreError"]
