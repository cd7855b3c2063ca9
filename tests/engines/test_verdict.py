"""What the engines say of hostile statements: of 500 built ones, none runs and none is let out.

``Store.free`` is asked directly, past every check of the text: the engine's own parser is the wall.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import neo4j
import pytest
from class_names import texts_of
from graph_state import state_of
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from kinerja_graph.errors import KinerjaError, StatementRefused, StoreError
from kinerja_graph.model.edition import Edition
from kinerja_graph.store import bolt
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.maven import NEO4J_VERSION
from kinerja_graph.store.query import run_query
from kinerja_graph.store.verdict import OPERATORS

EXAMPLES: Final = 700
KEYWORDS: Final = (
    "ALL", "AND", "ANY", "AS", "ASC", "BY", "CALL", "CASE", "COLLECT", "CONSTRAINT", "COUNT",
    "CREATE", "CSV", "CYPHER", "DELETE", "DESC", "DETACH", "DISTINCT", "DROP", "ELSE", "END",
    "ENDS", "EXISTS", "EXPLAIN", "FALSE", "FIELDTERMINATOR", "FILTER", "FINISH", "FOR", "FOREACH",
    "FROM", "HEADERS", "IN", "INDEX", "INSERT", "IS", "LET", "LIMIT", "LOAD", "MATCH", "MERGE",
    "NODETACH", "NOT", "NULL", "OF", "OFFSET", "ON", "OPTIONAL", "OR", "ORDER", "PROFILE",
    "REMOVE", "RETURN", "ROWS", "SET", "SHORTEST", "SHOW", "SKIP", "STARTS", "TERMINATE", "THEN",
    "TRANSACTIONS", "TRUE", "UNION", "UNWIND", "USE", "USING", "WHEN", "WHERE", "WITH", "XOR",
    "YIELD",
)  # fmt: skip
OUT: Final = (
    "LOAD CSV FROM '{url}' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM '{url}?x=' + $scope AS line RETURN line.a AS a",
    "LOAD CSV FROM '{url}' AS line WITH line CREATE (h:Hostile) RETURN line",
    "CALL (*) {{ LOAD CSV FROM '{url}' AS line RETURN line }} RETURN line",
    "RETURN [q IN [1] | COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }}] AS lines",
    "RETURN CASE WHEN COUNT {{ LOAD CSV FROM '{url}' AS line RETURN line }} > 0 THEN 1 END AS x",
)
WRITES: Final = (
    "SET {name}.name = 'h' RETURN 1 AS one",
    "SET {name}:Hostile RETURN 1 AS one",
    "SET {name} += {{name: 'h'}} RETURN 1 AS one",
    "REMOVE {name}.name RETURN 1 AS one",
    "REMOVE {name}:Unit RETURN 1 AS one",
    "DELETE {name}",
    "DETACH DELETE {name} RETURN 1 AS one",
    "FOREACH (each IN [1] | SET {name}.name = 'h') RETURN 1 AS one",
    "CALL ({name}) {{ SET {name}.name = 'h' RETURN 1 AS one }} RETURN one",
    "CALL ({name}) {{ DETACH DELETE {name} }} RETURN 1 AS one",
    "CREATE (h:Hostile {{key: 'h'}}) RETURN h",
    "CREATE p=(:Hostile)-[:HOSTILE]->(:Hostile) RETURN p",
    "CREATE ({name})-[:HOSTILE]->(:Hostile) RETURN 1 AS one",
    "MERGE (h:Hostile {{key: 'h'}}) ON CREATE SET h.name = 'h' RETURN h",
    "FOREACH (each IN [1] | CREATE (:Hostile)) RETURN 1 AS one",
    "CALL (*) {{ CREATE (h:Hostile) RETURN h }} RETURN h",
    "CALL (*) {{ UNWIND [1] AS AS CREATE (h:Hostile) RETURN h }} RETURN h",
    "CALL (*) {{ CREATE (:Hostile) }} IN TRANSACTIONS RETURN 1 AS one",
    "CALL db.createLabel('Hostile')",
    "CALL merge.node(['Hostile'], {{key: 'h'}}, {{}}, {{}}) YIELD node RETURN node",
    "RETURN EXISTS {{ MATCH (n) SET n.name = 'h' RETURN n }} AS x",
)
PLACES: Final = (
    "MATCH ({name}:Unit) ",
    "MATCH ({name}:Unit) WITH {name} ",
    "MATCH (n:Unit) WITH n AS {name} ",
    "MATCH (n:Unit) UNWIND [n] AS {name} ",
    "MATCH ({name}:Unit)-[e:OWNS]->() WITH {name}, e ",
    "MATCH ({name}:{word}) ",
    "MATCH ({name})-[:{word}]->() ",
    "MATCH ()-[{name}:{word}]->() ",
    "MATCH ({name} {{{word}: 1}}) ",
    "MATCH ({name}) WHERE {name}.{word} = 1 ",
    "MATCH ({name}) WITH {name}, {name} {{.{word}}} AS more ",
    "MATCH {word} = ({name})-->() WITH {word}, {name} ",
    "MATCH ({name}:Unit) WITH {name}, $scope AS {word} ",
    "MATCH ({name}:Unit) WITH {name}, ${word} AS other ",
    "MATCH ({name}:Unit) WITH {name}, [{word} IN [1] | {word}] AS list ",
    "MATCH ({name}:Unit) OPTIONAL MATCH ({name})-[{word}]->() WITH {name}, {word} ",
    "MATCH ({name}:Unit) WHERE EXISTS {{ ({name})-->({word}) }} ",
    "UNWIND [1] AS {word} MATCH ({name}) ",
    "RETURN 1 AS one UNION MATCH ({name}) ",
)
BEFORE: Final = (*[""] * 15, "CYPHER 25 ", "CYPHER 5 ", "EXPLAIN ", "PROFILE ", "USE neo4j ")
GAPS: Final = (" ", "\n", "\t", "\r\n", "/* x */", " // x\n", "/**/ ", "\u00a0", "\u2003", "\f")
HIDDEN: Final = (
    "RETURN [x IN [1] | COLLECT { %s }] AS x",
    "RETURN CASE WHEN true THEN COUNT { %s } ELSE 1 END AS x",
    "RETURN reduce(a = 0, x IN [1] | a + COUNT { %s }) AS x",
    "RETURN {a: [z IN [1, 2] | {b: EXISTS { %s }}]} AS x",
    "RETURN any(x IN COLLECT { %s } WHERE true) AS x",
    "UNWIND COLLECT { %s } AS x RETURN x",
    "MATCH (n) WHERE all(x IN [1] WHERE EXISTS { %s }) RETURN n",
    "MATCH (n) RETURN n.id AS id ORDER BY [x IN [n] | COUNT { %s }][0]",
    "MATCH (n) RETURN max([x IN [n] | COUNT { %s }]) AS x",
    "MATCH (n) WHERE n.id = reduce(a = '', x IN [1] | a + COUNT { %s }) RETURN n",
    "MATCH (n) WHERE elementId(n) IN [x IN [1] | COUNT { %s }] RETURN n",
    "MATCH p = (n:Unit)-[*..2]->(m) WHERE all(x IN nodes(p) WHERE EXISTS { %s }) RETURN p",
    (
        "MATCH p = shortestPath((n:Unit)-[*..2]->(m:Indicator))"
        " WHERE any(x IN [p] WHERE EXISTS { %s }) RETURN p"
    ),
    "MATCH (n:Unit) ((a)-->(b) WHERE any(q IN [b] WHERE EXISTS { %s }))+ (m) RETURN m",
    "MATCH (n) OPTIONAL MATCH (n)-->(m) WHERE any(q IN [m] WHERE EXISTS { %s }) RETURN m",
    "MATCH (n) CALL (n) { WITH n WHERE any(x IN [1] WHERE EXISTS { %s }) RETURN 1 AS y } RETURN y",
    "MATCH (n) RETURN n[reduce(a = '', x IN [1] | a + COUNT { %s })] AS x",
)
"""Places in which Neo4j's planner leaves a subquery inside an expression, out of the plan."""
# what a class holds besides the names of operators
NO_OPERATORS: Final = {
    "All", "Array", "ArgumentPlanDescription", "Into", "LogicalPlan2PlanDescription",
}  # fmt: skip
_OTHERS: Final = """AdministrationCommand ArgumentTracker AssertSameNode AssertSameRelationship
    AssertingMultiNodeIndexSeek AssertingMultiRelationshipIndexSeek Create CreateConstraint
    CreateIndex Delete DetachDelete DoNothingIfExists DropConstraint DropIndex Error Foreach Input
    LoadCSV LockingMerge Merge NonFuseable NullifyMetadata ProcedureCall RemoveLabels RunQueryAt
    SetDynamicProperty SetLabels SetNodePropertiesFromMap SetProperties SetPropertiesFromMap
    SetProperty SetRelationshipPropertiesFromMap ShowConstraints ShowFunctions ShowIndexes
    ShowProcedures ShowSettings ShowTransactions SimulatedExpand SimulatedFilter SimulatedNodeScan
    TerminateTransactions TransactionApply TransactionForeach"""
