"""The server: listens, logs in those whose key is known, and makes each channel a visit. Closed by default.

Only sessions are allowed: no forwarding, agent, X11, tunnels or subsystems; asyncssh refuses what it is not told to
allow. Left out: who is let in (``connection``), what a visit may do (``middleware``), what runs in it (``run_visit``).
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import asyncssh

from coach.host.accounts.authorities import Authorities
from coach.host.accounts.bans import Bans
from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import Keys
from coach.host.accounts.revocations import Revocations
from coach.host.base.errors import BoxError
from coach.host.base.paths import BoxFolder
from coach.host.server import metrics
from coach.host.server.admission import SORRY, Door, Waiting
from coach.host.server.channel import Wire
from coach.host.server.connection import Client
from coach.host.server.host_keys import host_keys
from coach.host.server.journal import Journal
from coach.host.server.lobby import Lobby
from coach.host.server.middleware.access import Access
from coach.host.server.middleware.disk_space import DiskSpace
from coach.host.server.middleware.fair import Fair
from coach.host.server.middleware.idle import Idle
from coach.host.server.middleware.limits import Limits
from coach.host.server.middleware.logging import Logging
from coach.host.server.middleware.recover import Recover
from coach.host.server.options import Opening
from coach.host.server.refusals import Refusals
from coach.host.server.roster import Roster
from coach.host.server.run_visit import Attend
from coach.host.server.throttle import Valve
from coach.host.server.visit import Handler, Middleware, Reason, Visit, chain
from coach.host.workers.children import Children

WINDOW = 65_536
"""The SSH window of a channel: bytes that a guest may send before we have taken them."""
NO_COSTLY_KEX = "-diffie-hellman*,rsa*,gss*"
"""Key exchanges left out: they would let anybody, without a key, cost the server tenths of a second at a time."""
KEEPALIVE_S, KEEPALIVES = 15, 3
USHER_S = 0.002
GAVE_WAY = "gave way"
LONGEST_DRAIN_S, DRAIN_LOOK_S = 3 * 3600, 0.5
"""The longest drain, as no session is longer; and how often to look whose session is over."""
CLOSING_S, HANGING_UP_S = 0.8, 0.4
"""How much longer than ``saving_s`` visits may take to end, and how long clients have to hang up."""


class Server:
    """The server: everything that is shared between connections."""

    def __init__(self, place: BoxFolder, opening: Opening, children: Children, journal: Journal) -> None:
        self.keys = Keys(place.keys)
        self.invites = Invites(place.invites)
        self.authorities, self.revocations = Authorities(place.authorities), Revocations(place.revoked)
        self.journal = journal
        self._place = place
        self._opening = opening
        self._children = children
        self._bans = Bans(place.bans)
        self._door = Door(opening.connections)
        self._numbers = count(1)
        self._visits: set[asyncio.Task[None]] = set()
        self._connections: dict[asyncio.Task[None], Client] = {}
        self._wires: dict[int, Wire] = {}
        self._lobby: Lobby[tuple[socket.socket, Client, Waiting]] = Lobby()
        self._ticks = metrics.TickCount()
        self._refusals = Refusals(journal)
        self._stopping = False
        self._options: asyncssh.SSHServerConnectionOptions | None = None
        self._roster: Roster | None = None
        self._handle: Handler | None = None

    async def run(self, announce: Callable[[str, int, str], None]) -> int:
        """Serve until a signal stops it; return the exit code. ``announce``: gets address, port, key fingerprint."""
        logging.getLogger("asyncssh").setLevel(logging.CRITICAL)  # it would log what guests send
        keys = host_keys(self._place)
        self._options = await asyncssh.SSHServerConnectionOptions.construct(**self._closed(keys))
        listeners = _listen(self._opening.address, self._opening.port)
        address, port = listeners[0].getsockname()[:2]
        self._roster = roster = Roster(self._place.roster, address, port, self._opening.quota)
        limits = Limits(sessions=self._opening.sessions, of_one=self._opening.of_one, starts=self._opening.starts)
        access = Access(self.keys, self.authorities, self.revocations)
        middlewares: list[Middleware] = [Logging(self.journal, roster), Recover(self.journal), access, limits]
        attend = Attend(self._children, self._wire_of, self._opening.saving_s, self._opening.quota, self._ticks)
        self._handle = chain([*middlewares, Idle(self._opening.idle_s), DiskSpace(self._opening.quota), Fair()], attend)
        stop, drain = asyncio.Event(), asyncio.Event()
        self._heed_signals(stop, drain)
        accepting = [asyncio.create_task(self._accept(listener)) for listener in listeners]
        accepting.append(asyncio.create_task(self._usher()))
        roster.numbers = lambda: metrics.in_numbers(self.journal.counts, self._ticks)
        numbers = await self._tell_numbers(roster)
        roster.open()
        self.journal.write("open", address=address, port=port, sessions=self._opening.sessions)
        announce(address, port, keys[0].get_fingerprint())
        stopped, drained = (asyncio.create_task(event.wait()) for event in (stop, drain))
        over: set[asyncio.Future[Any]] = {stopped, drained, self._children.gone}
        await asyncio.wait(over, return_when=asyncio.FIRST_COMPLETED)
        for task in accepting:
            task.cancel()
        for closed in (*listeners, *(network for network, _, _ in self._lobby.empty())):
            closed.close()
        if drained.done() and not stopped.done():
            await self._drain(roster, {stopped, self._children.gone})
        stopped.cancel()
        drained.cancel()
        await self._close(roster)
        if numbers is not None:
            numbers.close()
        return 1 if self._children.gone.done() else 0

    def _heed_signals(self, stop: asyncio.Event, drain: asyncio.Event) -> None:
        """Handle signals: TERM, INT and HUP stop the server, USR2 drains it, USR1 reopens the log."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, stop.set)
        loop.add_signal_handler(signal.SIGUSR2, drain.set)
        loop.add_signal_handler(signal.SIGUSR1, self.journal.reopen)

    async def _tell_numbers(self, roster: Roster) -> asyncio.Server | None:
        """Serve the metrics, if a port was given for them. Raises BoxError."""
        port = self._opening.metrics
        if port is None:
            return None

        def text() -> str:
            visits = roster.visits
            memory = metrics.memory_of([visit.pid for visit in visits if visit.pid is not None])
            return metrics.as_prometheus(roster.numbers(), len(visits), sum(visit.runs for visit in visits), memory)

        return await metrics.listen(text, port)

    async def _drain(self, roster: Roster, over: "set[asyncio.Future[Any]]") -> None:
        """Drain: let nobody new in, let running sessions come to their end, end all other visits now."""
        self._stopping = True
        roster.drains()
        self.journal.write("draining", here=len(roster.visits))
        until = asyncio.get_running_loop().time() + LONGEST_DRAIN_S
        while roster.visits and asyncio.get_running_loop().time() < until:
            for visit in roster.visits:
                if not visit.runs:
                    visit.end(Reason.DRAINING)
            done, _ = await asyncio.wait(over, timeout=DRAIN_LOOK_S, return_when=asyncio.FIRST_COMPLETED)
            if done:
                return

    async def _close(self, roster: Roster) -> None:
        """Stop: have every coach save and say goodbye, then close all connections."""
        self._stopping = True
        for visit in roster.visits:
            visit.end(Reason.STOPPING)
        if self._visits:
            await asyncio.wait(self._visits, timeout=self._opening.saving_s + CLOSING_S)
        if self._connections:  # clients usually hang up themselves; then we do
            await asyncio.wait(self._connections, timeout=HANGING_UP_S)
        for client in self._connections.values():
            client.hang_up()
        if self._connections:
            await asyncio.wait(self._connections, timeout=HANGING_UP_S)
        for task in (*self._visits, *self._connections):
            task.cancel()
        roster.close()
        self.journal.write("closed")

    # --- connections --------------------------------------------------------------------------------------------------

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                network, peer = await loop.sock_accept(listener)
            except OSError:  # out of descriptors, or the client was gone at once
                await asyncio.sleep(0.05)
                continue
            address = peer[0].removeprefix("::ffff:")
            client = Client(self, address)
            banned = self._bans.holds(address)
            waiting = None if banned else self._door.opens(address, client.give_way)
            if waiting is not None:
                self._lobby.put(waiting.network, (network, client, waiting))
            else:
                self._refusals.note(address, "banned" if banned else "too many")
                with suppress(OSError):
                    network.send(b"" if banned else SORRY)
                network.close()

    async def _usher(self) -> None:
        """Connect those in the lobby one at a time, with a pause in between for the connections that exist."""
        while True:
            network, client, waiting = await self._lobby.take()
            if client.gave_way:
                self.journal.write("not let in", address=client.address, why=GAVE_WAY)
                network.close()
                continue
            task = asyncio.create_task(self._connect(network, client, waiting))
            self._connections[task] = client
            task.add_done_callback(self._connections.pop)
            await asyncio.sleep(USHER_S)

    async def _connect(self, network: socket.socket, client: Client, waiting: Waiting) -> None:
        """Serve one connection from its first byte to its last."""
        client.valve = valve = await Valve.between(network)
        let_in = False
        if client.gave_way:  # it was dropped before there was a valve to cut
            valve.cut()
        try:
            async with asyncio.timeout(self._opening.login_s):
                connection = await asyncssh.run_server(
                    valve.engine, options=self._options, server_factory=lambda: client
                )
            let_in = True
            self._door.passed(waiting)
            connection.send_server_host_keys()  # run_server waits only for the login, and does not send them
            await client.watch(connection, self._opening.login_s)
        except Exception as error:  # such as a user name that asyncssh cannot decode
            if not let_in:
                why = GAVE_WAY if client.gave_way else type(error).__name__
                self.journal.write("not let in", address=client.address, why=why)
        finally:
            self._door.passed(waiting)
            valve.cut()

    def _closed(self, keys: list[asyncssh.SSHKey]) -> dict[str, Any]:
        """Return asyncssh's options, with everything off that can be off."""
        return {
            "server_host_keys": keys,
            "send_server_host_keys": True,
            "server_factory": asyncssh.SSHServer,
            "encoding": None,
            "window": WINDOW,
            "login_timeout": self._opening.login_s,
            "keepalive_interval": KEEPALIVE_S,
            "keepalive_count_max": KEEPALIVES,
            "compression_algs": ["none"],
            "kex_algs": NO_COSTLY_KEX,
            "password_auth": False,
            "kbdint_auth": False,
            "host_based_auth": False,
            "gss_host": None,
            "gss_kex": False,
            "gss_auth": False,
            "agent_forwarding": False,
            "x11_forwarding": False,
            "allow_scp": False,
            "sftp_factory": None,
            "line_editor": False,
            "rdns_lookup": False,
            "server_version": "coach",
        }

    # --- visits -------------------------------------------------------------------------------------------------------

    def welcome(self, wire: Wire, client: "Client") -> None:
        """Begin the visit of a channel whose request is complete."""
        if self._roster is None or client.profile is None or self._stopping:
            wire.leave(1)
            return
        visit = Visit(
            number=next(self._numbers),
            profile=client.profile,
            key=client.key.data,
            fingerprint=client.key.fingerprint,
            address=client.address,
            command=wire.command,
            size=wire.size,
            sent=wire.sent,
            line=wire,
            notices=client.notices,
            certificate=client.certificate,
        )
        client.notices = ()
        self._wires[visit.number] = wire
        wire.on_touch = visit.touch
        wire.on_lost = lambda: visit.end(Reason.LOST)
        task = asyncio.create_task(self._visit(visit, wire))
        self._visits.add(task)
        task.add_done_callback(self._visits.discard)

    async def _visit(self, visit: Visit, wire: Wire) -> None:
        assert self._handle is not None
        code = 1
        try:
            code = await self._handle(visit)
        finally:
            self._wires.pop(visit.number, None)
            wire.detach()
            wire.leave(code)

    def _wire_of(self, visit: Visit) -> Wire:
        return self._wires[visit.number]


def _listen(address: str, port: int) -> list[socket.socket]:
    """Return sockets that listen on this address. Raises BoxError."""
    try:
        found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, where = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(512)
        listener.setblocking(False)
    except OSError as error:
        raise BoxError(f"{address}:{port} cannot be listened on: {error.strerror or error}.") from error
    return [listener]
