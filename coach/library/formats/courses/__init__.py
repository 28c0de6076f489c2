"""Courses as TOML: the file, its keys, warnings about it, and a template."""
