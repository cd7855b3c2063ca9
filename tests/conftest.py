"""The engines under test: the embedded one and a real Neo4j, in every run.

Where Neo4j comes from: ``NEO4J_URL`` (with ``NEO4J_USER``, ``NEO4J_PASSWORD``) where it is set,
else a container where a Docker daemon answers, else the jars of Maven Central, which are fetched
once into ``KINERJA_NEO4J_JARS`` or the user's cache. An engine that does not start is a failure.

``KINERJA_TEST_SCHEME=neo4j`` asks both by routing, as a cluster is asked, in place of ``bolt``.
"""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import traceback
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import hypothesis
import neo4j
import pytest
from playwright.sync_api import Browser, sync_playwright

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import engine_of, open_store
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.engine import Address
from kinerja_graph.store.local import LocalNeo4j
from kinerja_graph.store.maven import JARS_VARIABLE, NEO4J_VERSION, jars

ENGINES: Final = ("embedded", "neo4j")
IMAGE: Final = f"neo4j:{NEO4J_VERSION}-community"
MEMORY: Final = "1g"
SCHEME: Final = os.environ.get("KINERJA_TEST_SCHEME", "bolt")
CHROMIUM: Final = Path("/usr/bin/chromium")
_DRIVER: Final = str(Path(neo4j.__file__).parent)
JARS: Final = Path.home() / ".cache" / "kinerja-graph" / "neo4j" / f"jars-{NEO4J_VERSION}"
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")  # on a busy machine an example takes what it takes


@pytest.fixture(scope="session", autouse=True)
def _short_stacks() -> Generator[None]:
    """The driver notes where a statement is asked, and not by whom all the way up to pytest.

    A driver that warns notes the whole stack, source lines and all, with every statement, and one
    that is watched for wrong use by threads does so with every call: ten milliseconds of processor
    time for a statement that takes one. It reads no more of it than is noted here.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("neo4j._sync.work.result.inspect", SimpleNamespace(stack=_asked_here))
        patch.setattr("neo4j._async_compat.util.Util.extract_stack", _called_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def _scheme() -> Generator[None]:
    """Engines that we start are asked by the scheme that this run is about."""
    with pytest.MonkeyPatch.context() as patch:
        if SCHEME != "bolt":
            uri = property(lambda running: f"{SCHEME}://127.0.0.1:{running.bolt_port}")
            patch.setattr("kinerja_graph.store.state.Running.uri", uri)
        yield


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Generator[Settings]:
    """The settings of an embedded engine that this run has for itself."""
    home = tmp_path_factory.mktemp("embedded-home")
    settings = read_settings(url="embedded", home=home, memory=MEMORY, idle=30.0)
    yield settings
    Embedded(settings).stop()


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Generator[Settings]:
    """The settings of a real Neo4j 5.26."""
    home = tmp_path_factory.mktemp("neo4j-home")
    with _neo4j(home) as address:
        yield read_settings(
            url=address.uri,
            user=address.user,
            password=address.password,
            database=address.database,
            home=home,
        )


@pytest.fixture(scope="session")
def neo4j_jars() -> Generator[Path]:
    """The folder of Neo4j's jars, fetched where it is missing; local servers started now use it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(JARS_VARIABLE, os.environ.get(JARS_VARIABLE) or str(JARS))
        yield jars(JARS.parent)


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn; settings, address and store of a test are of the same one."""
    return str(request.param)


@pytest.fixture(scope="session")
def engine_settings(request: pytest.FixtureRequest, engine_name: str) -> Settings:
    """The settings of each engine in turn."""
    settings: Settings = request.getfixturevalue(f"{engine_name}_settings")
    return settings


@pytest.fixture(scope="session")
def engine_address(engine_settings: Settings) -> Address:
    """Where each engine answers."""
    return engine_of(engine_settings).start()


@pytest.fixture(scope="session")
def embedded_store(embedded_settings: Settings) -> Generator[Store]:
    with open_store(embedded_settings, strict=True) as opened:
        ensure_schema(opened)
        yield opened


@pytest.fixture(scope="session")
def neo4j_store(neo4j_settings: Settings) -> Generator[Store]:
    with open_store(neo4j_settings, strict=True) as opened:
        ensure_schema(opened)
        yield opened


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest, engine_name: str) -> Store:
    """An open store on each engine in turn; tests share it and load editions of their own."""
    opened: Store = request.getfixturevalue(f"{engine_name}_store")
    return opened


@pytest.fixture(scope="session")
def both_stores(embedded_store: Store, neo4j_store: Store) -> dict[str, Store]:
    """An open store on every engine, by the engine's name: for comparing answers."""
    return {"embedded": embedded_store, "neo4j": neo4j_store}


def _asked_here() -> list[inspect.FrameInfo]:
    """The first frame outside the driver, which calls this."""
    here = inspect.currentframe()
    frame = here and here.f_back
    while frame is not None and frame.f_code.co_filename.startswith(_DRIVER):
        frame = frame.f_back
    if frame is None:
        return []
    code = frame.f_code
    return [inspect.FrameInfo(frame, code.co_filename, frame.f_lineno, code.co_name, None, None)]


def _called_here(limit: int | None = None) -> traceback.StackSummary:
    """The last frames alone, the outermost first, their source lines unread."""
    walk = traceback.walk_stack(inspect.currentframe())
    found = traceback.StackSummary.extract(walk, limit=limit or 8, lookup_lines=False)
    found.reverse()
    return found


@contextmanager
def _neo4j(home: Path) -> Generator[Address]:
    url = os.environ.get("NEO4J_URL")
    if url:
        user = os.environ.get("NEO4J_USER", "neo4j")
        yield Address(url, user, os.environ.get("NEO4J_PASSWORD", ""), "neo4j")
        return
    with ExitStack() as stack:
        if _docker_answers():
            yield stack.enter_context(_container())
        else:
            yield stack.enter_context(_from_maven(home))


@contextmanager
def _from_maven(home: Path) -> Generator[Address]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(JARS_VARIABLE, os.environ.get(JARS_VARIABLE) or str(JARS))
        engine = LocalNeo4j(read_settings(home=home, memory=MEMORY))
        try:
            yield engine.start()
        finally:
            engine.stop()


@contextmanager
def _container() -> Generator[Address]:
    from testcontainers.community.neo4j import Neo4jContainer  # noqa: PLC0415 - where Docker is

    with Neo4jContainer(IMAGE, username="neo4j", password="a-throw-away-word") as container:
        yield Address(container.get_connection_url(), "neo4j", "a-throw-away-word", "neo4j")


def _docker_answers() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    words = [docker, "version", "--format", "{{.Server.Version}}"]
    try:
        return subprocess.run(words, capture_output=True, timeout=20, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """One Chromium for all tests of a worker: its driver can run once in a process."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is missing. Install it: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                # pages of elsewhere may frame a service of this machine, as one of a server
                "--disable-features=LocalNetworkAccessChecks",
            ],
        )
        yield started
        started.close()
