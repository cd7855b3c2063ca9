"""Configure and start the local Neo4j server: configuration file, password, start-up."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from kinerja_graph.errors import EngineError
from kinerja_graph.store.bolt_probe import is_bolt_answering
from kinerja_graph.store.files import end_of, rotate, unwritable, write_private
from kinerja_graph.store.launcher import CEILING_SECONDS, Announce, Started, wait_until_answering
from kinerja_graph.store.maven import NEO4J_VERSION
from kinerja_graph.store.process import (
    LOOPBACK,
    Process,
    free_port,
    identify,
    is_listening,
    port_is_free,
    start_process,
)
from kinerja_graph.store.query_watchdog import Statements
from kinerja_graph.store.state import BOLT_PORT, Place, Running
from kinerja_graph.texts import _

USER: Final = "neo4j"
DATABASE: Final = "neo4j"
START_SECONDS: Final = 180
PRINTED: Final = "logs/console.log"
_LOOK_SECONDS: Final = 0.1
_PORT_TRIES: Final = 5
_OPENS: Final = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_LISTENS: Final = re.compile(r"^server\.bolt\.listen_address=.*:(\d+)$", re.MULTILINE)
_CONFIGURATION: Final = """server.default_listen_address={host}
server.bolt.listen_address={host}:{port}
server.bolt.advertised_address={host}:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.import={home}/import
server.memory.pagecache.size=512m
db.memory.transaction.max={each}m
dbms.memory.transaction.total.max={total}m
db.transaction.timeout={ceiling}s
db.track_query_cpu_time=true
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
db.tx_log.preallocate=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.rotation.retention_policy=keep_none
"""


@dataclass(frozen=True, slots=True)
class Neo4j:
    """The server of a local Neo4j, as the supervisor starts it.

    Attributes:
        place: its folder and memory limit.
        java: the Java program that runs it.
        jars: the folder of its jars.
    """

    place: Place
    java: Path
    jars: Path
    lasting: ClassVar[bool] = True

    def launch(self, announce: Announce) -> Started:
        """Start a server, on its previous port if that is free, and wait until it answers.

        Raises:
            EngineError: it does not start; the message includes the end of its log.
        """
        for port in self._ports():
            try:
                self._configure(port)
            except OSError as error:
                raise unwritable(self.place.folder, error) from error
            wanted = Running(
                server=Process(0, 0.0),
                keeper=identify(os.getpid()),
                bolt_port=port,
                http_port=0,
                user=USER,
                password=self._password(),
                version=NEO4J_VERSION,
            )
            started = self.start_as(wanted, announce)
            if started is not None:
                return started
        raise trouble(self.place, "all ports were taken")

    def start_as(self, wanted: Running, announce: Announce) -> Started | None:
        """Start a server with the port and password of ``wanted``; None if the port is taken.

        Raises:
            EngineError: it does not start for another reason.
        """
        if not port_is_free(wanted.bolt_port):
            return None
        try:
            self._configure(wanted.bolt_port)
        except OSError as error:
            raise unwritable(self.place.folder, error) from error
        rotate(self.place.log)
        environment = environment_of(self.place)
        process = start_process(
            self._command_line(), log=self.place.log, environment=environment, with_parent=True
        )
        return wait_until_answering(
            process,
            wanted,
            announce,
            lambda server: self._wait_for_answer(process, server),
        )

    def console(self, running: Running) -> Statements:
        """Return a console that lists the server's statements."""
        # imported late: the embedded engine's supervisor and db status need no driver
        from kinerja_graph.store.transactions import Transactions  # noqa: PLC0415

        return Transactions(running, DATABASE)

    def _ports(self) -> Iterator[int]:
        """Yield the ports to try, the preferred one first."""
        last = last_port(self.place)
        for port in (last, BOLT_PORT):
            if port and port_is_free(port):
                yield port
        for _unused in range(_PORT_TRIES):
            yield free_port()

    def _configure(self, port: int) -> None:
        for name in ("conf", "data", "logs", "import"):
            (self.place.folder / name).mkdir(exist_ok=True)
        each, total = limits_of(self.place.memory)
        text = _CONFIGURATION.format(
            host=LOOPBACK,
            port=port,
            home=self.place.folder.as_posix(),
            each=each,
            total=total,
            ceiling=CEILING_SECONDS,
        )
        write_private(_configuration(self.place), text)

    def _password(self) -> str:
        """Return the server's password; set a new one before its first start.

        It is passed in a file, since every user of the machine can read command lines. It never
        begins with a dash, which Neo4j's own program would take for an option.
        """
        home = self.place.folder
        file = home / "password"
        if (home / "data" / "databases" / "system").exists():
            if not file.exists():
                raise trouble(self.place, f"its password is lost: there is no {file}")
            return file.read_text(encoding="utf-8")
        password = secrets.token_hex(24)
        write_private(file, password)
        command = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password"]
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [str(self.java), "-Xmx256m", "-cp", str(self.jars / "*"), *command, f"@{file}"],
            env=environment_of(self.place),
            capture_output=True,
            text=True,
            check=False,
            timeout=START_SECONDS,
        )
        if done.returncode != 0:
            output = (done.stdout + done.stderr)[-500:]
            raise trouble(self.place, f"no password could be set: {output}")
        return password

    def _command_line(self) -> list[str]:
        home = self.place.folder
        words = [str(self.java), f"-Xmx{self.place.memory}", "-XX:+UseParallelGC"]
        words += ["-XX:+ExitOnOutOfMemoryError"]
        words += [f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS]
        words += ["-cp", str(self.jars / "*"), "org.neo4j.server.CommunityEntryPoint"]
        return [*words, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]

    def _wait_for_answer(self, process: subprocess.Popen[bytes], running: Running) -> bool:
        """Wait until the server answers; False if the port was taken."""
        port = running.bolt_port
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                if not port_is_free(port):
                    return False
                raise trouble(self.place, f"it ended with {process.returncode}")
            if is_bolt_answering(port) and is_listening(process.pid, port):
                return True
            time.sleep(_LOOK_SECONDS)
        raise trouble(self.place, f"no answer within {START_SECONDS} s")


