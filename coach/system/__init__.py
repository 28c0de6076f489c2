"""The machine: its time, whose it is, how the coach is called, which signs its terminal has."""
