"""The pages of the service over a small city of two editions."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.reading import ReadOptions

CITY: Final = Path(__file__).parents[2] / "examples" / "city"
EDITIONS: Final = (("2026-murni", "2026-murni"), ("2026-perubahan.xlsx", "2026-perubahan"))


@dataclass(frozen=True)
class Site:
    """The pages, and the dataset with two editions that is loaded for them."""

    client: httpx.Client
    dataset: str

    def get(self, path: str, **more: Any) -> httpx.Response:
        """An answer about the first edition, where ``more`` names no other."""
        asked = {"dataset": self.dataset, "edition": "2026-murni", **more}
        return self.client.get(path, params={k: v for k, v in asked.items() if v is not None})


@contextmanager
def small_city(settings: Settings) -> Iterator[str]:
    """The dataset that the city is loaded as, and dropped again."""
    dataset = f"kota-{secrets.token_hex(4)}"
    for path, edition in EDITIONS:
        load(CITY / path, settings=settings, wish=ReadOptions(dataset=dataset, edition=edition))
    try:
        yield dataset
    finally:
        with open_store(settings) as store:
            drop(store, dataset, settings=settings)
