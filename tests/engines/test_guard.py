"""Free queries that must not write, on both engines, by the whole way and past the guard."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
import yaml
from graph_state import state_of

from kinerja_graph.errors import StatementRefused, StoreError, TimeLimitReached, UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.query import run_query

PlanOf = Callable[..., Cascade]
CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "hostile.yaml").read_text("utf-8"))
SCHEMA = Statement(
    "schema", "SHOW INDEXES YIELD name, labelsOrTypes RETURN name, labelsOrTypes ORDER BY name"
)
WRITES = (
    "CREATE (n:Unit {key: 'h'}) RETURN n.key AS key",
    "MERGE (n:Unit {key: 'h'}) RETURN n.key AS key",
    "MATCH (n:Unit) SET n.name = 'h' RETURN n.key AS key",
    "MATCH (n:Unit) REMOVE n.name RETURN n.key AS key",
    "MATCH (n:Unit) DETACH DELETE n RETURN 1 AS x",
    "MATCH ()-[e]->() DELETE e RETURN 1 AS x",
    "MATCH (a:Unit), (b:Unit) CREATE (a)-[e:OWNS]->(b) RETURN type(e) AS t",
    "UNWIND [1] AS x FOREACH (y IN [x] | CREATE (:Unit {key: 'h'})) RETURN x",
    "CREATE INDEX h IF NOT EXISTS FOR (n:Unit) ON (n.name)",
    "CREATE CONSTRAINT h IF NOT EXISTS FOR (n:Unit) REQUIRE n.name IS UNIQUE",
    "DROP INDEX kinerja_scope_Unit IF EXISTS",
    "DROP CONSTRAINT kinerja_key_Unit IF EXISTS",
    "LOAD CSV FROM 'file:///etc/passwd' AS line CREATE (n:Unit {key: line[0]}) RETURN n.key AS key",
)


def state(store: Store) -> tuple[object, ...]:
    return str(state_of(store)), str(store.read(SCHEMA))


@pytest.mark.parametrize("kind", ["hostile", "judged"])
def test_hostile_statements_do_nothing(store: Store, edition: Edition, kind: str) -> None:
    before = state(store)
    for text in CASES[kind]:
        with pytest.raises(UsageError) as caught:
            run_query(store, text, edition, seconds=5, rows=10)
        assert caught.value.code in {"statement-refused", "bad-query"}, text
        assert kind == "judged" or isinstance(caught.value, StatementRefused), text
    assert state(store) == before


def test_harmless_statements_are_answered(store: Store, edition: Edition) -> None:
    before = state(store)
    for text in CASES["harmless"]:
        answer = run_query(store, text, edition, seconds=30, rows=100)
        assert answer.columns, text
        assert all(len(row) == len(answer.columns) for row in answer.rows)
    assert state(store) == before


@pytest.mark.parametrize("text", CASES["costly"])
def test_costly_statements_end_at_their_limit(store: Store, edition: Edition, text: str) -> None:
    start = monotonic()
    with pytest.raises(TimeLimitReached):
        run_query(store, text, edition, seconds=2, rows=10)
    assert monotonic() - start < 20
    assert run_query(store, "RETURN 1 AS x", edition, seconds=30, rows=1).rows == ((1,),)


@pytest.mark.parametrize("text", WRITES)
def test_past_the_text_the_engine_refuses(store: Store, edition: Edition, text: str) -> None:
    """Its own parser says that the statement writes, so that it never runs."""
    before = state(store)
    with (
        pytest.raises(StoreError if is_command(store, text) else StatementRefused),
        store.free(text, {"scope": edition.scope}, seconds=10, rows=10) as result,
    ):
        result.consume()
    assert state(store) == before


def is_command(store: Store, text: str) -> bool:
    """Whether it is no query at all to the embedded engine, where a query is asked for."""
    commands = ("CREATE INDEX", "CREATE CONSTRAINT", "DROP INDEX", "DROP CONSTRAINT")
    return store.engine.name == "arcadedb" and text.startswith(commands)


def test_a_path_through_a_dense_circle_ends_at_its_limit(
    store: Store, settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    names = [f"I{number}" for number in range(14)]
    dense = [
        {
            "id": name,
            "name": name,
            "level": 2,
            "contributes_to": ";".join(other for other in names if other != name),
        }
        for name in names
    ]
    edition = load(store, plan_of(indicators=dense), settings=settings).edition
    with pytest.raises(TimeLimitReached):
        run_query(
            store,
            "MATCH p = (a:Indicator {scope: $scope})-[*]-(b) RETURN count(p) AS n",
            edition,
            seconds=2,
            rows=10,
        )
    assert run_query(store, "RETURN 1 AS x", edition, seconds=30, rows=1).rows == ((1,),)
    drop(store, dataset, settings=settings)


LARGEST = {
    "dots": "WITH {a: 1} AS m RETURN m" + ".a" * 245 + " AS x",
    "not": "RETURN " + "NOT " * 100 + "true AS x",
    "case": "RETURN " + "CASE WHEN true THEN " * 50 + "1" + " END" * 50 + " AS x",
    "brackets": "RETURN " + "(" * 50 + "1" + ")" * 50 + " AS x",
    "lists": "RETURN " + "[" * 50 + "1" + "]" * 50 + " AS x",
    "subqueries": "CALL { " * 50 + "RETURN 1 AS x" + " } RETURN x" * 50,
    "or": "RETURN true" + " OR false" * 248 + " AS x",
    "plus": "RETURN 'a'" + "+'a'" * 100 + " AS x",
    "exists": "MATCH (n) WHERE "
    + "EXISTS { MATCH (n) WHERE " * 12
    + "true"
    + " }" * 12
    + " RETURN 1 AS x",
    "xor": "MATCH (n) WHERE n.a = 0" + " XOR n.b = 1" * 8 + " RETURN 1 AS x",
    "labels": "MATCH (n) WHERE n" + ":A" * 240 + " RETURN 1 AS x",
    "steps": "MATCH (n)" + "-->()" * 20 + " RETURN 1 AS x",
    "conditions": "MATCH (n:Unit) WHERE "
    + " OR ".join(f"(n.a{number} = 1 AND n.b{number} = 2)" for number in range(30))
    + " RETURN 1 AS x",
    "with": "WITH 1 AS x " * 120 + "RETURN x",
    "union": "RETURN 1 AS x" + " UNION RETURN 1 AS x" * 98,
    "list": "RETURN [" + "1, " * 20_000 + "1] AS x",
}


@pytest.mark.parametrize("text", LARGEST.values(), ids=LARGEST.keys())
def test_the_largest_texts_that_pass_are_answered_or_refused_in_time(
    store: Store, edition: Edition, text: str
) -> None:
    """A server whose reader falls over a text never answers: it must not come to that."""
    start = monotonic()
    with suppress(UsageError, TimeLimitReached):
        run_query(store, text, edition, seconds=10, rows=10)
    assert monotonic() - start < 60
    assert run_query(store, "RETURN 1 AS x", edition, seconds=30, rows=1).rows == ((1,),)
