"""Check the machine: home folder, disk, memory, ports, and programs that some tasks need."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil

from kinerja_graph.errors import EngineError
from kinerja_graph.library.locate import library_folder
from kinerja_graph.settings import Settings
from kinerja_graph.store.java import find_java, release
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.maven import JARS_VARIABLE, NEO4J_VERSION, whole
from kinerja_graph.store.process import port_is_free
from kinerja_graph.store.state import BOLT_PORT
from kinerja_graph.system import of_system
from kinerja_graph.texts import _
from kinerja_graph.workflow.health.check import Check, Verdict

_GIGA: Final = 1_000_000_000
_ROOM_TO_WARN: Final = 2.0
_ROOM_NEEDED: Final = 0.2
"""Free disk space in GB: below the first a large load may not fit, below the second nothing."""
_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")


def machine_checks(settings: Settings) -> Iterator[Check]:
    """Check the home folder, disk and memory, then what a local Neo4j and the tests need."""
    home = _home(settings)
    yield home
    if home.verdict != "error":
        yield _disk(settings)
    yield _memory(settings)
    yield from _local_neo4j(settings)
    if (library_folder("rules").parent.parent / "packages.apt").is_file():
        yield _chromium()


def _nearest(path: Path) -> Path:
    """Return the folder itself, or its nearest existing parent."""
    while not path.exists() and path.parent != path:
        path = path.parent
    return path


def _home(settings: Settings) -> Check:
    """Check whether files can be created there, without creating a missing folder."""
    home = settings.home.absolute()
    place = _nearest(home)
    facts = {"home": str(home), "exists": home.is_dir()}
    try:
        if not place.is_dir():
            raise NotADirectoryError(20, "not a folder", str(place))
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"x" * 4096)
    except OSError as error:
        return Check(
            "home",
            "error",
            _("The folder {home} cannot be written: {why}.").filled(
                home=home, why=of_system(error)
            ),
            _("Correct its permissions, or choose another folder with KINERJA_HOME."),
            facts,
        )
    others = home.is_dir() and os.name == "posix" and bool(_open_to_others(home))
    if others:
        return Check(
            "home",
            "warning",
            _(
                "The folder {home} can be written, but others may read the engine's passwords"
                " in it."
            ).filled(home=home),
            _("Run chmod -R go-rwx {home}.").filled(home=home),
            facts | {"open": [str(path) for path in _open_to_others(home)]},
        )
    told = _("The folder {home} can be written.")
    return Check("home", "ok", told.filled(home=home), facts=facts)


def _open_to_others(home: Path) -> list[Path]:
    """Return the files with passwords that others than the owner may read."""
    names = ("embedded/root.password", "embedded/state.json", "neo4j/password", "neo4j/state.json")
    found: list[Path] = []
    for name in names:
        path = home / name
        if path.is_file() and path.stat().st_mode & 0o077:
            found.append(path)
    return found


def _disk(settings: Settings) -> Check:
    free = shutil.disk_usage(_nearest(settings.home.absolute())).free / _GIGA
    facts = {"free_gigabytes": round(free, 1)}
    told = _("Disk space for {home}: {free} GB.").filled(home=settings.home, free=free)
    if free >= _ROOM_TO_WARN:
        return Check("disk", "ok", told, facts=facts)
    verdict: Verdict = "warning" if free >= _ROOM_NEEDED else "error"
    mend = _(
        "Free some space, or choose another disk with KINERJA_HOME; a load needs "
        "space for two states of its edition."
    )
    return Check("disk", verdict, told, mend, facts)


def _memory(settings: Settings) -> Check:
    number, unit = int(settings.memory[:-1]), settings.memory[-1]
    heap = number * (2**30 if unit == "g" else 2**20) / _GIGA
    memory = psutil.virtual_memory()
    total, free = memory.total / _GIGA, memory.available / _GIGA
    facts = {
        "heap_gigabytes": round(heap, 2),
        "total_gigabytes": round(total, 1),
        "available_gigabytes": round(free, 1),
    }
    told = _(
        "Memory: {free} of {total} GB free; an engine may use {heap} GB (KINERJA_MEMORY)."
    ).filled(free=free, total=total, heap=heap)
    if heap <= free:
        return Check("memory", "ok", told, facts=facts)
    return Check(
        "memory",
        "error" if heap > total else "warning",
        told,
        _("Close other programs, or lower KINERJA_MEMORY, for example to 512m."),
        facts,
    )


def _local_neo4j(settings: Settings) -> Iterator[Check]:
    """Check Java, Maven and the port, needed only by ``db start --engine neo4j``."""
    engine = LocalNeo4j(settings)
    home = engine.place.folder
    used = home.is_dir()
    given = os.environ.get(JARS_VARIABLE)
    jars = Path(given) if given else home / f"jars-{NEO4J_VERSION}"
    yield _java(used=used)
    yield _maven(jars, used=used)
    yield _port(engine)


def _java(*, used: bool) -> Check:
    try:
        program = find_java()
    except EngineError as error:
        return Check("java", "error" if used else "skipped", error.what, error.mend)
    facts = {"program": str(program), "release": release(program)}
    told = _("Java {release} for a local Neo4j: {program}.")
    return Check("java", "ok", told.filled(**facts), facts=facts)


def _maven(jars: Path, *, used: bool) -> Check:
    if whole(jars):
        told = _("Neo4j {version} is downloaded: {jars}.")
        facts = {"version": NEO4J_VERSION, "jars": str(jars)}
        return Check("maven", "ok", told.filled(**facts), facts=facts)
    program = shutil.which("mvn")
    if program:
        told = _("Maven will download the local Neo4j when it is first needed: {program}.")
        return Check("maven", "ok", told.filled(program=program), facts={"program": program})
    return Check(
        "maven",
        "error" if used else "skipped",
        _("There is no command mvn; only a local Neo4j needs it."),
        _("Install Maven, for example apt install maven, or point {variable} at the jars.").filled(
            variable=JARS_VARIABLE
        ),
    )


def _port(engine: LocalNeo4j) -> Check:
    running = engine.running()
    if running is not None:
        facts = {"port": running.bolt_port, "running": True}
        told = _("The local Neo4j is running on port {port}.")
        return Check("port", "ok", told.filled(port=running.bolt_port), facts=facts)
    free = port_is_free(BOLT_PORT)
    facts = {"port": BOLT_PORT, "running": False, "free": free}
    if free:
        told = _("Port {port} is free.").filled(port=BOLT_PORT)
        return Check("port", "ok", told, facts=facts)
    return Check(
        "port",
        "skipped",
        _("Port {port} is used by another program; a local Neo4j will use another one.").filled(
            port=BOLT_PORT
        ),
        facts=facts,
    )


def _chromium() -> Check:
    """Check Chromium, needed only by the tests; pictures and documents need no browser."""
    program = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if program:
        told = _("Chromium for the tests: {program}.")
        return Check("chromium", "ok", told.filled(program=program), facts={"program": program})
    return Check(
        "chromium",
        "skipped",
        _("There is no Chromium; only the tests of this project need it."),
        _("Run make test as root."),
    )
