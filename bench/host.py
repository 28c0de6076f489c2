"""The shared box under load: memory, waiting, lateness, bytes, cleaning up and growth; beside OpenSSH's forced command.

The load client is this process, and its processor time is given apart. ``python bench/host.py`` takes minutes, and all
cores. Lateness of a tick: against the earliest tick of its own session, which has the best phase. With ``--merge``, as
root, the kernel merges equal pages meanwhile (KSM; its settings are put back), which has a table of its own. With
``--memory [SESSIONS] [RUNS]`` memory alone is measured, in a minute a run; nothing is written.
"""

import asyncio
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import asyncssh
import host_hostile
import psutil
from common import HERE, Figure, cores
from crowd import AT_A_TIME, FIRST_FRAME, Crowd, p99, prepare
from host.box import Box

from coach.host.accounts.public_key import parse_key

MEMORY_MB = 25.7
"""What a session may take at most."""
MERGE_S = 60.0
"""How long the kernel has to find what is equal before memory is measured."""
KSM = Path("/sys/kernel/mm/ksm")
KSM_SETTINGS = {"advisor_mode": "none", "pages_to_scan": "1000", "sleep_millisecs": "20", "run": "1"}


def pss_mb(pids: list[int]) -> float:
    """Proportional memory of these processes, in megabytes."""
    from coach.host.admin.status import MEGABYTE
    from coach.host.base.memory import proportional_memory

    return sum(proportional_memory(pid) or 0 for pid in pids) / MEGABYTE


@contextmanager
def merging() -> Iterator[None]:
    """The kernel merges equal pages meanwhile. Raises OSError without the right to say so, or without KSM."""
    before = {name: (KSM / name).read_text() for name in KSM_SETTINGS}
    try:
        for name, value in KSM_SETTINGS.items():
            (KSM / name).write_text(value)
        yield
    finally:
        for name, text in before.items():
            chosen = re.search(r"\[(.+)\]", text)  # one of several: all are named, this one in brackets
            (KSM / name).write_text(chosen[1] if chosen else text.strip())


def cpu_s(box: Box) -> float:
    """Processor time of what listens and all below it, those that ended included."""
    server = psutil.Process(box.pid)
    total = 0.0
    for process in (server, *server.children(recursive=True)):
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


async def measure_waiting(crowd: Crowd, first: int, times: int) -> list[float]:
    """Milliseconds from connecting to the first frame, one after the other."""
    waits = []
    for number in range(first, first + times):
        connection, _, _, took = await crowd.connect(number)
        waits.append(took * 1000)
        connection.abort()
        await asyncio.sleep(0.2)
    return waits


async def settle(is_so: Callable[[], bool], within: float) -> float:
    """Seconds until it is so; infinite when it was not within that time."""
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > within:
            return float("inf")
        await asyncio.sleep(0.05)
    return time.monotonic() - began


def processes_of_sshd(box: Box) -> list[int]:
    """What runs below a real sshd: the coaches, and two processes of its own for each."""
    return [process.pid for process in psutil.Process(box.pid).children(recursive=True)]


async def beside(box: Box, keys: list[asyncssh.SSHKey], many: int) -> dict[str, float]:
    """The same on OpenSSH's forced command."""
    crowd = Crowd(box, keys)
    await crowd.grow(many)
    memory = pss_mb(processes_of_sshd(box)) / many
    waits = await measure_waiting(crowd, many, 20)
    late, rate = await crowd.listen()
    crowd.cut_all()
    return {"memory": memory, "median": statistics.median(waits), "p99": p99(waits), "late": p99(late), "bytes": rate}


async def run(
    box: Box, keys: list[asyncssh.SSHKey], sizes: tuple[int, int, int], sessions: int, *, merges: bool
) -> list[Figure]:
    """All figures of our own server, without what stands beside them."""
    few, some, many = sizes
    figures: list[Figure] = []

    def figure(name: str, target: str, measured: str, met: bool) -> None:
        print(f"{name}: {measured}", file=sys.stderr, flush=True)
        figures.append(Figure(name, target, measured, met=met))

    crowd = Crowd(box, keys)
    connection, _, guest, _ = await crowd.connect(0)
    frame = guest.seen.index(FIRST_FRAME)
    await asyncio.sleep(0.5)
    settled = len(guest.seen)
    connection.abort()
    await asyncio.sleep(1)
    descriptors = psutil.Process(box.pid).num_fds()
    began, used = time.process_time(), cpu_s(box)
    await crowd.grow(few)
    if merges:
        await asyncio.sleep(MERGE_S)
    warm = [child.pid for child in psutil.Process(box.pid).children()]
    coaches = [coach.pid for coach in box.coaches()]
    each = pss_mb(coaches) / few
    whole = pss_mb([box.pid, *warm, *coaches]) / few
    figure(
        f"memory a session (PSS) at {few}",
        f"{MEMORY_MB} MB",
        f"{each:.1f} MB ({whole:.1f} with the server's own)",
        each <= MEMORY_MB,
    )
    waits = await measure_waiting(crowd, few, 40)
    middle, slowest = statistics.median(waits), p99(waits)
    figure(
        f"connect to full frame, median · p99, {few} running",
        "200 · 500 ms",
        f"{middle:.0f} · {slowest:.0f} ms",
        middle <= 200 and slowest <= 500,
    )
    for number, most in ((some, 50), (many, 100)):
        await crowd.grow(number)
        late, rate = await crowd.listen()
        figure(f"tick late p99 at {number}", f"{most} ms", f"{p99(late):.0f} ms", p99(late) <= most)
    figure(
        "bytes a second counting · first frame",
        "900 B · 25 kB",
        f"{rate:.0f} B · {frame / 1000:.1f} kB ({settled / 1000:.0f} until it rests)",
        rate <= 900 and frame <= 25_000,
    )
    figure(
        "processor time so far: server and coaches · load client",
        "",
        f"{cpu_s(box) - used:.0f} · {time.process_time() - began:.0f} s",
        True,
    )
    crowd.cut_all()
    took = await settle(lambda: not box.coaches() and psutil.Process(box.pid).num_fds() <= descriptors, 15)
    figure(f"{many} disconnects at once cleaned up", "5 s", f"{took:.1f} s", took <= 5)
    figures.append(await growth(box, crowd, sessions, many))
    return figures


