"""A standing as text, so that a long history is not folded again at each start."""
