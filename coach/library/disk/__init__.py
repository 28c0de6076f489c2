"""Files on disk: the layers they lie in, how they look from outside, and their last good versions."""
