"""Plans of two states, ways to an engine that can be spoiled, engines that may be killed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from proxy import Lines, Proxy

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.local import LocalNeo4j

PlanOf = Callable[..., Cascade]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with small batches, and nothing kept of what was replaced."""
    return Settings(home=tmp_path / "home", keep_replaced=0, batch_rows=20)


@pytest.fixture
def dataset() -> str:
    """A dataset that no other test uses."""
    return f"uji-{secrets.token_hex(4)}"


@pytest.fixture
def plan_of(settings: Settings, dataset: str) -> PlanOf:
    """Makes a plan of so many owned indicators below one outcome, each named after ``mark``."""

    def make(size: int, mark: str, edition: str = "1", dataset: str = dataset) -> Cascade:
        indicators: list[dict[str, object]] = [
            {
                "id": f"I{number}",
                "name": f"Waktu tempuh {number} {mark}",
                "level": 2,
                "owner": "dishub",
                "contributes_to": "S1",
            }
            for number in range(size)
        ]
        tables: dict[str, list[dict[str, object]]] = {
            "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
            "objectives": [{"id": "S1", "name": f"Kemacetan menurun {mark}", "level": 0}],
            "indicators": indicators,
        }
        reading = read_document(
            tables, name="plan.yaml", settings=settings, dataset=dataset, edition=edition
        )
        assert reading.cascade is not None
        return reading.cascade

    return make


@pytest.fixture
def way(store: Store) -> Generator[Proxy]:
    """A way to each engine in turn that can be spoiled."""
    target = urlsplit(store.address.uri)
    assert target.hostname
    with Proxy(target.hostname, target.port or 7687) as proxy:
        yield proxy


@pytest.fixture
def through(store: Store, way: Proxy) -> Generator[Store]:
    """A store that reaches the engine of ``store`` by ``way``."""
    address = replace(store.address, uri=way.uri)
    with Store(address, store.capabilities, long_seconds=60) as opened:
        yield opened


@pytest.fixture
def lines(store: Store, way: Proxy, through: Store) -> Lines:
    """The engine, a way to it, and a store that goes that way."""
    return Lines(store, way, through)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Generator[Settings]:
    """An embedded engine that tests may kill; they share what is left of it."""
    chosen = read_settings(
        url="embedded",
        home=tmp_path_factory.mktemp("own"),
        memory="512m",
        idle=5.0,
        keep_replaced=0.0,
        batch_rows=20,
    )
    yield chosen
    Embedded(chosen).stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, neo4j_jars: Path) -> Generator[LocalNeo4j]:
    """A Neo4j that tests may kill; each starts it where it does not run."""
    assert neo4j_jars.is_dir()
    engine = LocalNeo4j(read_settings(home=tmp_path_factory.mktemp("server"), memory="512m"))
    yield engine
    engine.stop()


@pytest.fixture(params=["embedded", "neo4j"])
def kept(request: pytest.FixtureRequest) -> Settings:
    """Settings of an engine of each kind that a test may kill and its supervisor restarts."""
    if request.param == "embedded":
        settings: Settings = request.getfixturevalue("own")
        return settings
    server: LocalNeo4j = request.getfixturevalue("server")
    return read_settings(
        url=server.start().uri,
        home=server.place.folder.parent,
        memory=server.place.memory,
        keep_replaced=0.0,
        batch_rows=20,
    )


@pytest.fixture
def mortal(kept: Settings) -> Generator[Store]:
    """A long-lived store on an engine that a test may kill."""
    with open_store(kept) as opened:
        ensure_schema(opened)
        yield opened
