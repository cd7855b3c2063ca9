"""docs/py2neo.md is true on both engines: what works, what does not, and the same in the driver.

py2neo is at the end of its life: it leaves sockets open and uses what newer Pythons deprecate. So
the blocks run in a process of their own, as in a notebook, and its warnings stay there.
"""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.engine import Address
from kinerja_graph.store.load import load

TOP = Path(__file__).parent.parent.parent
PAGE = (TOP / "docs" / "py2neo.md").read_text("utf-8")
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r'^```python title="(py2neo|neo4j)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| \[(.+?)\]\(#.+?\) \| (.+?) \| (.+?) \|$", re.MULTILINE)
SAID = {"embedded": 0, "neo4j": 1}
NOTEBOOK = """
import json, sys
from neo4j import GraphDatabase
from py2neo import Graph
told = json.load(sys.stdin)
login = (told["user"], told["password"])
around = {
    "graph": Graph(told["uri"], auth=login, name=told["database"]),
    "driver": GraphDatabase.driver(told["uri"], auth=login),
    "database": told["database"],
    "scope": told["scope"],
}
def came_of(code):
    try:
        exec(code, names := dict(around))
        return {"answer": names["answer"]}
    except Exception as error:
        return {"error": type(error).__name__, "said": str(error)[:300]}
print(json.dumps([[came_of(code) for code in pair] for pair in told["pairs"]]))
"""


def sections() -> dict[str, dict[str, str]]:
    """The blocks of each section that has some, by the library that they are written for."""
    found = {title: dict(BLOCK.findall(body)) for title, body in SECTION.findall(PAGE)}
    return {title: pair for title, pair in found.items() if pair}


def test_the_table_names_every_section() -> None:
    assert [title for title, *_ in ROW.findall(PAGE)] == list(sections())
    assert all(pair.keys() == {"py2neo", "neo4j"} for pair in sections().values())


def test_what_the_page_says_is_what_happens(
    request: pytest.FixtureRequest, engine_address: Address, engine_settings: Settings
) -> None:
    reading = read(TOP / "examples/traffic-slide", settings=engine_settings, dataset="traffic")
    assert reading.cascade is not None
    with open_store(engine_settings) as store:
        scope = load(store, reading.cascade, settings=engine_settings).edition.scope
    engine = "embedded" if "embedded" in request.node.callspec.id else "neo4j"
    stated = {title: said[SAID[engine]] for title, *said in ROW.findall(PAGE)}
    came = came_of_all(engine_address, scope, engine_settings)
    assert {title: word(theirs) for title, (theirs, _) in came.items()} == stated, came
    for title, (theirs, ours) in came.items():
        assert "error" not in ours, f"{title}: {ours}"
        if "answer" in theirs:
            assert theirs == ours, title


def came_of_all(
    address: Address, scope: str, settings: Settings
) -> dict[str, list[dict[str, Any]]]:
    """What came of the two blocks of each section: their answers, or how they failed."""
    place = urlsplit(address.uri)
    told = {
        "uri": f"bolt://{place.hostname}:{place.port}",
        "user": address.user,
        "password": address.password,
        "database": address.database,
        "scope": scope,
        "pairs": [[pair["py2neo"], pair["neo4j"]] for pair in sections().values()],
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NOTEBOOK],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=120,
        env={
            **os.environ,
            "KINERJA_URL": settings.url,
            "KINERJA_USER": settings.user,
            "KINERJA_PASSWORD": settings.password or "",
            "KINERJA_DATABASE": settings.database,
            "KINERJA_HOME": str(settings.home),
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(sections(), json.loads(done.stdout), strict=True))


def word(came: dict[str, Any]) -> str:
    """How the table tells it."""
    return "works" if "answer" in came else f"`{came['error']}`"


def test_its_requirements_are_those_that_the_page_names() -> None:
    for name in ("py2neo", "interchange"):
        for needed in requires(name) or []:
            assert f"`{re.sub('[ ()]', '', needed)}`" in PAGE, needed
