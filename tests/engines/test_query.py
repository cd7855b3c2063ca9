"""What free queries return, as JSON, on both engines."""

import gc
import json
import random
import threading
from collections.abc import Callable

import pytest

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.cancellation import StatementCancellation
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.query import Answer, run_query

PlanOf = Callable[..., Cascade]
VALUES: list[tuple[str, object]] = [
    ("date('2026-01-31')", "2026-01-31"),
    ("time('10:00:30.5-03:30')", "10:00:30.500000000-03:30"),
    ("localtime('10:00')", "10:00:00.000000000"),
    ("localdatetime('2026-01-31T10:00')", "2026-01-31T10:00:00.000000000"),
    ("datetime('2026-01-31T10:00:00Z')", "2026-01-31T10:00:00.000000000+00:00"),
    ("datetime('2026-01-31T10:00[Asia/Jakarta]')", "2026-01-31T10:00:00.000000000+07:00"),
    ("duration('P14M10DT2H30M')", "P1Y2M10DT2H30M"),
    ("duration('-PT1.5S')", "PT-1.5S"),
    ("point({x: 1, y: 2})", {"srid": 7203, "coordinates": [1.0, 2.0]}),
    ("point({longitude: 1, latitude: 2})", {"srid": 4326, "coordinates": [1.0, 2.0]}),
    ("1.0 / 0.0", "Infinity"),
    ("-1.0 / 0.0", "-Infinity"),
    ("0.0 / 0.0", "NaN"),
    ("9223372036854775807", 9223372036854775807),
    ("2 ^ 3", 8.0),
    ("7 / 2", 3),
    ("1e22", 1e22),
    ("null", None),
    ("true", True),
    ("[1, [2.5, [null]], {}]", [1, [2.5, [None]], {}]),
    # texts and maps that look like something else stay what they are
    ("'2026-01-31T10:00Z'", "2026-01-31T10:00Z"),
    ("'PosInfinity'", "PosInfinity"),
    ("{`@rid`: '#1:0'}", {"@rid": "#1:0"}),
    ("'é🚦'", "é🚦"),
]
"""Values of Cypher, and what each is in JSON: one table for all engines."""


def ask(store: Store, text: str, edition: Edition | None, *, rows: int = 100) -> Answer:
    answer = run_query(store, text, edition, seconds=30, rows=rows)
    json.dumps(answer.rows, allow_nan=False)
    return answer


def test_scope_is_given(store: Store, edition: Edition) -> None:
    answer = ask(store, "MATCH (n:Indicator {scope: $scope}) RETURN count(n) AS n", edition)
    assert answer.columns == ("n",)
    assert answer.rows == ((5,),)
    assert answer.milliseconds > 0


def test_reading_stops_at_the_row_limit(store: Store, edition: Edition) -> None:
    text = "UNWIND range(1, 20) AS x RETURN x ORDER BY x"
    cut = ask(store, text, edition, rows=7)
    assert (len(cut.rows), cut.truncated, cut.limit) == (7, True, 7)
    whole = ask(store, text, edition, rows=20)
    assert (len(whole.rows), whole.truncated) == (20, False)


def test_a_node_says_label_id_and_properties(store: Store, edition: Edition) -> None:
    row = ask(store, "MATCH (n:Unit {scope: $scope}) RETURN n", edition).rows[0]
    node = row[0]
    assert isinstance(node, dict)
    assert node["label"] == "Unit"
    assert node["id"] == "dishub"
    assert node["name"] == "Dinas Perhubungan"
    properties = node["properties"]
    assert isinstance(properties, dict)
    assert properties["kind"] == "opd"


def test_an_edge_says_type_id_and_ends(store: Store, edition: Edition) -> None:
    text = "MATCH (:Indicator {scope: $scope, id: 'I3'})-[e:CONTRIBUTES_TO]->() RETURN e"
    edge = ask(store, text, edition).rows[0][0]
    assert isinstance(edge, dict)
    assert edge["type"] == "CONTRIBUTES_TO"
    assert edge["id"] == "I3-[CONTRIBUTES_TO]->S1"
    assert (edge["from"], edge["to"], edge["sign"]) == ("I3", "S1", "+")


def test_paths_lists_and_maps_hold_the_same(store: Store, edition: Edition) -> None:
    text = (
        "MATCH p = (:Unit {scope: $scope})-[:OWNS]->(i {id: 'I0'})-[:CONTRIBUTES_TO]->()"
        " RETURN p, [i, 1] AS l, {unit: nodes(p)[0], edges: relationships(p)} AS m"
    )
    path, items, mapping = ask(store, text, edition).rows[0]
    assert isinstance(path, dict)
    assert isinstance(items, list)
    assert isinstance(mapping, dict)
    nodes, edges = path["nodes"], path["edges"]
    assert isinstance(nodes, list)
    assert isinstance(edges, list)
    assert [node["id"] for node in nodes if isinstance(node, dict)] == ["dishub", "I0", "S1"]
    assert [edge["id"] for edge in edges if isinstance(edge, dict)] == [
        "dishub-[OWNS]->I0",
        "I0-[CONTRIBUTES_TO]->S1",
    ]
    assert items == [nodes[1], 1]
    assert mapping == {"unit": nodes[0], "edges": edges}