def launcher(folder: str, memory: str, java: str, jars: str) -> Neo4j:
    """Return the server of a folder, from the arguments on the supervisor's command line."""
    return Neo4j(Place(Path(folder), memory, PRINTED), Path(java), Path(jars))


def limits_of(memory: str) -> tuple[int, int]:
    """Return the heap limits in megabytes: for one transaction, and for all together.

    The rest is for what a server does not track, above all values while they are computed.

    >>> limits_of("2g")
    (682, 1024)
    """
    heap = int(memory[:-1]) * (1024 if memory[-1] == "g" else 1)
    return max(1, heap // 3), max(1, heap // 2)


def last_port(place: Place) -> int | None:
    """Return the port last configured in a folder; None before the server's first start."""
    try:
        found = _LISTENS.search(_configuration(place).read_text(encoding="utf-8"))
    except OSError:
        return None
    return int(found.group(1)) if found else None


def environment_of(place: Place) -> dict[str, str]:
    """Return the environment of the server and of the programs that come with it."""
    places = {"NEO4J_HOME": str(place.folder), "NEO4J_CONF": str(place.folder / "conf")}
    return {**os.environ, **places}


def trouble(place: Place, why: str) -> EngineError:
    """Return the error of a local Neo4j that cannot be used."""
    return EngineError(
        _("The local Neo4j cannot be used ({why}). The end of its log: {log}"),
        mend=_(
            "Fix the cause shown in the log and try again; memory and folder are set "
            "by KINERJA_MEMORY and KINERJA_HOME."
        ),
        where=str(place.log),
        code="engine-start",
        why=why,
        log=end_of(place.log),
    )


def _configuration(place: Place) -> Path:
    return place.folder / "conf" / "neo4j.conf"
