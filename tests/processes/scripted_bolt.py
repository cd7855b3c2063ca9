"""A cluster of servers that speak Bolt 5.4 and do as a test says: lead, refuse, break, stay silent.

A real Neo4j cluster needs a licence; what a driver sees of one can be written down. Each member
listens at a port of this machine and counts what it is asked.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Role = Literal["ROUTE", "READ", "WRITE"]
NOT_A_LEADER: Final = "Neo.ClientError.Cluster.NotALeader"
UNAVAILABLE: Final = "Neo.TransientError.General.DatabaseUnavailable"
_MAGIC: Final = b"\x60\x60\xb0\x17"
_VERSION: Final = b"\x00\x00\x04\x05"
_SUCCESS, _RECORD, _IGNORED, _FAILURE = 0x70, 0x71, 0x7E, 0x7F
_NAMES: Final = {
    0x01: "HELLO", 0x6A: "LOGON", 0x6B: "LOGOFF", 0x02: "GOODBYE", 0x0F: "RESET", 0x10: "RUN",
    0x11: "BEGIN", 0x12: "COMMIT", 0x13: "ROLLBACK", 0x2F: "DISCARD", 0x3F: "PULL",
    0x54: "TELEMETRY", 0x66: "ROUTE",
}  # fmt: skip
_PLAN: Final = {"operatorType": "ProduceResults@neo4j", "args": {}, "children": []}


@dataclass(frozen=True)
class Failure(Exception):
    """A server refuses a message, with this code."""

    code: str


class Break(Exception):
    """A server closes the connection."""


class Silence(Exception):
    """A server does not answer any more, and keeps the connection open."""


@dataclass
class Member:
    """One server of a cluster.

    Attributes:
        asked: how often it got each message, and each statement.
        on: called with every message before it is answered; raises what happens instead.
        mode: the access mode of the transactions and statements it got, the latest last.
    """

    cluster: Cluster
    listening: socket.socket
    asked: Counter[str] = field(default_factory=Counter[str])
    on: Callable[[str], None] = lambda _: None
    modes: list[str] = field(default_factory=list[str])
    connections: list[socket.socket] = field(default_factory=list[socket.socket])
    address: str = ""

    def __post_init__(self) -> None:
        self.address = f"127.0.0.1:{self.listening.getsockname()[1]}"

    def stop(self) -> None:
        """Be gone: nothing listens at its port any more, and open connections break."""
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for one in self.connections:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def mute(self) -> None:
        """Accept connections and never say a word."""

        def say_nothing(message: str) -> None:
            raise Silence(message)

        self.on = say_nothing


@dataclass
class Cluster:
    """Servers, and the routing table that each of them gives.

    Attributes:
        members: the servers.
        table: the members that route, read and write.
        rows: what a statement answers.
        written: statements that were committed.
    """

    members: list[Member] = field(default_factory=list[Member])
    table: dict[Role, list[Member]] = field(default_factory=dict[Role, list[Member]])
    rows: Callable[[str], list[list[Any]]] = lambda _: [[1]]
    written: list[str] = field(default_factory=list[str])

    @property
    def uri(self) -> str:
        return f"neo4j://{self.members[0].address}"

    def routing_table(self) -> dict[str, Any]:
        servers = [
            {"role": role, "addresses": [one.address for one in members]}
            for role, members in self.table.items()
            if members
        ]
        return {"rt": {"ttl": 300, "db": "neo4j", "servers": servers}}


@contextmanager
def cluster(size: int = 3) -> Generator[Cluster]:
    """A cluster whose first member leads, and whose others can be read; all of them route."""
    made = Cluster()
    threads: list[threading.Thread] = []
    for _ in range(size):
        listening = socket.create_server(("127.0.0.1", 0))
        member = Member(made, listening)
        made.members.append(member)
        thread = threading.Thread(target=_accept, args=(member,), daemon=True)
        threads.append(thread)
        thread.start()
    first, *others = made.members
    made.table = {"ROUTE": list(made.members), "READ": others, "WRITE": [first]}
    try:
        yield made
    finally:
        for one in made.members:
            one.stop()
        for thread in threads:
            thread.join(5)


def _accept(member: Member) -> None:
    while True:
        try:
            connection, _ = member.listening.accept()
        except OSError:
            return
        member.connections.append(connection)
        threading.Thread(target=_serve, args=(member, connection), daemon=True).start()


def _serve(member: Member, connection: socket.socket) -> None:
    member.asked["connection"] += 1
    with suppress(OSError, Break, EOFError):
        try:
            member.on("connection")
            _read(connection, 20)
            connection.sendall(_VERSION)
            _Session(member, connection).run()
        except Silence:
            while connection.recv(4096):
                pass
    connection.close()


class _Session:
    """One connection: its messages in order, until one fails and a RESET comes."""

    def __init__(self, member: Member, connection: socket.socket) -> None:
        self.member, self.connection = member, connection
        self.failed = False
        self.statement = ""
        self.pending: list[str] | None = None

    def run(self) -> None:
        while True:
            name, values = self._message()
            self.member.asked[name] += 1
            if name == "GOODBYE":
                return
            if name == "RESET":
                self.failed, self.pending = False, None
            if self.failed:
                self._send(_IGNORED)
                continue
            try:
                self.member.on(name)
                if name == "RUN":
                    self.member.asked[values[0]] += 1
                    self.member.on(values[0])
                for kind, field_ in self._answer(name, values):
                    self._send(kind, field_)
            except Failure as failure:
                self.failed = True
                self._send(_FAILURE, {"code": failure.code, "message": f"scripted: {failure.code}"})

    def _answer(self, name: str, values: list[Any]) -> Iterator[tuple[int, Any]]:
        answer = getattr(self, f"_{name.lower()}", None)
        if name == "PULL":
            yield from self._records()
        yield _SUCCESS, {} if answer is None else answer(values)

    def _hello(self, _: list[Any]) -> dict[str, Any]:
        return {"server": "Neo4j/5.26.30", "connection_id": "bolt-1", "hints": {}}

    def _route(self, _: list[Any]) -> dict[str, Any]:
        return self.member.cluster.routing_table()

    def _begin(self, values: list[Any]) -> dict[str, Any]:
        self.pending = []
        self.member.modes.append(values[0].get("mode", "w"))
        return {}

    def _run(self, values: list[Any]) -> dict[str, Any]:
        self.statement = values[0]
        if self.pending is None:
            self.member.modes.append(values[2].get("mode", "w"))
        else:
            self.pending.append(self.statement)
        return {"fields": ["x"], "t_first": 0}

    def _records(self) -> Iterator[tuple[int, Any]]:
        if not self.statement.startswith("EXPLAIN "):
            for row in self.member.cluster.rows(self.statement):
                yield _RECORD, row
                self.member.on("RECORD")

    def _pull(self, _: list[Any]) -> dict[str, Any]:
        plan = {"plan": _PLAN} if self.statement.startswith("EXPLAIN ") else {}
        return {"type": "r", "t_last": 0, "db": "neo4j"} | plan

    def _commit(self, _: list[Any]) -> dict[str, Any]:
        self.member.cluster.written += self.pending or []
        self.pending = None
        return {"bookmark": "neo4j:1"}

    def _rollback(self, _: list[Any]) -> dict[str, Any]:
        self.pending = None
        return {}

    def _message(self) -> tuple[str, list[Any]]:
        data = b""
        while True:
            (size,) = struct.unpack(">H", _read(self.connection, 2))
            if size:
                data += _read(self.connection, size)
            elif data:
                break
        values, _ = unpack(data)
        tag, fields = values
        return _NAMES[tag], fields

    def _send(self, tag: int, *fields: Any) -> None:
        data = bytes([0xB0 + len(fields), tag]) + b"".join(pack(one) for one in fields)
        chunks = [data[at : at + 60_000] for at in range(0, len(data), 60_000)]
        framed = b"".join(struct.pack(">H", len(one)) + one for one in chunks)
        self.connection.sendall(framed + b"\x00\x00")


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def pack(value: Any) -> bytes:
    """A value in PackStream, the format of Bolt."""
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return b"\xcb" + struct.pack(">q", value)
    if isinstance(value, str):
        data = value.encode()
        return b"\xd2" + struct.pack(">I", len(data)) + data
    if isinstance(value, list):
        return b"\xd6" + struct.pack(">I", len(value)) + b"".join(map(pack, value))
    assert isinstance(value, dict), value
    pairs = b"".join(pack(key) + pack(one) for key, one in value.items())
    return b"\xda" + struct.pack(">I", len(value)) + pairs


_SIZED: Final = {
    0xCC: ("bytes", 1), 0xCD: ("bytes", 2), 0xCE: ("bytes", 4),
    0xD0: ("text", 1), 0xD1: ("text", 2), 0xD2: ("text", 4),
    0xD4: ("list", 1), 0xD5: ("list", 2), 0xD6: ("list", 4),
    0xD8: ("map", 1), 0xD9: ("map", 2), 0xDA: ("map", 4),
}  # fmt: skip
_TINY: Final = {0x80: "text", 0x90: "list", 0xA0: "map", 0xB0: "structure"}
_NUMBERS: Final = {0xC8: ">b", 0xC9: ">h", 0xCA: ">i", 0xCB: ">q", 0xC1: ">d"}
_CONSTANTS: Final = {0xC0: None, 0xC2: False, 0xC3: True}


def unpack(data: bytes, at: int = 0) -> tuple[Any, int]:
    """A value of PackStream and where the next one begins; a structure is its tag and fields."""
    mark, at = data[at], at + 1
    if not 0x80 <= mark < 0xF0:
        return (mark if mark < 0x80 else mark - 0x100), at
    if mark in _CONSTANTS:
        return _CONSTANTS[mark], at
    if mark in _NUMBERS:
        form = _NUMBERS[mark]
        return struct.unpack_from(form, data, at)[0], at + struct.calcsize(form)
    if mark in _SIZED:
        kind, width = _SIZED[mark]
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    else:
        kind, size = _TINY[mark & 0xF0], mark & 0x0F
    if kind in {"text", "bytes"}:
        raw = data[at : at + size]
        return (raw.decode() if kind == "text" else raw), at + size
    tag, at = (data[at], at + 1) if kind == "structure" else (0, at)
    values, at = _several(data, at, 2 * size if kind == "map" else size)
    if kind == "structure":
        return (tag, values), at
    return (values if kind == "list" else dict(zip(values[::2], values[1::2], strict=True))), at


def _several(data: bytes, at: int, size: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    for _ in range(size):
        value, at = unpack(data, at)
        found.append(value)
    return found, at
