"""What the store makes of a server's greeting and of the driver's failures."""

import re
from dataclasses import replace

import pytest

from kinerja_graph.errors import StoreError, TimeLimitReached, Unavailable
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.schema import EDGES, INTERNAL, NODES, EdgeType, NodeType
from kinerja_graph.store.bolt import _pause
from kinerja_graph.store.engine import Address
from kinerja_graph.store.faults import Fault, FaultKind
from kinerja_graph.store.naming import for_edge, for_label
from kinerja_graph.store.server_version import engine_info

ADDRESS = Address("bolt://db.contoh.go.id:7687", "neo4j", "rahasia", "neo4j")


@pytest.mark.parametrize(
    ("agent", "info"),
    [
        ("Neo4j/5.26.30", EngineInfo("neo4j", "5.26.30")),
        ("Neo4j/2026.08.1", EngineInfo("neo4j", "2026.08.1")),
        (
            "Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)",
            EngineInfo("arcadedb", "26.10.2"),
        ),
    ],
)
def test_engines_are_known_by_their_greeting(agent: str, info: EngineInfo) -> None:
    assert engine_info(agent, ADDRESS) == info


@pytest.mark.parametrize("agent", ["Neo4j/5.25.1", "Neo4j/4.4.30", "Neo4j/3.5.0"])
def test_an_older_server_is_refused(agent: str) -> None:
    with pytest.raises(Unavailable) as caught:
        engine_info(agent, ADDRESS)
    assert caught.value.code == "old-server"
    assert agent in caught.value.tell("id")


def test_an_unknown_server_is_refused() -> None:
    with pytest.raises(StoreError) as caught:
        engine_info("Memgraph/2.1", ADDRESS)
    assert caught.value.code == "unknown-server"


@pytest.mark.parametrize(
    ("kind", "code", "ours", "short"),
    [
        ("silent", "", Unavailable, "unavailable"),
        ("unsure", "", Unavailable, "outcome-unknown"),
        ("login", "Neo.ClientError.Security.Unauthorized", Unavailable, "refused-login"),
        (
            "server",
            "Neo.ClientError.Security.AuthenticationRateLimit",
            Unavailable,
            "refused-login",
        ),
        ("address", "", Unavailable, "bad-address"),
        ("text", "", StoreError, "bad-text"),
        ("server", "Neo.ClientError.Database.DatabaseNotFound", Unavailable, "unknown-database"),
        (
            "server",
            "Neo.ClientError.Transaction.TransactionTimedOut",
            TimeLimitReached,
            "time-limit",
        ),
        ("server", "Neo.ClientError.Statement.SyntaxError", StoreError, "bad-statement"),
        ("server", "Neo.ClientError.Statement.AccessMode", StoreError, "bad-statement"),
        ("server", "Neo.ClientError.Security.Forbidden", StoreError, "forbidden"),
        ("server", "Neo.ClientError.Schema.ConstraintValidationFailed", StoreError, "conflict"),
        (
            "server",
            "Neo.DatabaseError.Transaction.TransactionLogError",
            StoreError,
            "disk-full",
        ),
        ("server", "Neo.DatabaseError.General.UnknownError", StoreError, "database-trouble"),
    ],
)
def test_every_failure_says_what_where_and_how_to_mend(
    kind: FaultKind, code: str, ours: type[StoreError], short: str
) -> None:
    error = Fault(kind, code, "ada {kurung}\n dan baris").error(ADDRESS, "trace", 20)
    assert type(error) is ours
    assert error.code == short
    for language in ("id", "en"):
        told = error.tell(language)
        assert "bolt://db.contoh.go.id:7687" in told
        assert len(told.splitlines()) == 3
        assert "rahasia" not in told


def test_a_line_that_is_encrypted_and_silent_leads_to_the_other_schemes() -> None:
    for scheme in ("bolt+s", "neo4j+s"):
        address = replace(ADDRESS, uri=f"{scheme}://db.contoh.go.id:7687")
        told = Fault("silent", "", "x").error(address, "trace", 20).mend.en
        assert "If it does not encrypt: bolt:// or neo4j://" in told
    assert "encrypt" not in Fault("silent", "", "x").error(ADDRESS, "trace", 20).mend.en


def test_the_database_of_the_server_itself_takes_no_plan() -> None:
    code = "Neo.ClientError.Statement.NotSystemDatabaseError"
    error = Fault("server", code, "x").error(replace(ADDRESS, database="system"), "editions", 20)
    assert error.code == "unknown-database"
    assert "and no plans" in error.what.en


def test_long_messages_are_cut() -> None:
    assert len(Fault("server", "", "x" * 10_000).words) == 601


def test_pauses_grow_and_have_an_end() -> None:
    assert all(0 < _pause(tries, 0) <= 1 for tries in range(1, 40))
    assert max(_pause(1, 0) for _ in range(200)) <= 0.1
    assert max(_pause(9, 3) for _ in range(200)) > 1


def test_statements_are_said_for_other_labels() -> None:
    assert "FOR (n:Task) REQUIRE" in for_label("constraint-key", "Task").text
    assert "kinerja_key_Task" in for_label("constraint-key", "Task").text
    text = for_edge("create-edges", "OWNS", "Unit", "Objective").text
    assert "MATCH (low:Unit {key: row.low})" in text
    assert "MATCH (high:Objective {key: row.high})" in text
    assert "CREATE (low)-[edge:OWNS {origin: row.properties.origin}]->(high)" in text
    assert for_edge("create-edges", "MEASURES", "Objective", "Indicator").text.index(
        "low:Objective"
    )


@pytest.mark.parametrize("node", [*NODES, *INTERNAL], ids=lambda node: node.label)
def test_what_is_created_has_every_property_of_its_label_at_once(node: NodeType) -> None:
    text = for_label("create-nodes", node.label).text
    given = re.findall(r"(\w+): row\.\1\b", text)
    assert given == [item.name for item in node.properties]
    assert "SET" not in text, "the embedded engine writes a record again for that"


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.type)
def test_what_is_linked_has_every_property_of_its_type_at_once(edge: EdgeType) -> None:
    text = for_edge("create-edges", edge.type, edge.sources[0], edge.targets[0]).text
    given = re.findall(r"(\w+): row\.properties\.\1\b", text)
    assert given == [item.name for item in edge.properties]
    assert "SET" not in text
