"""The parsers of the command line: commands, options, and the types of their values."""
