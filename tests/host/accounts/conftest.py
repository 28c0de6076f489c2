"""The command line in this process, for whoever looks after a box."""

from cli.conftest import coach, home  # noqa: F401
