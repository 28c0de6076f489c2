"""The editor of routines and other TOML."""
