"""Persistent storage of a profile: its history, the checkpoints of running sessions, and small facts.

``protocol`` is the interface the rest of the coach uses. ``sqlite`` stores on disk, ``memory`` until the coach ends;
import only the one that is wanted, so that nobody pays for the import of the other.
"""

from coach.store.protocol import Checkpoint, Store, StoreError

__all__ = ["Checkpoint", "Store", "StoreError"]
