"""A notebook that still speaks py2neo reads our graph on both engines.

py2neo is at the end of its life: it leaves sockets open and uses what newer Pythons deprecate.
So it runs in a process of its own, as a notebook would, and its warnings stay there.
"""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.engine import Address
from kinerja_graph.store.load import load
from kinerja_graph.store.opening import open_store

SLIDE = Path(__file__).parent.parent.parent / "examples" / "traffic-slide"
NOTEBOOK = """
import json, sys
from py2neo import Graph
told = json.load(sys.stdin)
graph = Graph(told["uri"], auth=(told["user"], told["password"]), name=told["database"])
rows = graph.run(
    "MATCH (o:Objective {scope: $scope, id: 'LALIN'})<-[:CONTRIBUTES_TO]-(i)<-[:OWNS]-(u:Unit) "
    "RETURN DISTINCT u.id AS agency ORDER BY agency", scope=told["scope"])
print(json.dumps([row["agency"] for row in rows]))
"""


def test_py2neo_reads_the_agencies_behind_the_traffic_outcome(
    engine_address: Address, engine_settings: Settings
) -> None:
    reading = read(SLIDE, settings=engine_settings, dataset="py2neo")
    assert reading.cascade is not None
    with open_store(engine_settings) as store:
        scope = load(store, reading.cascade, settings=engine_settings).edition.scope
    place = urlsplit(engine_address.uri)
    told = {
        "uri": f"bolt://{place.hostname}:{place.port}",
        "user": engine_address.user,
        "password": engine_address.password,
        "database": engine_address.database,
        "scope": scope,
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NOTEBOOK],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["dishub", "polri", "pu", "trantib"]
