"""Free queries through the service: nothing but reading, within limits, ended with their caller."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from serving import BEARER, LONG_QUERY, client_of, long_queries

from kinerja_graph.accounts.rights import ROLES, Grant, Role
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import find_edition
from kinerja_graph.workflow import access

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "hostile.yaml").read_text("utf-8"))
MINE = Statement(
    "mine",
    "MATCH (n) WHERE n.scope = $scope OR n.key = 'h' "
    "RETURN labels(n)[0] AS label, n.key AS key, n.name AS name ORDER BY label, key",
)


@pytest.fixture(scope="module")
def client(engine_settings: Settings) -> Iterator[httpx.Client]:
    with client_of(engine_settings, query_rows=5, query_seconds=60.0) as opened:
        yield opened


@pytest.fixture(scope="module")
def graph(engine_settings: Settings) -> Iterator[Store]:
    """The graph of the service, asked directly."""
    with open_store(engine_settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def dataset(graph: Store, engine_settings: Settings) -> Iterator[str]:
    name = f"tanya-{secrets.token_hex(4)}"
    tables: dict[str, list[dict[str, object]]] = {
        "objectives": [{"id": f"S{n}", "name": f"=Sasaran {n}", "level": 0} for n in range(8)]
    }
    found = read_document(tables, name="plan", settings=engine_settings, dataset=name)  # type: ignore[arg-type]  # tables of any kind are what is read
    assert found.cascade is not None
    load(graph, found.cascade, settings=engine_settings)
    yield name
    drop(graph, name, settings=engine_settings)


def test_rows_within_the_limit(client: httpx.Client, dataset: str) -> None:
    text = "MATCH (s:Objective {scope: $scope}) RETURN s.id AS id, s.name AS name ORDER BY id"
    told = client.post("/query", json={"cypher": text}, params={"dataset": dataset}).json()
    assert told["columns"] == ["id", "name"]
    assert told["rows"] == [[f"S{n}", f"=Sasaran {n}"] for n in range(5)]
    assert (told["truncated"], told["limit"], told["dataset"]) == (True, 5, dataset)
    table = client.post("/query.csv", json={"cypher": text}, params={"dataset": dataset})
    assert table.text.split("\r\n")[:2] == ["id,name", "S0,'=Sasaran 0"]
    plain = client.post("/query", json={"cypher": "RETURN 1 AS one"}).json()
    assert (plain["rows"], plain["dataset"]) == ([[1]], None)


def test_hostile_statements_do_nothing(client: httpx.Client, graph: Store, dataset: str) -> None:
    scope = find_edition(graph, EditionRef(dataset)).scope
    before = graph.read(MINE, scope=scope)
    for text in [*CASES["hostile"], *CASES["judged"]]:
        answer = client.post("/query", json={"cypher": text}, params={"dataset": dataset})
        assert answer.status_code in {400, 422}, (text, answer.text)
        assert answer.json()["code"] in {"statement-refused", "bad-query", "bad-value"}, text
    assert graph.read(MINE, scope=scope) == before
    assert len(before) == 9


@pytest.mark.parametrize("everywhere", [True, False])
@pytest.mark.parametrize("role", ROLES)
def test_a_query_is_for_who_may_see_every_dataset(
    client: httpx.Client, engine_settings: Settings, dataset: str, role: Role, *, everywhere: bool
) -> None:
    """It reads all datasets of the server, whichever one gives the scope."""
    with access.accounts_database(engine_settings) as book:
        grant = Grant(role, "*" if everywhere else dataset)
        _, secret = access.add_key(book, f"tanya {role}", [grant], days=1, by="uji")
    key = {"Authorization": f"Bearer {secret}"}
    text = "MATCH (e:Edition) RETURN count(e) > 0 AS some"
    may = role == "cypher" and everywhere
    for path in ("/query", "/query.csv"):
        for asked_of in ({}, {"dataset": dataset}):
            told = client.post(path, json={"cypher": text}, params=asked_of, headers=key)
            assert told.status_code == (200 if may else 403), (path, asked_of, told.text)
            assert may or "true" not in told.text
    with httpx.Client(base_url=client.base_url, follow_redirects=True) as browser:
        browser.post("/sign-in", data={"key": secret})
        page = browser.get("/sign-in").text
        word = re.findall(r'name="csrf" value="(\w{64})"', page)[0]
        told = browser.post("/query", json={"cypher": text}, headers={"x-csrf-token": word})
        assert told.status_code == (200 if may else 403)
        assert browser.post("/query", json={"cypher": text}).status_code == 403
    nobody = client.post("/query", json={"cypher": text}, headers={"Authorization": ""})
    assert nobody.status_code == 401


@pytest.mark.parametrize("body", [{}, {"cypher": 1}, {"cypher": "x" * 200_000}, {"x": 1}, [], "a"])
def test_bodies_of_other_shapes(client: httpx.Client, body: object) -> None:
    answer = client.post("/query", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-value")
    assert len(answer.text) < 5_000


def test_a_query_past_its_time_is_told(engine_settings: Settings) -> None:
    with client_of(engine_settings, query_seconds=1.0) as client:
        answer = client.post("/query", json={"cypher": LONG_QUERY})
        assert (answer.status_code, answer.json()["code"]) == (504, "time-limit")
        page = client.get("/explore/query", params={"cypher": LONG_QUERY, "lang": "en"})
        assert page.status_code == 504
        assert LONG_QUERY.replace("<", "&lt;") in page.text
        assert 'role="alert"' in page.text


@pytest.mark.parametrize("path", ["/query", "/explore/query", "/explore/query.csv"])
def test_a_query_ends_in_the_engine_when_its_caller_leaves(
    client: httpx.Client, graph: Store, engine_settings: Settings, path: str
) -> None:
    asked = {"cypher": LONG_QUERY}
    sent = {"method": "POST", "json": asked} if path == "/query" else {"params": asked}

    def leave() -> None:
        with pytest.raises(httpx.ReadTimeout):
            httpx.request(
                **{"method": "GET", "url": f"{client.base_url}{path}", **sent},  # type: ignore[arg-type]  # of one of two shapes
                headers=BEARER,
                timeout=3,
            )

    leaver = threading.Thread(target=leave)
    leaver.start()
    begun = time.monotonic()
    seen = False
    while leaver.is_alive():
        seen = seen or long_queries(graph, engine_settings) > 0
        time.sleep(0.1)
    assert seen
    while long_queries(graph, engine_settings):
        assert time.monotonic() - begun < 15
        time.sleep(0.1)
    assert client.post("/query", json={"cypher": "RETURN 1 AS one"}).status_code == 200
