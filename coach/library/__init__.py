"""The files floor: TOML to domain and back. Finds files, reads them safely, reports every mistake with its place.

It imports the domain only. What happened is kept by ``store``; nothing here draws or prints.
"""
