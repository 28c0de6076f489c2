"""A standing as text, so that a long history need not be folded anew at each start."""
