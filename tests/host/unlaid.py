"""``coach …`` whose warm process lays no code side by side, which is half of what it does to get ready.

That saves memory and changes nothing else (``coach/host/workers/hot_code.py``, which has tests of its own), and most
servers here live for a moment.
"""

import sys

from coach.cli import main
from coach.host.workers import warm_up

if __name__ == "__main__":
    warm_up.what_runs = lambda _act: frozenset()
    sys.exit(main())
