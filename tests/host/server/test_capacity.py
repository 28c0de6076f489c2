"""How many guests a box has room for, by the memory that it has or that its service may use."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach.host.guests.sandbox import OOM_SCORE
from coach.host.server.capacity import A_SESSION, LEAST, MOST, OF_ITS_OWN, SHARE, sessions
from host.documented import SERVICE

GIGABYTE = 2**30


def machine(root: Path, memory: int, limits: dict[str, str]) -> Path:
    """A root with what the kernel says of memory; limits by the group in which this process is, or above it."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/meminfo").write_text(f"MemTotal: {memory // 1024} kB\nMemFree: 5 kB\n")
    (root / "proc/self/cgroup").write_text("0::/system.slice/coach-host.service\n")
    for name, text in limits.items():
        file = root / "sys/fs/cgroup" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")
    return root


@pytest.mark.parametrize(
    ("memory", "limits", "counts"),
    [
        (4 * GIGABYTE, {}, 4 * GIGABYTE),
        (4 * GIGABYTE, {"system.slice/coach-host.service/memory.max": "max"}, 4 * GIGABYTE),
        (4 * GIGABYTE, {"system.slice/coach-host.service/memory.max": str(GIGABYTE)}, GIGABYTE),
        (4 * GIGABYTE, {"system.slice/memory.high": str(2 * GIGABYTE)}, 2 * GIGABYTE),
    ],
)
def test_the_least_of_all_that_is_told_counts(tmp_path: Path, memory: int, limits: dict[str, str], counts: int) -> None:
    many = sessions(machine(tmp_path, memory, limits))
    assert many * A_SESSION + OF_ITS_OWN <= counts * SHARE < (many + 1) * A_SESSION + OF_ITS_OWN


def test_there_is_a_least_and_a_most_and_a_number_where_nothing_is_told(tmp_path: Path) -> None:
    assert sessions(machine(tmp_path / "small", GIGABYTE // 8, {})) == LEAST
    assert sessions(machine(tmp_path / "large", 500 * GIGABYTE, {})) == MOST
    assert sessions(tmp_path / "nothing") == 256


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_a_coach_goes_before_the_warm_process_when_memory_runs_out(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom coach.host.guests.sandbox import enter_sandbox\n"
        "score = open('/proc/self/oom_score_adj')\nenter_sandbox(Path(sys.argv[1]))\nprint(score.read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert int(done.stdout) == OOM_SCORE


def test_the_service_goes_on_when_the_kernel_has_ended_a_coach() -> None:
    assert "OOMPolicy=continue" in SERVICE.read_text().splitlines()
