"""The machine: its time, whether the runner is a guest, how the coach is called, which characters its terminal has."""
