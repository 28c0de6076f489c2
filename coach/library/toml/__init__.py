"""TOML as text: read safely, checked with line and column, and written."""
