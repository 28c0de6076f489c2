"""Courses as TOML: the file, its keys, what is advised of it, and one to begin from."""
