"""Small plans for the tests of the store, and a dataset of its own for each test."""

import json
import secrets
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import Reading, read, read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load, temporary_snapshot

PlanOf = Callable[..., Cascade]
Loaded = Callable[..., AbstractContextManager[Edition]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with nothing kept of what was replaced."""
    return Settings(home=tmp_path / "home", keep_replaced=0)


@pytest.fixture
def dataset() -> str:
    """A dataset that no other test uses."""
    return f"uji-{secrets.token_hex(4)}"


@pytest.fixture
def plan_of(settings: Settings, dataset: str) -> PlanOf:
    """Makes a plan of so many indicators below one outcome, each named after ``mark``."""

    def make(size: int = 3, *, mark: str = "a", edition: str = "1", **tables: object) -> Cascade:
        graph: dict[str, Any] = {**below_one_outcome(size, mark), **tables}
        reading = read_document(
            graph, name="plan.yaml", settings=settings, dataset=dataset, edition=edition
        )
        return read_whole(reading)

    return make


def below_one_outcome(size: int, mark: str) -> dict[str, Any]:
    """Tables of so many owned indicators below one outcome, each named after ``mark``."""
    return {
        "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
        "objectives": [{"id": "S1", "name": f"Kemacetan menurun {mark}", "level": 0}],
        "indicators": [
            {
                "id": f"I{number}",
                "name": f"Waktu tempuh {number} {mark}",
                "level": 2,
                "owner": "dishub",
                "contributes_to": "S1",
            }
            for number in range(size)
        ],
    }


def read_whole(reading: Reading) -> Cascade:
    assert reading.cascade is not None, [item.message.en for item in reading.problems]
    return reading.cascade


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for what the tests of a module share."""
    return Settings(home=tmp_path_factory.mktemp("shared-home"), keep_replaced=0)


@pytest.fixture(scope="module")
def loaded(store: Store, place: Settings) -> Generator[Loaded]:
    """Loads tables, or the plan files of a folder, for questions: the same ones once an engine."""
    there: dict[str, Edition] = {}
    with ExitStack() as stack:

        @contextmanager
        def look(plan: dict[str, Any] | Path) -> Generator[Edition]:
            name = str(plan) if isinstance(plan, Path) else json.dumps(plan)
            if name not in there:
                cascade = read_whole(
                    read(plan, settings=place)
                    if isinstance(plan, Path)
                    else read_document(plan, name="rencana", settings=place)
                )
                passed = temporary_snapshot(store, cascade, settings=place)
                there[name] = stack.enter_context(passed).edition
            yield there[name]

        yield look


@pytest.fixture(scope="module")
def edition(store: Store, place: Settings) -> Generator[Edition]:
    """A visible edition of five indicators below an outcome, for questions."""
    dataset = f"uji-{secrets.token_hex(4)}"
    tables = below_one_outcome(5, "a")
    cascade = read_whole(read_document(tables, name="plan.yaml", settings=place, dataset=dataset))
    yield load(store, cascade, settings=place).edition
    drop(store, dataset, settings=place)
