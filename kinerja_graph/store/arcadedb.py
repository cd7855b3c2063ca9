"""Configure and start the embedded ArcadeDB server: command line, user groups, start-up."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import ClassVar, Final

from kinerja_graph.errors import EngineError
from kinerja_graph.store.console import Console, NoAnswer
from kinerja_graph.store.files import end_of, rotate, write_private
from kinerja_graph.store.launcher import CEILING_SECONDS, Announce, Started, wait_until_answering
from kinerja_graph.store.process import LOOPBACK, Process, free_port, identify, start_process
from kinerja_graph.store.state import Place, Running
from kinerja_graph.texts import _

DATABASE: Final = "kinerja"
ROOT: Final = "root"
READER: Final = "reader"
MESSAGE_BYTES: Final = 512 * 1024 * 1024
"""Largest Bolt message: a batch of rows with the longest cells exceeds ArcadeDB's default."""
START_SECONDS: Final = 90
MEND: Final = _(
    "Fix the cause named above and try again; or choose another folder with "
    "KINERJA_HOME, other memory with KINERJA_MEMORY, or a server with --url."
)
_LOOK_SECONDS: Final = 0.05
_PORT_TRIES: Final = 5
_BUSY: Final = "Unable to listen"
_BROKEN: Final = 'Exception in thread "main"'
LIST_SECONDS: Final = 1.0
"""How long the supervisor waits for the list of running statements."""


def wheel() -> Path:
    """Return the folder of the installed ``arcadedb-embedded`` wheel, with the server and its Java.

    Raises:
        EngineError: it is not installed.
    """
    found = importlib.util.find_spec("arcadedb_embedded")
    places = list(found.submodule_search_locations or ()) if found else []
    if not places or not (Path(places[0]) / "jre" / "bin").is_dir():
        raise EngineError(
            _("The embedded engine is not installed: there is no package arcadedb-embedded."),
            mend=_("Run pip install arcadedb-embedded, or use a server with --url."),
            where=sys.platform,
            code="engine-missing",
        )
    return Path(places[0])


def version() -> str:
    """Return the server's version, read from the name of its jar; empty if the name has none."""
    names = sorted(path.name for path in (wheel() / "jars").glob("arcadedb-engine-*.jar"))
    found = re.search(r"engine-([\d.]+)\.jar", names[-1]) if names else None
    return found.group(1) if found else ""


@dataclass(frozen=True, slots=True)
class ArcadeDB:
    """The embedded engine's server in one folder, as the supervisor starts it."""

    place: Place
    lasting: ClassVar[bool] = False

    def launch(self, announce: Announce) -> Started:
        """Start a server with new passwords on new ports, and wait until it answers.

        Raises:
            EngineError: it does not start; the message includes the end of its log.
        """
        for _unused in range(_PORT_TRIES):
            wanted = Running(
                server=Process(0, 0.0),
                keeper=identify(os.getpid()),
                bolt_port=free_port(),
                http_port=free_port(),
                user=ROOT,
                password=secrets.token_hex(24),
                reader=READER,
                reader_password=secrets.token_hex(24),
                version=version(),
            )
            started = self.start_as(wanted, announce)
            if started is not None:
                return started
        raise _not_started(self.place, "all ports were taken")

    def start_as(self, wanted: Running, announce: Announce) -> Started | None:
        """Start a server with the ports and passwords of ``wanted``; None if a port is taken.

        Raises:
            EngineError: it does not start for another reason.
        """
        _configure(self.place, wanted.password)
        rotate(self.place.log)
        process = start_process(
            _command_line(self.place, wanted), log=self.place.log, with_parent=True
        )
        return wait_until_answering(
            process,
            wanted,
            announce,
            lambda server: _wait_for_answer(process, server, self.place),
        )

    def console(self, running: Running) -> Console:
        """Return a console to list and end the server's statements; it times out after a second."""
        return Console(running.http_port, running.user, running.password, patience=LIST_SECONDS)


def launcher(folder: str, memory: str) -> ArcadeDB:
    """Return the server of a folder, from the arguments on the supervisor's command line."""
    return ArcadeDB(Place(Path(folder), memory))


def _wait_for_answer(process: Popen[bytes], running: Running, place: Place) -> bool:
    """Wait until the server is up and has both users; False if a port was taken."""
    console = Console(running.http_port, running.user, running.password)
    deadline = time.monotonic() + START_SECONDS
    try:
        while time.monotonic() < deadline:
            log = end_of(place.log, 60)
            if process.poll() is not None or _BROKEN in log:
                if _BUSY in log:
                    return False
                raise _not_started(place, "it ended")
            try:
                if DATABASE in console.databases():
                    console.add_user(READER, running.reader_password, DATABASE, READER)
                    return True
            except NoAnswer:
                pass
            time.sleep(_LOOK_SECONDS)
    finally:
        console.close()
    raise _not_started(place, f"no answer within {START_SECONDS} s")


def _not_started(place: Place, why: str) -> EngineError:
    return EngineError(
        _("The embedded engine does not start ({why}). The end of its log: {log}"),
        mend=MEND,
        where=str(place.log),
        code="engine-start",
        why=why,
        log=end_of(place.log),
    )


def _configure(place: Place, password: str) -> None:
    """Write the groups and root's password; users are recreated, so old passwords are void."""
    config = place.folder / "config"
    config.mkdir(exist_ok=True)
    (config / "server-users.jsonl").unlink(missing_ok=True)
    write_private(config / "server-groups.json", json.dumps(_groups()))
    write_private(place.folder / "root.password", password)


def _groups() -> dict[str, object]:
    def group(access: list[str], records: list[str]) -> dict[str, object]:
        return {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": access,
            "types": {"*": {"access": records}},
        }

    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    groups = {
        "admin": group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], everything),
        READER: group([], ["readRecord"]),
        "*": group([], []),
    }
    return {"version": 2, "databases": {"*": {"groups": groups}}}


def _command_line(place: Place, wanted: Running) -> list[str]:
    """Return the command line; passwords are kept in files, since every user can see it."""
    found = wheel()
    java = found / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    options = {
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": LOOPBACK,
        "bolt.port": wanted.bolt_port,
        "bolt.maxMessageSize": MESSAGE_BYTES,
        "server.httpIncomingHost": LOOPBACK,
        "server.httpIncomingPort": wanted.http_port,
        "server.rootPath": place.folder,
        "server.rootPasswordPath": place.folder / "root.password",
        "server.defaultDatabases": f"{DATABASE}[{ROOT}]",
        "command.timeout": CEILING_SECONDS * 1000,
        "queryMaxConcurrent": 0,  # otherwise a few endless statements would block all others
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "polyglotEngineEnabled": "false",
    }
    return [
        str(java),
        f"-Xmx{place.memory}",
        "-XX:+UseParallelGC",
        "-XX:+ExitOnOutOfMemoryError",
        "--add-modules",
        "jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        str(found / "jars" / "*"),
        *(f"-Darcadedb.{name}={value}" for name, value in options.items()),
        "com.arcadedb.server.ArcadeDBServer",
    ]
