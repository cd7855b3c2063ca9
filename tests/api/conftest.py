"""The service over real HTTP, over plans that these tests load."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from serving import client_of
from sites import Site, small_city

from kinerja_graph.settings import Settings


@pytest.fixture(scope="session")
def site(embedded_settings: Settings) -> Iterator[Site]:
    """The pages over a small city; the person at this machine asks for them."""
    with (
        small_city(embedded_settings) as dataset,
        client_of(embedded_settings, embed_origins="https://portal.example.go.id") as client,
    ):
        yield Site(client, dataset)
