"""What the commands share: opening the coach, printing text and JSON, writing files, errors and exit codes."""