KNOWN_OTHERS: Final = set(_OTHERS.split())
"""Operators of Neo4j 5.26 that a free query may not have, each looked at."""


@dataclass
class Listener:
    """A server that counts who comes."""

    port: int
    came: list[object] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/x"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Listener(server.getsockname()[1])

        def wait() -> None:
            while True:
                try:
                    line, who = server.accept()
                except OSError:
                    return
                found.came.append(who)
                line.close()

        threading.Thread(target=wait, daemon=True).start()
        yield found


@contextmanager
def sent() -> Generator[list[str]]:
    """The texts that are sent to be run in a transaction while the block runs."""
    texts: list[str] = []
    run = neo4j.Transaction.run

    def noting(self: neo4j.Transaction, query: Any, *more: Any, **named: Any) -> neo4j.Result:
        texts.append(str(query))
        return run(self, query, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neo4j.Transaction, "run", noting)
        yield texts


def free(store: Store, text: str) -> list[list[Any]]:
    with store.free(text, {"scope": "none"}, seconds=60, rows=10) as result:
        return [row.values() for row in result]


def outcome(store: Store, text: str) -> tuple[str, list[list[Any]]]:
    """The code of the error that it raises, and no rows; else ``answered`` and its rows."""
    try:
        return "answered", free(store, text)
    except (StatementRefused, StoreError) as error:
        return error.code, []


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """A statement that writes or leaves the graph, behind names that equal keywords."""
    word = draw(st.sampled_from(KEYWORDS))
    word = draw(st.sampled_from([word, word.lower(), word.capitalize(), f"`{word}`"]))
    name = draw(st.sampled_from([word, "n", draw(st.sampled_from(KEYWORDS))]))
    clause = draw(st.sampled_from(draw(st.sampled_from([OUT, WRITES, WRITES]))))
    text = draw(st.sampled_from(PLACES)) + clause
    text = draw(st.sampled_from(BEFORE)) + text.format(name=name, word=word, url="{url}")
    pieces = text.split(" ")
    gap = draw(st.sampled_from(GAPS))
    at = draw(st.integers(1, len(pieces) - 1))
    return gap.join([" ".join(pieces[:at]), " ".join(pieces[at:])])


