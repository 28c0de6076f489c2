"""Files that are handed over: packing them, taking them in, changing several atomically, removing, renaming."""
