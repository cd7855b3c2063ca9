"""The user that may only read, and that no statement opens files or addresses."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import LiteralString, cast

import neo4j
import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import engine_of
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.engine import Address

WRITES = (
    "CREATE (:Secret {word: 'new'})",
    "CREATE (:Unheard {word: 'new'})",
    "MERGE (n:Secret {word: 'other'})",
    "MATCH (n:Secret) SET n.word = 'changed'",
    "MATCH (n:Secret) SET n += {word: 'changed'}",
    "MATCH (n:Secret) SET n:Open",
    "MATCH (n:Secret) REMOVE n.word",
    "MATCH (n:Secret) REMOVE n:Secret",
    "MATCH (n:Loose) DELETE n",
    "MATCH (n:Secret) DETACH DELETE n",
    "MATCH (a:Secret), (b:Secret) CREATE (a)-[:KNOWS]->(b)",
    "MATCH (a:Secret)-[r:TIED]->() SET r.word = 'changed'",
    "MATCH (a:Secret)-[r:TIED]->() DELETE r",
    "FOREACH (x IN [1] | CREATE (:Secret {number: x}))",
    "UNWIND [1, 2] AS x CALL (x) { CREATE (n:Secret {number: x}) RETURN n } RETURN count(n)",
    "CALL merge.node(['Secret'], {word: 'by call'}, {}, {})",
    "CREATE INDEX secret_word FOR (n:Secret) ON (n.word)",
    "CREATE CONSTRAINT secret_word FOR (n:Secret) REQUIRE n.word IS UNIQUE",
    "CREATE USER other SET PASSWORD 'a-long-word'",
    "SHOW USERS",
)
OUTSIDE = (
    "LOAD CSV FROM 'file://{file}' AS row RETURN row",
    "LOAD CSV FROM '{file}' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM 'file://{file}' AS row RETURN row",
    "CALL apoc.load.json('file://{file}') YIELD value RETURN value",
    "RETURN file.read('{file}')",
)
STATE = (
    "MATCH (n) WHERE n:Secret OR n:Loose "
    "OPTIONAL MATCH (n)-[r:TIED]->() RETURN n.word AS word, labels(n) AS labels, "
    "r.word AS tie ORDER BY word"
)

SAME = [
    {"word": "old", "labels": ["Secret"], "tie": "old"},
    {"word": None, "labels": ["Loose"], "tie": None},
]


@pytest.fixture(scope="module")
def address(embedded_settings: Settings) -> Address:
    return Embedded(embedded_settings).start()


@pytest.fixture(scope="module")
def root(address: Address) -> Generator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        yield driver


@pytest.fixture(scope="module")
def reader(address: Address, root: neo4j.Driver) -> Generator[neo4j.Driver]:
    root.execute_query(
        "CREATE (a:Secret {word: 'old'})-[:TIED {word: 'old'}]->(a) CREATE (:Loose)",
        database_=address.database,
    )
    who = (address.reader_user, address.reader_password)
    with neo4j.GraphDatabase.driver(address.uri, auth=who) as driver:
        yield driver
    root.execute_query(
        "MATCH (n) WHERE n:Secret OR n:Loose DETACH DELETE n", database_=address.database
    )


def test_reader_reads(reader: neo4j.Driver, address: Address) -> None:
    rows = reader.execute_query(STATE, database_=address.database).records
    assert [dict(row) for row in rows] == SAME


@pytest.mark.parametrize("text", WRITES)
def test_reader_cannot_write(
    reader: neo4j.Driver, root: neo4j.Driver, address: Address, text: str
) -> None:
    with pytest.raises(neo4j.exceptions.Neo4jError, match="Forbidden"):
        reader.execute_query(cast("LiteralString", text), database_=address.database)
    rows = root.execute_query(STATE, database_=address.database).records
    assert [dict(row) for row in rows] == SAME


@pytest.mark.parametrize("text", OUTSIDE)
def test_no_user_reads_files(
    root: neo4j.Driver, reader: neo4j.Driver, address: Address, text: str, tmp_path: Path
) -> None:
    file = tmp_path / "outside.csv"
    file.write_text("word\nsecret-of-the-machine\n")
    for driver in (root, reader):
        asked = cast("LiteralString", text.replace("{file}", str(file)))
        with pytest.raises(neo4j.exceptions.Neo4jError) as caught:
            driver.execute_query(asked, database_=address.database)
        assert "secret-of-the-machine" not in str(caught.value)


def test_no_user_reads_addresses(root: neo4j.Driver, address: Address) -> None:
    text = "LOAD CSV FROM 'https://192.0.2.1/x.csv' AS row RETURN row"
    with pytest.raises(neo4j.exceptions.Neo4jError, match=r"(?i)remote|disabled|not allowed"):
        root.execute_query(text, database_=address.database)


def test_reader_knows_one_database_alone(reader: neo4j.Driver) -> None:
    with pytest.raises(neo4j.exceptions.Neo4jError):
        reader.execute_query("RETURN 1", database_="another")


def test_engines_say_whether_they_have_a_reader(engine_settings: Settings) -> None:
    engine = engine_of(engine_settings)
    assert bool(engine.start().reader_user) is engine.capabilities.read_only_user
