"""The store on both engines: who answers, what is refused, what a failure says."""

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kinerja_graph.errors import StoreError, TimeLimitReached, Unavailable
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.queries import named, names, schema
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.store.connect import engine_of, open_store
from kinerja_graph.store.constraints import ensure_schema, wanted
from kinerja_graph.store.naming import for_label
from kinerja_graph.texts import LANGUAGES

RUNAWAY = Statement(
    "runaway", "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*) AS n"
)
SLOW = Statement("slow", "UNWIND range(1, 3000000) AS x RETURN count(x) AS n")
COUNTED = Statement("counted", "MATCH (c:Counter {key: $key}) RETURN c.value AS value")


def with_address(store: Store, **changes: str) -> Store:
    return Store(replace(store.address, **changes), store.capabilities, long_seconds=60)


def test_it_knows_who_answers(both_stores: dict[str, Store]) -> None:
    arcadedb, neo4j = both_stores["embedded"].engine, both_stores["neo4j"].engine
    assert arcadedb.name == "arcadedb"
    assert neo4j.name == "neo4j"
    assert re.fullmatch(r"26\.\d+\.\d+.*", arcadedb.version)
    assert re.fullmatch(r"5\.26\.\d+|20\d\d\.\d+\.\d+", neo4j.version)


def test_a_refused_password_says_so(store: Store) -> None:
    with pytest.raises(Unavailable) as caught:
        with_address(store, password="not-the-password")
    assert caught.value.code == "refused-login"
    assert "KINERJA_PASSWORD" in caught.value.tell("id")
    assert "not-the-password" not in caught.value.tell("en")


def test_an_unknown_database_says_so(store: Store) -> None:
    with with_address(store, database="takada") as other, pytest.raises(Unavailable) as caught:
        other.read(named("editions"))
    assert caught.value.code == "unknown-database"
    assert "KINERJA_DATABASE" in caught.value.tell("en")


def test_an_arcadedb_of_others_is_refused_with_the_way_on(
    embedded_store: Store, tmp_path: Path
) -> None:
    """By its address it would answer audits, without any time limit, and no free query."""
    address = embedded_store.address
    by_url = read_settings(
        url=address.uri,
        user=address.user,
        password=address.password,
        database=address.database,
        home=tmp_path,
    )
    with pytest.raises(Unavailable) as caught, open_store(by_url):
        raise AssertionError
    assert (caught.value.code, caught.value.exit_code) == ("unsupported-server", 4)
    for language in LANGUAGES:
        told = caught.value.tell(language)
        assert f"ArcadeDB {embedded_store.engine.version}" in told
        assert address.uri in told
        assert "--url" in told
        assert "Neo4j" in told


def test_nobody_at_the_address_says_so(store: Store) -> None:
    with pytest.raises(Unavailable) as caught:
        with_address(store, uri="bolt://127.0.0.1:9")
    assert caught.value.code == "unavailable"
    assert "127.0.0.1:9" in caught.value.where


def test_a_statement_ends_at_its_limit_and_the_next_one_is_answered(store: Store) -> None:
    with pytest.raises(TimeLimitReached) as caught:
        store.read(RUNAWAY, seconds=1)
    assert "runaway" in str(caught.value)
    assert store.read(SLOW, seconds=120) == [{"n": 3_000_000}]


def test_what_fails_in_a_transaction_leaves_nothing(store: Store, dataset: str) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run(schema("counter-next"), key=dataset)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.change(work, name="work")
    assert store.read(COUNTED, key=dataset) == []


def test_a_rehearsal_leaves_nothing(store: Store, dataset: str) -> None:
    store.rehearse(lambda change: change.run(schema("counter-next"), key=dataset))
    assert store.read(COUNTED, key=dataset) == []


def test_changes_that_disturb_each_other_are_tried_again(store: Store, dataset: str) -> None:
    """Twelve writers count on one node: every number is given exactly once."""
    store.write(schema("counter-next"), key=dataset)
    given: list[int] = []

    def count() -> None:
        given.extend(store.write(schema("counter-next"), key=dataset)[0]["value"] for _ in range(3))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(2, 14))


def test_a_key_that_exists_is_a_conflict(store: Store, dataset: str) -> None:
    statement = for_label("create-nodes", "Problem")
    store.write(statement, rows=[{"key": dataset, "scope": dataset}])
    with pytest.raises(StoreError) as caught:
        store.write(statement, rows=[{"key": dataset, "scope": dataset}])
    assert caught.value.code == "conflict"
    store.write(for_label("remove-nodes", "Problem"), keys=[dataset])


def test_a_faulty_statement_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="faulty") as caught:
        store.read(Statement("faulty", "RETURN nothing_known AS x"))
    assert caught.value.exit_code == 4


def test_the_schema_is_made_once(store: Store) -> None:
    assert ensure_schema(store) == ()
    rows = store.read(schema("indexes"))
    found = {
        (row["labels"][0], row["properties"][0])
        for row in rows
        if row["labels"] and row["properties"]
    }
    assert wanted() <= found
    assert {row["state"] for row in rows} == {"ONLINE"}


def test_a_missing_index_is_made_again(store: Store) -> None:
    name = "kinerja_scope_Problem"
    store.define(Statement("drop", f"DROP INDEX {name} IF EXISTS", writes=True))
    assert ensure_schema(store) == (("Problem", "scope"),)
    assert ensure_schema(store) == ()


def test_a_server_that_remarks_fails_the_suite(neo4j_store: Store) -> None:
    with pytest.warns(Warning, match="label does not exist"):
        neo4j_store.read(Statement("remarked", "MATCH (n:Indikatorr) RETURN n.id AS id"))


def test_no_statement_of_ours_is_remarked_on(
    neo4j_store: Store, recwarn: pytest.WarningsRecorder
) -> None:
    assert neo4j_store.read(named("counts"), scope="none") == []
    assert neo4j_store.read(named("editions")) is not None
    assert [str(item.message) for item in recwarn] == []


def test_no_statement_of_the_library_is_remarked_on(neo4j_store: Store) -> None:
    """EXPLAIN tells of unknown names, deprecated forms and cartesian products: as warnings."""
    library = [named(name) for name in names()]
    library += [schema(path.stem) for path in library_folder("schema").glob("[el]*.cypher")]
    library += [rule.statement for rule in load_rules()]
    assert len(library) > 100
    for statement in library:
        asked = replace(statement, text=f"EXPLAIN {statement.text}")
        neo4j_store.read(asked, **dict.fromkeys(statement.parameters))


def test_a_store_opens_without_remarks_by_default(neo4j_settings: Settings) -> None:
    with open_store(neo4j_settings) as store:
        assert store.read(Statement("typo", "MATCH (n:Indikatorr) RETURN n.id AS id")) == []


def test_opening_names_the_engine_of_the_url(
    embedded_settings: Settings, neo4j_settings: Settings
) -> None:
    assert type(engine_of(embedded_settings)).__name__ == "Embedded"
    assert type(engine_of(neo4j_settings)).__name__ == "Server"
