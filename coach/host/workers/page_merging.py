"""Equal memory is kept once: this process, and all that it starts, let the kernel merge their equal pages (KSM).

Coaches that do the same write the same: what each of them copies on its way, as counting references writes to it, is
mostly equal to what the others have copied. Whether the kernel looks for such pages is the host's to say
(``/sys/kernel/mm/ksm/run``); until then nothing changes.
"""

from coach.host.base import prctl


def allow_merging() -> bool:
    """Let the kernel merge equal pages. False: it cannot (Linux 6.4+), or does not let us."""
    return prctl.switch_on(prctl.MEMORY_MERGE)
