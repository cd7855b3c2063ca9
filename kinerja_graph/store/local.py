"""A local Neo4j 5.26 LTS without Docker: on loopback, kept until it is stopped."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from kinerja_graph.errors import EngineError
from kinerja_graph.settings import Settings
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.files import end_of, make_folder, unwritable, write_private
from kinerja_graph.store.handshake import answers
from kinerja_graph.store.java import find_java
from kinerja_graph.store.maven import NEO4J_VERSION, jars
from kinerja_graph.store.process import (
    LOOPBACK,
    Process,
    begin,
    bury,
    end,
    free_port,
    identify,
    listens,
    port_is_free,
)
from kinerja_graph.store.state import Running, read_state, write_state
from kinerja_graph.texts import Text

USER: Final = "neo4j"
DATABASE: Final = "neo4j"
PORT: Final = 7687
"""Bolt's own port, taken where it is free."""
_START_SECONDS: Final = 180
_STOP_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.1
_OPENS: Final = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_CONFIGURATION: Final = """server.default_listen_address={host}
server.bolt.listen_address={host}:{port}
server.bolt.advertised_address={host}:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.import={home}/import
server.memory.pagecache.size=512m
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
db.tx_log.preallocate=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.rotation.retention_policy=keep_none
"""


class _PortTakenError(Exception):
    """Another server listened on the port before ours did."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the programs of Neo4j run with: Java, the folder of jars, the environment."""

    java: Path
    jars: Path
    environment: Mapping[str, str]


class LocalNeo4j:
    """The local Neo4j server of one home folder."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is started or written yet."""
        self.home = settings.home.absolute() / "neo4j"
        self.state = self.home / "state.json"
        self.log = self.home / "logs" / "console.log"
        self._memory = settings.memory

    @property
    def capabilities(self) -> Capabilities:
        """It ends statements at the driver's limit; its Community edition has no reader's user."""
        return Capabilities(
            read_only_user=False,
            driver_time_limit=True,
            importer=True,
            concurrent_reads=4,
            concurrent_rules=4,
        )

    def start(self) -> Address:
        """The address of the server; starts it where it does not run, and fetches it once.

        Raises:
            EngineError: Java or Maven is missing, or it does not start.
        """
        make_folder(self.home)
        with self._door():
            running = self.running() or self._started()
        return Address(
            uri=running.uri, user=running.user, password=running.password, database=DATABASE
        )

    @contextmanager
    def using(self) -> Generator[Address]:
        """As ``start``: this server ends only when it is told to."""
        yield self.start()

    def stop(self) -> None:
        """Ends the server where it runs; a second call does nothing.

        Raises:
            EngineError: it does not end.
        """
        if not self.home.is_dir():
            return
        with self._door():
            found = read_state(self.state)
            if found is not None and not end(found.server, _STOP_SECONDS):
                raise self._trouble("it does not end")
            self.state.unlink(missing_ok=True)

    @contextmanager
    def halted(self) -> Generator[Tools]:
        """The server ends, and no command starts it while the block runs.

        Raises:
            EngineError: it does not end, or Java or the jars are missing.
        """
        with self._door():
            found = read_state(self.state)
            if found is not None and not end(found.server, _STOP_SECONDS):
                raise self._trouble("it does not end")
            self.state.unlink(missing_ok=True)
            yield Tools(find_java(), jars(self.home), self._environment())

    def running(self) -> Running | None:
        """Who answers now; None where the server does not run."""
        found = read_state(self.state)
        return found if found is not None and found.ready and found.alive() else None

    def _started(self) -> Running:
        java, library = find_java(), jars(self.home)
        left = read_state(self.state)
        if left is not None:
            end(left.server, _STOP_SECONDS)
        try:
            return self._serving(PORT if port_is_free(PORT) else free_port(), java, library)
        except _PortTakenError:
            return self._serving(free_port(), java, library)

    def _serving(self, port: int, java: Path, library: Path) -> Running:
        try:
            self._configure(port)
        except OSError as error:
            raise unwritable(self.home, error) from error
        password = self._password(java, library)
        process = self._begin(java, library)
        who = identify(process.pid) or Process(process.pid, time.time())
        running = Running(who, None, port, 0, USER, password, version=NEO4J_VERSION)
        try:
            write_state(self.state, running)
            self._wait(process, port)
            running = replace(running, ready=True)
            write_state(self.state, running)
        except BaseException:
            end(who, _STOP_SECONDS)
            process.wait()
            self.state.unlink(missing_ok=True)
            raise
        bury(process)
        return running

    def _begin(self, java: Path, library: Path) -> subprocess.Popen[bytes]:
        words = [str(java), f"-Xmx{self._memory}", "-XX:+UseParallelGC"]
        words += ["-XX:+ExitOnOutOfMemoryError"]
        words += [f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS]
        words += ["-cp", str(library / "*"), "org.neo4j.server.CommunityEntryPoint"]
        words += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        return begin(words, log=self.log, environment=self._environment())

    def _wait(self, process: subprocess.Popen[bytes], port: int) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                if not port_is_free(port):
                    raise _PortTakenError
                raise self._trouble(f"it ended with {process.returncode}")
            if answers(port) and listens(process.pid, port):
                return
            time.sleep(_LOOK_SECONDS)
        raise self._trouble(f"no answer within {_START_SECONDS} s")

    def _configure(self, port: int) -> None:
        for name in ("conf", "data", "logs", "import"):
            (self.home / name).mkdir(exist_ok=True)
        text = _CONFIGURATION.format(host=LOOPBACK, port=port, home=self.home.as_posix())
        write_private(self.home / "conf" / "neo4j.conf", text)
        if self.log.exists():
            self.log.replace(self.log.with_name("console.log.1"))

    def _password(self, java: Path, library: Path) -> str:
        """The password of the server; before its first start a new one is given to it.

        It goes in a file: on the command line every user of the machine could read it. It has no
        dash in front, which Neo4j's own program would read as an option.
        """
        file = self.home / "password"
        if (self.home / "data" / "databases" / "system").exists():
            if not file.exists():
                raise self._trouble(f"its password is lost: there is no {file}")
            return file.read_text(encoding="utf-8")
        password = secrets.token_hex(24)
        write_private(file, password)
        command = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password"]
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [str(java), "-Xmx256m", "-cp", str(library / "*"), *command, f"@{file}"],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=_START_SECONDS,
        )
        if done.returncode != 0:
            raise self._trouble(f"no password could be set: {(done.stdout + done.stderr)[-500:]}")
        return password

    def _environment(self) -> dict[str, str]:
        places = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        return {**os.environ, **places}

    @contextmanager
    def _door(self) -> Generator[None]:
        lock = FileLock(self.home / "door.lock", timeout=_START_SECONDS, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise self._trouble("another command starts or stops it") from error
        except OSError as error:
            raise unwritable(self.home, error) from error
        try:
            yield
        finally:
            lock.release()

    def _trouble(self, why: str) -> EngineError:
        return EngineError(
            Text(
                id="Neo4j lokal tidak dapat dipakai ({why}). Akhir catatannya: {log}",
                en="The local Neo4j cannot be used ({why}). The end of its log: {log}",
            ),
            mend=Text(
                id="Perbaiki sebab di catatan itu lalu ulangi; memori dan folder diatur dengan "
                "KINERJA_MEMORY dan KINERJA_HOME.",
                en="Mend the cause that the log shows and repeat; memory and folder are set by "
                "KINERJA_MEMORY and KINERJA_HOME.",
            ),
            where=str(self.log),
            code="engine-start",
            why=why,
            log=end_of(self.log),
        )
