"""The concerns of a visit, one a module. Each hands a visit on to the next, and sees how it ended."""
