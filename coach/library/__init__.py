"""The floor for files: finds them, reads them safely, turns TOML into domain values and back, and places each mistake.

Left out: the history (``store``), and anything that draws or prints.
"""
