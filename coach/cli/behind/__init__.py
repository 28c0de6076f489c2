"""The weeks behind on the command line: all of them, and one record."""