@pytest.mark.usefixtures("edition")
def test_no_hostile_statement_runs_and_nobody_is_called(store: Store, listener: Listener) -> None:
    before = state_of(store)
    tried: set[str] = set()
    judged: set[str] = set()

    @seed(20261130)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )
    @given(hostile())
    def try_one(text: str) -> None:
        tried.add(text)
        with sent() as texts:
            code, rows = outcome(store, text.replace("{url}", listener.url))
        if code == "statement-refused":
            judged.add(text)
        only_asked = all(one.startswith("EXPLAIN ") for one in texts)
        if store.engine.name == "arcadedb" and "{url}" in text:
            # only reads, to its parser; its server has no leave to open an address
            assert rows == [], text
        else:
            assert code in {"statement-refused", "bad-statement", "database-trouble"}, (text, code)
            assert only_asked, (text, texts)

    try_one()
    assert len(tried) >= 500
    assert len(judged) >= 150
    assert state_of(store) == before
    assert listener.came == []


@pytest.mark.parametrize("shape", HIDDEN)
def test_nothing_leaves_the_graph_from_inside_an_expression(
    neo4j_store: Store, listener: Listener, shape: str
) -> None:
    for inner in (
        f"LOAD CSV FROM '{listener.url}' AS l RETURN l",
        f"UNWIND ['\"', '\\\\'] AS AS LOAD CSV WITH HEADERS FROM '{listener.url}' AS l RETURN l.a",
        "CALL db.labels() YIELD label RETURN label",
        "WITH 1 AS AS OPTIONAL CALL db.ping() YIELD success RETURN success",
    ):
        with sent() as texts, pytest.raises(StatementRefused):
            free(neo4j_store, shape % inner)
        assert [one.split(" ")[0] for one in texts] == ["EXPLAIN"], inner
    assert listener.came == []
    free(neo4j_store, shape % "MATCH (k:Unit)-->(j) WHERE j.id <> 'LOAD' RETURN j")


