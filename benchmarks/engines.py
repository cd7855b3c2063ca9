"""The engines that are measured: the embedded one, and a Neo4j of our own or at NEO4J_URL."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.local import LocalNeo4j

ENGINES: Final = ("embedded", "neo4j")
_LONG: Final = 120.0


def shared() -> bool:
    """Return whether the Neo4j belongs to somebody, so that nothing may be left in it."""
    return bool(os.environ.get("NEO4J_URL"))


@contextmanager
def engine(name: str, home: Path, memory: str) -> Generator[Settings]:
    """Yield the settings of an engine of this run alone, and stop it when the block ends."""
    if name == "embedded":
        settings = read_settings(
            url="embedded", home=home, memory=memory, idle=_LONG, keep_replaced=0
        )
        try:
            yield settings
        finally:
            Embedded(settings).stop()
        return
    url = os.environ.get("NEO4J_URL")
    if url:
        user = os.environ.get("NEO4J_USER", "neo4j")
        password = os.environ.get("NEO4J_PASSWORD", "")
        yield read_settings(url=url, user=user, password=password, home=home, keep_replaced=0)
        return
    server = LocalNeo4j(read_settings(home=home, memory=memory))
    try:
        address = server.start()
        yield read_settings(
            url=address.uri,
            user=address.user,
            password=address.password,
            database=address.database,
            home=home,
            keep_replaced=0,
        )
    finally:
        server.stop()
