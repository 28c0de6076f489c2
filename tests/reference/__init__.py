"""A second, independent reading of RULES: plain and slow, to be compared with the coach."""