def test_statements_of_other_kinds_are_refused_by_the_plan(neo4j_store: Store) -> None:
    for text in (
        "SHOW TRANSACTIONS", "SHOW INDEXES", "SHOW SETTINGS", "SHOW FUNCTIONS", "SHOW USERS",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "CALL db.labels()",
        "CALL { MATCH (n) RETURN n } IN 2 CONCURRENT TRANSACTIONS RETURN n",
        "CREATE INDEX h IF NOT EXISTS FOR (n:Unit) ON (n.name)", "DROP INDEX h IF EXISTS",
        "CREATE DATABASE h IF NOT EXISTS", "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    ):  # fmt: skip
        with sent() as texts, pytest.raises(KinerjaError) as caught:
            free(neo4j_store, text)
        assert caught.value.code in {"statement-refused", "database-trouble", "bad-statement"}
        assert [one.split(" ")[0] for one in texts] == ["EXPLAIN"], text


def test_commands_are_no_queries_to_the_embedded_engine(embedded_store: Store) -> None:
    for text in (
        "SHOW TRANSACTIONS", "SHOW INDEXES", "SHOW USERS", "TERMINATE TRANSACTIONS 'q1'",
        "EXPLAIN MATCH (n) RETURN n", "PROFILE MATCH (n) RETURN n", "COMMIT", "START TRANSACTION",
        "SESSION RESET", "USE system MATCH (n) RETURN n", "RETURN 1; RETURN 2",
        "WHEN true THEN TERMINATE TRANSACTIONS 'q1'", "RETURN 1 } ELSE { RETURN 2",
        "RETURN 1 } RETURN { a: 1", "RETURN 1 //}", "/* RETURN 1", "",
    ):  # fmt: skip
        with sent() as texts:
            code, rows = outcome(embedded_store, text)
        if text == "RETURN 1 //}":
            assert (code, rows) == ("answered", [[1]])
        else:
            assert code in {"statement-refused", "bad-statement"}, text
            assert texts == [], text


def test_what_a_procedure_would_run_is_judged_with_it(embedded_store: Store) -> None:
    """Of statements that differ in a text alone the engine keeps one: each is judged by itself."""
    before = state_of(embedded_store)
    call = "CALL do.when(true, {text}, '', {{}}) YIELD value RETURN value"
    reading = call.format(text="'RETURN 1 AS one'")
    for text in (
        reading,
        call.format(text="'CREATE (h:Hostile) RETURN h'"),
        reading,
        call.format(text="'CREATE ' + '(h:Hostile) RETURN h'"),
        "WITH 'CREATE (h:Hostile) RETURN h' AS t " + call.format(text="t"),
        "RETURN COLLECT { WITH 'CREATE (:Hostile)' AS t " + call.format(text="t") + " } AS x",
    ):
        code, _ = outcome(embedded_store, text)
        assert code == ("answered" if text == reading else "statement-refused"), text
    assert state_of(embedded_store) == before


def test_what_nobody_judges_does_not_run(
    embedded_store: Store, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is silent, hangs up, knows us no more, or is of another engine altogether."""
    monkeypatch.setattr(bolt, "_GRACE_SECONDS", 0.5)
    address = embedded_store.address
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for changed, code in (
            (replace(address, http_port=silent.getsockname()[1]), "time-limit"),
            (replace(address, http_port=listener.port), "unavailable"),
            (replace(address, http_port=9), "unavailable"),
            (replace(address, reader_password=address.password[::-1]), "unavailable"),
            (replace(address, http_port=0), "statement-refused"),
        ):
            with (
                Store(changed, embedded_store.capabilities, long_seconds=60) as other,
                sent() as texts,
                pytest.raises(KinerjaError) as caught,
                other.free("RETURN 1 AS x", {}, seconds=1, rows=1) as result,
            ):
                result.consume()
            assert caught.value.code == code, changed
            assert all(one.startswith("EXPLAIN ") for one in texts)
    listener.came.clear()


def test_names_that_equal_keywords_are_answered(store: Store, edition: Edition) -> None:
    for word in set(KEYWORDS) - {"TRUE", "FALSE", "NULL"}:
        plain = f"UNWIND [true] AS {word} RETURN {word} AS {word}"
        pattern = f"({word}:{word} {{scope: $scope}})-[:{word}|OWNS]->({{{word}: 1}})"
        rest = f"WITH {{{word}: true}} AS {word} RETURN {word}.{word} AS x"
        for text in (plain, f"OPTIONAL MATCH {pattern} {rest}"):
            assert run_query(store, text, edition, seconds=30, rows=1).rows == ((True,),), text


def test_every_operator_of_the_server_is_known(neo4j_jars: Path) -> None:
    """Read from its programs: a name that neither list has is one that nobody looked at."""
    told = texts_of(
        neo4j_jars / f"neo4j-cypher-{NEO4J_VERSION}.jar",
        r"plandescription/(LogicalPlan2PlanDescription|ArgumentPlanDescription)\W",
    ) | texts_of(
        neo4j_jars / f"neo4j-cypher-logical-plans-{NEO4J_VERSION}.jar", r"plans/\w+IndexSeek\W"
    )
    names = {one.partition("(")[0] for one in told if one[:1].isupper() and " " not in one}
    operators = {one for one in names if one.isalnum() and not one.isupper()} - NO_OPERATORS
    assert {"LoadCSV", "AllNodesScan", "NodeUniqueIndexSeekByRange", "Expand"} <= operators
    assert operators - OPERATORS - KNOWN_OTHERS == set()
    assert operators >= KNOWN_OTHERS
    assert not OPERATORS & KNOWN_OTHERS