def test_times_and_odd_numbers_are_text(store: Store, edition: Edition) -> None:
    text = (
        "RETURN date('2026-01-31') AS d, duration('P1DT2H') AS s,"
        " datetime('2026-01-31T10:00:00Z') AS t, 0.1 AS f, null AS n, true AS b"
    )
    row = ask(store, text, edition).rows[0]
    assert row[0] == "2026-01-31"
    assert row[1] == "P1DT2H"
    assert str(row[2]).startswith("2026-01-31T10:00:00")
    assert row[3:] == (0.1, None, True)


@pytest.mark.parametrize(("value", "told"), VALUES, ids=[value for value, _ in VALUES])
def test_a_value_is_the_same_json_on_every_engine(store: Store, value: str, told: object) -> None:
    text = f"RETURN {value} AS alone, [{value}] AS list, {{a: {{b: {value}}}}} AS map"
    answer = ask(store, text, None)
    assert json.dumps(answer.rows) == json.dumps([[told, [told], {"a": {"b": told}}]])


def test_columns_are_those_of_the_statement(store: Store) -> None:
    for text, columns in (
        ("RETURN 3 AS c, 1 AS `a b`, 2 AS `@rid`, 4 AS b", ("c", "a b", "@rid", "b")),
        ("UNWIND [1] AS x RETURN x, x + 1, count( * )", ("x", "x + 1", "count( * )")),
        ("UNWIND [] AS x RETURN x AS ORDER, x AS LIMIT ORDER BY x", ("ORDER", "LIMIT")),
        ("UNWIND [] AS AS RETURN AS ORDER BY AS", ("AS",)),
        ("UNWIND [1] AS RETURN RETURN RETURN", ("RETURN",)),
        ("MATCH (AS:Nothing) RETURN AS", ("AS",)),
    ):
        assert ask(store, text, None).columns == columns


@pytest.mark.parametrize(
    "text", ["MATCH (n) WHERE RETURN n", "RETURN unknown_variable AS x", "RETURN 1 / 0 AS x"]
)
def test_what_the_engine_cannot_run_is_usage(store: Store, edition: Edition, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(store, text, edition)
    assert caught.value.code == "bad-query"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "value", ["date('+999999999-01-01')", "[datetime({year: -9999})]", "{a: [date({year: 0})]}"]
)
def test_a_value_that_nothing_here_can_hold_is_usage(store: Store, value: str) -> None:
    """The database did answer: nobody is told that it fell, nor shown an object of the driver."""
    with pytest.raises(UsageError) as caught:
        ask(store, f"RETURN {value} AS x", None)
    assert caught.value.code == "bad-query"
    assert "year" in caught.value.tell("en").casefold()


def test_a_fault_of_types_is_usage(store: Store, edition: Edition) -> None:
    with pytest.raises(UsageError):
        ask(store, "WITH {a: 1} AS m RETURN m.a.b AS x", edition)


def test_the_place_of_a_fault_is_that_of_the_text(store: Store) -> None:
    for text, where in (
        ("RETURN 1 AS x,\n  2 AS AS AS AS y", "2:11"),
        ("RETURN 1 AS AS AS AS x", "1:16"),
        ("MATCH (n) WHERE RETURN n", "1:24"),
        ("RETURN 1 AS x ORDER x", "1:21"),
        ("RETURN 1 +", "1:11"),
    ):
        with pytest.raises(UsageError) as caught:
            ask(store, text, None)
        told = caught.value.tell("en")
        assert caught.value.where == where, told
        assert not any(ours in told for ours in ("EXPLAIN", "limit", "asked", "WHEN false"))


def test_where_an_engine_says_the_place_it_is_that_of_the_text(
    neo4j_store: Store,
) -> None:
    with pytest.raises(UsageError) as caught:
        ask(neo4j_store, "RETURN unknown AS x", None)
    assert caught.value.where == "1:8"
    assert "EXPLAIN" not in caught.value.tell("en")
    with pytest.raises(UsageError) as caught:
        ask(neo4j_store, "RETURN 1 AS y,\n unknown AS x", None)
    assert caught.value.where == "2:2"


def test_engines_answer_alike(
    both_stores: dict[str, Store], settings: Settings, plan_of: PlanOf, dataset: str
) -> None:
    text = (
        "MATCH (n:Indicator {scope: $scope})-[e]->(m) RETURN n.id AS id, e, m.level AS level,"
        " n {.name, .level} AS part ORDER BY id"
    )
    answers = []
    for store in both_stores.values():
        edition = load(store, plan_of(5), settings=settings).edition
        answers.append(ask(store, text, edition).rows)
        drop(store, dataset, settings=settings)
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert len(answers[0]) == 5


def test_a_query_that_is_ended_at_any_moment_leaves_nothing_open(store: Store) -> None:
    """What the driver leaves open draws a warning, and warnings fail tests."""
    chance = random.Random(16)  # noqa: S311 - no secret
    text = "UNWIND range(1, 4000) AS x UNWIND range(1, 4000) AS y RETURN x, y, toString(x + y) AS z"
    for _ in range(12):
        ending = StatementCancellation()
        timer = threading.Timer(chance.uniform(0, 0.25), ending.end)
        timer.start()
        with (
            pytest.raises(StoreError) as caught,
            store.free(text, {}, seconds=60, rows=100, ending=ending) as rows,
        ):
            for _ in rows:
                pass
        assert caught.value.code == "stopped"
        timer.join()
    gc.collect()
    assert run_query(store, "RETURN 1 AS one", None, seconds=30, rows=1).rows == ((1,),)
