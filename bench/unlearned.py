"""``coach`` that offers no card: what Home costs without Learn, for ``learn.py``."""

import sys

from coach.cli import main
from coach.services.learning import Learning

if __name__ == "__main__":
    Learning.look_for_offer = lambda self: None  # type: ignore[method-assign]
    sys.exit(main())
