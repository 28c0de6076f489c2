"""The floor for files: turns TOML into domain values and back. Finds files, reads them safely, and reports every
mistake with its place.

Left out: the history (``store``), and anything that draws or prints.
"""