async def growth(box: Box, crowd: Crowd, sessions: int, profiles: int) -> Figure:
    """The memory of the server and of the warm process, before and after so many sessions."""

    async def some(count: int) -> None:
        gate = asyncio.Semaphore(AT_A_TIME)

        async def one(number: int) -> None:
            async with gate:
                connection, channel, _, _ = await crowd.connect(number % profiles)
                channel.write(b"\x11")
                await channel.wait_closed()
                connection.close()
                await connection.wait_closed()

        await asyncio.gather(*(one(number) for number in range(count)))
        await asyncio.sleep(2)

    def memory() -> float:
        server = psutil.Process(box.pid)
        return sum(process.memory_info().rss for process in (server, *server.children())) / 2**20

    await some(min(100, sessions))
    before, descriptors = memory(), psutil.Process(box.pid).num_fds()
    await some(sessions)
    after, left = memory(), psutil.Process(box.pid).num_fds() - descriptors
    percent = (after / before - 1) * 100
    measured = f"{before:.1f} to {after:.1f} MB ({percent:+.1f} %), {left} descriptors more"
    print(f"growth: {measured}", file=sys.stderr, flush=True)
    return Figure(f"growth over {sessions:,} sessions", "2 %", measured, met=percent <= 2 and left <= 0)


async def both(home: Path, sizes: tuple[int, int, int], sessions: int, *, merges: bool) -> list[Figure]:
    """Our own server, then the system's, with the same load."""
    from coach.host.accounts.authorized_keys import forced_line

    few, _, many = sizes
    box, keys = prepare(home / "ours", max(many, few + 60))
    with box:
        box.serve("--connections", "100000", "--idle", "86400")
        figures = await run(box, keys, sizes, sessions, merges=merges)
    hostile = await host_hostile.figures(home / "hostile", few)
    other, keys = prepare(home / "theirs", few + 40)
    with other:
        lines = [
            forced_line(f"p{number}", parse_key(key.export_public_key().decode()), str(other.wrapper)) + "\n"
            for number, key in enumerate(keys)
        ]
        other.sshd(lines, ["MaxStartups 100", "AcceptEnv COLORTERM", "MaxSessions 100"])
        theirs = await beside(other, keys, few)
    notes = {
        0: f"OpenSSH, with sshd's own: {theirs['memory']:.1f} MB",
        1: f"OpenSSH: {theirs['median']:.0f} · {theirs['p99']:.0f} ms",
        2: f"OpenSSH at {few}: {theirs['late']:.0f} ms",
        4: f"OpenSSH: {theirs['bytes']:.0f} B",
    }
    return [Figure(f.name, f.target, f.measured, notes.get(n, ""), f.met) for n, f in enumerate(figures)] + hostile


async def memory_alone(home: Path, sessions: int) -> float:
    """Megabytes (PSS) of a session, with so many in the middle of a hold."""
    box, keys = prepare(home, sessions)
    with box:
        box.serve("--connections", "100000", "--idle", "86400")
        crowd = Crowd(box, keys)
        await crowd.grow(sessions)
        each = pss_mb([coach.pid for coach in box.coaches()]) / sessions
        crowd.cut_all()
    return each


def tell_memory(sessions: int, runs: int) -> int:
    """Measure memory alone, each time on a new box."""
    each = []
    for number in range(runs):
        with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder:
            each.append(asyncio.run(memory_alone(Path(folder), sessions)))
        print(f"memory a session (PSS) at {sessions}, run {number + 1}: {each[-1]:.1f} MB", flush=True)
    return int(max(each) > MEMORY_MB)


def main(words: list[str]) -> int:
    """``host.py [--merge] [FEW SOME MANY SESSIONS]``; writes its table when the sizes are the usual ones."""
    from run import machine, table

    if words[:1] == ["--memory"]:
        sessions, runs = (*(int(word) for word in words[1:]), *(20, 1)[len(words) - 1 :])
        return tell_memory(sessions, runs)

    merges = "--merge" in words
    given = [int(word) for word in words if word != "--merge"]
    few, some, many, sessions = given or (50, 100, 200, 1000)
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder, merging() if merges else nullcontext():
        figures = asyncio.run(both(Path(folder), (few, some, many), sessions, merges=merges))
    title = "# The shared box, its kernel merging equal pages" if merges else "# The shared box"
    report = f"{title}\n\n{machine()} · load average before: {_load}\n\n{table(figures)}\n"
    print(report)
    if not given:
        (HERE / ("host_results_merged.md" if merges else "host_results.md")).write_text(report, encoding="utf-8")
    return int(any(figure.met is False for figure in figures))


_load = f"{psutil.getloadavg()[0]:.1f} on {cores()} cores"

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
