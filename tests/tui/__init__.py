"""The app, played by its keys on a clock that stands until it is moved."""
