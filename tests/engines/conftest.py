"""Small plans for the tests of the store, and a dataset of its own for each test."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document

PlanOf = Callable[..., Cascade]


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
        graph: dict[str, object] = {
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
            **tables,
        }
        reading = read_document(
            graph,  # type: ignore[arg-type]  # tables of any kind are what is read
            name="plan.yaml",
            settings=settings,
            dataset=dataset,
            edition=edition,
        )
        assert reading.cascade is not None, [item.message.en for item in reading.problems]
        return reading.cascade

    return make
