"""The words of the command line: commands, options, and what their values may be."""
