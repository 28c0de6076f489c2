"""Where ``coach host serve`` listens unless it is told otherwise: on this machine alone."""

HERE = "127.0.0.1"
PORT = 2222
