"""A bulk load beside the importer alone, given the same files."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from benchmarks.child import measure_in_child
from benchmarks.figure import Figure, timed
from benchmarks.memory import MOST
from kinerja_graph.export.admin_files import OPTIONS, AdminFiles, arguments
from kinerja_graph.model.rows import Rows
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bulk import empty_local, run_importer
from kinerja_graph.store.local import DATABASE, LocalNeo4j
from kinerja_graph.store.maven import NEO4J_VERSION

LIMIT: Final = 2.5
"""A bulk load may take so many times as long as the importer alone."""


def measure_bulk(home: Path, memory: str, plan: Path, indicators: int) -> list[Figure]:
    """Time a bulk load from files to visible data, beside the importer; and its memory.

    The load stops the server, imports, restarts it, and creates constraints and indexes. Since the
    speed of a machine varies, the importer runs before and after the load, and the mean of both
    is compared with it.
    """
    server = LocalNeo4j(read_settings(home=home, memory=memory))
    try:
        rows = written([plan], home / "alone", read_settings(home=home, memory=memory))
        server.start()
        before = importer_alone(server, rows, memory)
        _empty(server)
        address = server.start()
        settings = read_settings(
            url=address.uri,
            user=address.user,
            password=address.password,
            home=home,
            memory=memory,
            keep_replaced=0.0,
        )
        empty_local(settings)  # its first question: the engine is warm
        measured = measure_in_child("bulk", plan, settings)
        alone = (before + importer_alone(server, rows, memory)) / 2
    finally:
        server.stop()
    engine = f"neo4j {NEO4J_VERSION}"
    size = f"{indicators} indicators, {2 * indicators} links"
    return [
        Figure("bulk load / importer", engine, size, measured.seconds, alone, LIMIT),
        Figure("memory of a bulk load", engine, size, measured.megabytes, None, MOST, unit="MB"),
    ]


def written(plans: Sequence[Path], folder: Path, settings: Settings) -> list[str]:
    """Write the rows of all plans into ``folder``; return the importer's arguments for them.

    Raises:
        ValueError: a plan cannot be read.
    """
    folder.mkdir(parents=True)
    with AdminFiles(folder) as files:
        for plan in plans:
            _write(files, plan, settings)
    return [*OPTIONS, *arguments(files.counts, f"{folder.as_posix()}/")]


def importer_alone(server: LocalNeo4j, rows: Sequence[str], memory: str) -> float:
    """Return the seconds of the importer with ``rows``; it replaces the server's data.

    Raises:
        RuntimeError: the importer failed.
    """
    log = server.place.folder / "logs" / "alone.log"
    with server.halted() as tools:
        seconds, imported = timed(lambda: run_importer(tools, rows, log, memory))
    if not imported:
        raise RuntimeError(log.read_text("utf-8", "replace")[-2_000:])
    return seconds


def _empty(server: LocalNeo4j) -> None:
    """Delete all data of a stopped server."""
    for kind in ("databases", "transactions"):
        shutil.rmtree(server.place.folder / "data" / kind / DATABASE)


def _write(files: AdminFiles, plan: Path, settings: Settings) -> None:
    cascade = read(plan, settings=settings).cascade
    if cascade is None:
        raise ValueError(plan)
    scope = secrets.token_hex(10)
    rows = Rows(cascade)
    for label in rows.counts:
        files.nodes(label, rows.nodes(label), scope=scope)
    for ends, ties in groupby(rows.edges(), key=itemgetter(0)):
        files.edges(ends, map(itemgetter(1), ties), scope=scope)
