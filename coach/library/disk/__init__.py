"""Files on disk: their layers, how to tell that one changed (its stamp), and their last good versions."""
