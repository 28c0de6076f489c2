"""What docs/hosting.md tells a host to write down, read from there: the tests try the very same lines."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
SERVICE = DOCS / "coach-host.service"


def block(first: str) -> list[str]:
    """The indented lines that begin with this one, up to the first that is not indented, without their margin."""
    lines = (DOCS / "hosting.md").read_text().splitlines()
    begin = next(number for number, line in enumerate(lines) if line.strip().startswith(first))
    end = next(number for number in range(begin, len(lines)) if not lines[number].startswith("    "))
    return [line.strip() for line in lines[begin:end]]


def sshd_block(user: str) -> list[str]:
    """The block for sshd_config, for this account."""
    match, *rest = block("Match User coach")
    return [match.replace("coach", user), *rest]
