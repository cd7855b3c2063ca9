"""The service over real HTTP, over plans that these tests load."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import asked

from kinerja_graph.settings import Settings
from kinerja_graph.store.load import drop
from kinerja_graph.store.opening import open_store
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.reading import Wish

CITY = Path(__file__).parents[2] / "examples" / "city"


@dataclass(frozen=True)
class Site:
    """The pages, and the dataset with two editions that is loaded for them."""

    client: httpx.Client
    dataset: str

    def get(self, path: str, **more: Any) -> Any:
        asked = {"dataset": self.dataset, "edition": "2026-murni", **more}
        return self.client.get(path, params={k: v for k, v in asked.items() if v is not None})


@pytest.fixture(scope="session")
def site_settings(embedded_settings: Settings) -> Settings:
    return embedded_settings.model_copy(
        update={"embed_origins": ("https://portal.example.go.id",)}
    )


@pytest.fixture(scope="session")
def site(site_settings: Settings) -> Iterator[Site]:
    dataset = f"kota-{secrets.token_hex(4)}"
    for path, edition in (("2026-murni", "2026-murni"), ("2026-perubahan.xlsx", "2026-perubahan")):
        wish = Wish(dataset=dataset, edition=edition)
        load(CITY / path, settings=site_settings, wish=wish)
    with asked(site_settings) as client:
        yield Site(client, dataset)
    with open_store(site_settings) as store:
        drop(store, dataset, settings=site_settings)
