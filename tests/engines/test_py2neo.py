"""A notebook that still speaks py2neo reads our graph on both engines."""

import warnings
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.engine import Address
from kinerja_graph.store.load import load
from kinerja_graph.store.opening import open_store

SLIDE = Path(__file__).parent.parent.parent / "examples" / "traffic-slide"
OWNERS = """
MATCH (o:Objective {scope: $scope, id: 'LALIN'})<-[:CONTRIBUTES_TO]-(i)<-[:OWNS]-(u:Unit)
RETURN DISTINCT u.id AS agency ORDER BY agency
"""

pytestmark = [
    # py2neo is at the end of its life and uses what newer Pythons deprecate.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def test_py2neo_reads_the_agencies_behind_the_traffic_outcome(
    engine_address: Address, engine_settings: Settings
) -> None:
    reading = read(SLIDE, settings=engine_settings, dataset="py2neo")
    assert reading.cascade is not None
    with open_store(engine_settings) as store:
        scope = load(store, reading.cascade, settings=engine_settings).edition.scope
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from py2neo import Graph
    place = urlsplit(engine_address.uri)
    graph = Graph(
        f"bolt://{place.hostname}:{place.port}",
        auth=(engine_address.user, engine_address.password),
        name=engine_address.database,
    )
    agencies = [row["agency"] for row in graph.run(OWNERS, scope=scope)]
    assert agencies == ["dishub", "polri", "pu", "trantib"]
