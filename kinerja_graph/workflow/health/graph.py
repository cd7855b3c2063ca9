"""Check the database: whether it answers, our permissions, and the schema of its contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kinerja_graph.errors import KinerjaError, StoreError
from kinerja_graph.library.queries import schema
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store import arcadedb
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import EMBEDDED, open_store
from kinerja_graph.store.constraints import missing_schema
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.snapshots import editions_among, every_document
from kinerja_graph.store.transactions import MEMORY_LIMITS, memory_limits
from kinerja_graph.texts import _
from kinerja_graph.workflow.health.check import Check

_PROBE: Final = "doctor"


def graph_checks(settings: Settings, *, start: bool) -> Iterator[Check]:
    """Check the engine, permissions and graph; ``start`` allows starting the embedded engine."""
    if settings.url == EMBEDDED:
        try:
            arcadedb.wheel()
        except KinerjaError as error:
            yield Check("engine", "error", error.what, error.mend)
            return
        if not start and Embedded(settings).running() is None:
            yield _not_running()
            return
    try:
        with open_store(settings) as store:
            yield _answers(settings, store)
            yield _rights(store)
            if store.engine.name == "neo4j":
                yield _limits(store)
            yield _shape(store)
    except KinerjaError as error:
        facts = {"url": settings.url, "code": error.code}
        yield Check("engine", "error", error.what, error.mend, facts)


def _not_running() -> Check:
    facts = {"running": False, "version": arcadedb.version()}
    return Check(
        "engine",
        "skipped",
        _(
            "The embedded engine ArcadeDB {version} is installed and not running; "
            "the first command starts it."
        ).filled(version=facts["version"]),
        _("To check it too: kinerja doctor --start."),
        facts,
    )


def _answers(settings: Settings, store: Store) -> Check:
    facts = {
        "running": True,
        "url": settings.url,
        "name": store.engine.name,
        "version": store.engine.version,
        "address": store.address.uri,
        "database": store.address.database,
    }
    told = _("{name} {version} answers at {address} (database {database}).")
    return Check("engine", "ok", told.filled(**facts), facts=facts)


def _rights(store: Store) -> Check:
    """Check whether we may write, in a transaction that is rolled back."""
    try:
        store.rehearse(lambda change: change.run(schema("counter-next"), key=_PROBE))
    except StoreError as error:
        return Check(
            "rights",
            "warning",
            _("Reading is permitted, writing is not: {why}").filled(
                why=error.facts.get("reason", error.code)
            ),
            _("To load plans, use a user who may write (KINERJA_USER)."),
            {"write": False},
        )
    told = _("Reading and writing are permitted.")
    return Check("rights", "ok", told, facts={"write": True})


def _limits(store: Store) -> Check:
    """Check whether one statement can exhaust a server's memory, so that it crashes or hangs.

    The embedded engine has limits of its own.
    """
    try:
        limits = memory_limits(store)
    except StoreError as error:
        return Check(
            "limits",
            "skipped",
            _("No permission to see the memory limits of the server: {why}").filled(
                why=error.facts.get("reason", error.code)
            ),
            _("Ask its administrator to set them: {names}.").filled(names=", ".join(MEMORY_LIMITS)),
        )
    absent = [name for name, value in limits.items() if value is None]
    if absent:
        return Check(
            "limits",
            "warning",
            _("A single query can use all memory of the server: {names} is not set.").filled(
                names=", ".join(absent)
            ),
            _(
                "Write into neo4j.conf, for a heap of 3 GB for example: "
                "db.memory.transaction.max=1g and dbms.memory.transaction.total.max=1500m; "
                "then restart the server."
            ),
            limits,
        )
    told = _("Memory limits of the server: {each} for one transaction, {total} for all.")
    each, total = (limits[name] for name in MEMORY_LIMITS)
    return Check("limits", "ok", told.filled(each=each, total=total), facts=limits)


def _shape(store: Store) -> Check:
    found = every_document(store)
    old = [one for one in found if one.schema_version < SCHEMA_VERSION]
    new = [one for one in found if one.schema_version > SCHEMA_VERSION]
    facts: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "editions": len(editions_among(found)),
        "older": [one.title for one in old],
        "newer": [one.title for one in new],
        "missing_indexes": len(missing_schema(store)),
    }
    told = _(
        "Loaded: {editions:edition|editions}, {older} of an older schema, {newer} of one newer "
        "than {ours}."
    ).filled(editions=facts["editions"], older=len(old), newer=len(new), ours=SCHEMA_VERSION)
    if new:
        mend = _("Upgrade kinerja-graph, or use another database: {names}.").filled(
            names=", ".join(facts["newer"])
        )
        return Check("graph", "error", told, mend, facts)
    if old:
        mend = _(
            "The next command updates them; that may take long, and older versions "
            "can no longer read them."
        )
        return Check("graph", "warning", told, mend, facts)
    return Check("graph", "ok", told, facts=facts)
