"""Identify the engine that answers from the agent string it reports."""

from __future__ import annotations

import re
from typing import Final

from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.texts import _

OLDEST_SERVER: Final = (5, 26)
_NEO4J: Final = re.compile(r"Neo4j/(\d+)\.(\d+)[^ ]*")
_ARCADEDB: Final = re.compile(r"ArcadeDB[ /](\d[^ )]*)")


def engine_info(agent: str, address: Address) -> EngineInfo:
    """Return the engine and its version, from the ``agent`` string that it reports.

    Raises:
        Unavailable: it is a Neo4j older than 5.26.
        StoreError: the engine is unknown.
    """
    arcade = _ARCADEDB.search(agent)
    if arcade:
        return EngineInfo("arcadedb", arcade.group(1))
    server = _NEO4J.match(agent)
    if not server:
        raise StoreError(
            _("The database at this address is not supported: {agent}."),
            mend=_("Use Neo4j 5.26 or newer, or --url embedded."),
            where=address.uri,
            code="unknown-server",
            agent=agent,
        )
    if (int(server.group(1)), int(server.group(2))) < OLDEST_SERVER:
        raise Unavailable(
            _("This server is too old: {agent}."),
            mend=_("Upgrade it to Neo4j 5.26 or newer, or use --url embedded."),
            where=address.uri,
            code="old-server",
            agent=agent,
        )
    return EngineInfo("neo4j", agent.removeprefix("Neo4j/"))


def refuse_foreign(info: EngineInfo, address: Address, capabilities: Capabilities) -> None:
    """Refuse an engine that cannot be used at this address.

    Raises:
        Unavailable: it is an ArcadeDB that others started: statements have no time limit there,
            and it has no read-only user of ours.
    """
    if info.name != "arcadedb" or capabilities.read_only_user:
        return
    raise Unavailable(
        _(
            "ArcadeDB {version} answers at this address; ArcadeDB can only be used where kinerja"
            " starts it."
        ),
        mend=_(
            "Leave out --url (KINERJA_URL), and kinerja starts its embedded ArcadeDB; or give"
            " the address of a Neo4j server, 5.26 or newer."
        ),
        where=address.uri,
        code="unsupported-server",
        version=info.version,
    )
