"""A cluster that changes under a store: the right answer or a clear error, within five seconds.

The servers are scripted (``scripted_bolt.py``): no test runs a real cluster.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from scripted_bolt import (
    NOT_A_LEADER,
    UNAVAILABLE,
    Break,
    Cluster,
    Failure,
    Member,
    cluster,
)

from kinerja_graph.errors import StoreError, Unavailable
from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.engine import Revival
from kinerja_graph.store.server import Server

READ: Final = Statement("read", "RETURN 1 AS x")
WRITE: Final = Statement("write", "CREATE (n)")
MOST: Final = 5.0
"""Seconds within which there is an answer or an error."""
IDLE: Final = 1.1
"""Seconds after which a connection is tested before it is used again."""


@pytest.fixture
def servers() -> Generator[Cluster]:
    with cluster() as found:
        yield found


@contextmanager
def opened(uri: str, seconds: float = 4) -> Generator[Store]:
    engine = Server(Settings(url=uri, password="rahasia", cluster_seconds=seconds))
    with Store(
        engine.start(), engine.capabilities, long_seconds=30, revival=Revival(engine.start)
    ) as store:
        yield store


@pytest.fixture
def store(servers: Cluster) -> Generator[Store]:
    with opened(servers.uri) as found:
        yield found


@pytest.fixture
def hasty(servers: Cluster) -> Generator[Store]:
    """A store that gives up on a cluster sooner."""
    with opened(servers.uri, seconds=1.5) as found:
        yield found


def refusing(code: str, *messages: str) -> Callable[[str], None]:
    def refuse(message: str) -> None:
        if message in messages:
            raise Failure(code)

    return refuse


def breaking(*messages: str) -> Callable[[str], None]:
    def break_off(message: str) -> None:
        if message in messages:
            raise Break

    return break_off


def in_time(ask: Callable[[], Any]) -> Any:
    """What is answered, or the error, in time."""
    began = time.monotonic()
    try:
        found = ask()
    except StoreError as error:
        found = error
    assert time.monotonic() - began < MOST, found
    return found


def free(store: Store) -> list[list[Any]]:
    with store.free("RETURN 1 AS x", {}, seconds=3, rows=10) as result:
        return [list(record.values()) for record in result]


def said(error: object) -> str:
    assert isinstance(error, Unavailable), error
    assert error.code == "unavailable"
    assert error.where.startswith("neo4j://") or "bolt" in error.where
    return error.what.en


def test_reads_go_to_readers_and_changes_to_the_leader(servers: Cluster, store: Store) -> None:
    leader, *readers = servers.members
    for _ in range(4):
        assert store.read(READ) == [{"x": 1}]
    assert store.write(WRITE) == [{"x": 1}]
    assert (leader.asked[READ.text], leader.asked[WRITE.text]) == (0, 1)
    assert sum(one.asked[READ.text] for one in readers) == 4
    assert {mode for one in readers for mode in one.modes} == {"r"}
    assert servers.written == [WRITE.text]


def test_a_change_follows_the_leader(servers: Cluster, store: Store) -> None:
    first, second, _third = servers.members
    store.write(WRITE)
    first.on = refusing(NOT_A_LEADER, WRITE.text)
    servers.table["WRITE"] = [second]
    assert in_time(lambda: store.write(WRITE)) == [{"x": 1}]
    assert servers.written == [WRITE.text, WRITE.text]
    assert second.asked["COMMIT"] == 1


def test_a_change_waits_for_an_election(servers: Cluster, store: Store) -> None:
    first, second, third = servers.members
    store.write(WRITE)
    first.stop()
    servers.table = {"ROUTE": [second, third], "READ": [second, third], "WRITE": []}
    third.on = elected_after(2, servers, second)
    second.on = third.on
    assert in_time(lambda: store.write(WRITE)) == [{"x": 1}]
    assert second.asked["COMMIT"] == 1


def elected_after(times: int, servers: Cluster, leader: Member) -> Callable[[str], None]:
    asked = list[str]()

    def count(message: str) -> None:
        if message == "ROUTE":
            asked.append(message)
            if len(asked) > times:
                servers.table["WRITE"] = [leader]

    return count


def test_without_a_leader_a_change_says_so_and_reads_go_on(servers: Cluster, hasty: Store) -> None:
    for one in servers.members:
        one.on = refusing(NOT_A_LEADER, WRITE.text)
    assert "no leader" in said(in_time(lambda: hasty.write(WRITE)))
    servers.table["WRITE"] = []
    found = in_time(lambda: hasty.write(WRITE))
    assert "no leader" in said(found)
    assert "leader is elected" in found.mend.en
    assert hasty.read(READ) == [{"x": 1}]
    assert servers.written == []


def test_a_follower_asked_alone_names_the_address_that_finds_the_leader(servers: Cluster) -> None:
    assert Settings().cluster_seconds == MOST
    with opened(servers.uri.replace("neo4j://", "bolt://")) as store:
        servers.members[0].on = refusing(NOT_A_LEADER, WRITE.text)
        found = in_time(lambda: store.write(WRITE))
    assert "does not lead its cluster" in said(found)
    assert "neo4j:// instead of bolt://" in found.mend.en
    assert servers.members[0].asked[WRITE.text] == 1


@pytest.mark.parametrize("ask", [Store.read, Store.write], ids=["read", "write"])
def test_a_database_that_is_away_is_waited_for_and_then_named(
    servers: Cluster, hasty: Store, ask: Callable[..., Any]
) -> None:
    statement = READ if ask is Store.read else WRITE
    away = refusing(UNAVAILABLE, statement.text)
    tries = list[str]()

    def back_soon(message: str) -> None:
        tries.append(message)
        if tries.count(statement.text) <= 2:
            away(message)

    for one in servers.members:
        one.on = back_soon
    assert in_time(lambda: ask(hasty, statement)) == [{"x": 1}]
    for one in servers.members:
        one.on = away
    assert "neo4j is not available" in said(in_time(lambda: ask(hasty, statement)))


def test_a_reader_that_is_gone_is_passed_over(servers: Cluster, hasty: Store) -> None:
    _leader, first, second = servers.members
    for _ in range(3):
        hasty.read(READ)
    first.stop()
    for _ in range(3):
        assert in_time(lambda: hasty.read(READ)) == [{"x": 1}]
        assert in_time(lambda: free(hasty)) == [[1]]
    second.stop()
    found = in_time(lambda: hasty.read(READ))
    assert said(found) == "No server of the cluster answers."
    assert "advertised_address" in found.mend.en
    assert said(in_time(lambda: free(hasty))) == "No server of the cluster answers."


def test_a_reader_that_falls_silent_is_passed_over(servers: Cluster, store: Store) -> None:
    for _ in range(4):
        store.read(READ)
    servers.members[1].mute()
    time.sleep(IDLE)
    for _ in range(3):
        assert in_time(lambda: store.read(READ)) == [{"x": 1}]


def test_an_answer_that_breaks_off_is_asked_again_whole(servers: Cluster, store: Store) -> None:
    servers.rows = lambda _: [[number] for number in range(5)]
    broken = list[str]()

    def break_once(message: str) -> None:
        if message == "RECORD" and not broken:
            broken.append(message)
            raise Break

    for one in servers.members:
        one.on = break_once
    assert in_time(lambda: store.read(READ)) == [{"x": number} for number in range(5)]
    assert broken


def test_a_commit_that_breaks_off_is_never_repeated(servers: Cluster, store: Store) -> None:
    servers.members[0].on = breaking("COMMIT")
    found = in_time(lambda: store.write(WRITE))
    assert isinstance(found, Unavailable)
    assert found.code == "outcome-unknown"
    assert servers.members[0].asked[WRITE.text] == 1


def test_the_first_address_may_be_gone_once_others_are_known(
    servers: Cluster, store: Store
) -> None:
    first, second, third = servers.members
    store.read(READ)
    first.stop()
    servers.table = {"ROUTE": [second, third], "READ": [third], "WRITE": [second]}
    second.on = refusing(NOT_A_LEADER, "never")
    assert in_time(lambda: store.write(WRITE)) == [{"x": 1}]
    assert second.asked["COMMIT"] == 1


def test_silence_at_the_first_address_is_an_error_in_time(servers: Cluster) -> None:
    servers.members[0].mute()
    assert said(in_time(lambda: opened(servers.uri, 2).__enter__())) == (
        "No server of the cluster answers."
    )


def test_free_queries_keep_their_connections_and_go_to_readers(
    servers: Cluster, store: Store
) -> None:
    assert free(store) == [[1]]
    before = {name: total(servers, name) for name in ("ROUTE", "HELLO")}
    for _ in range(6):
        assert free(store) == [[1]]
    assert total(servers, "ROUTE") == before["ROUTE"]
    assert total(servers, "HELLO") - before["HELLO"] <= 1, "one for each reader at most"
    assert servers.members[0].asked["BEGIN"] == 0
    assert {mode for one in servers.members for mode in one.modes} == {"r"}


def test_a_free_query_that_failed_leaves_no_connection_to_the_next(
    servers: Cluster, store: Store
) -> None:
    assert free(store) == [[1]]
    for one in servers.members:
        one.on = breaking("PULL")
    assert isinstance(in_time(lambda: free(store)), Unavailable)
    for one in servers.members:
        one.on = breaking("never")
    assert in_time(lambda: free(store)) == [[1]]


def total(servers: Cluster, name: str) -> int:
    return sum(one.asked[name] for one in servers.members)
