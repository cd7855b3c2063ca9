"""``Plan.to_pyvis`` on each engine: the records of the graph, selections, the limit of boxes."""

from __future__ import annotations

import secrets
from collections.abc import Generator
from pathlib import Path

import pytest
from pyvis.network import Network as PyvisNetwork

from kinerja_graph import Plan, ReadOptions, connect, drop, save_network
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture
def city(engine_settings: Settings) -> Generator[Plan]:
    settings = engine_settings.model_copy(update={"lang": "en"})
    dataset = f"kota-{secrets.token_hex(4)}"
    yield Plan.load(
        EXAMPLES / "city" / "2026-perubahan.xlsx",
        wish=ReadOptions(dataset=dataset),
        settings=settings,
    )
    with connect(settings) as store:
        drop(store, dataset, settings=settings)


def records(net: PyvisNetwork) -> set[str]:
    return {node["id"] for node in net.nodes if node["kind"] != "Legend"}


def test_a_plan_is_a_stock_network_of_pyvis(city: Plan, tmp_path: Path) -> None:
    with city:
        net = city.to_pyvis()
        graph = city.to_networkx()
        errors = {one.subject.id for one in city.audit().answer.findings if one.severity == "error"}
        part = city.to_pyvis("agency:dishub,level:1", legend=False)
        chosen = set(city.select("agency:dishub,level:1"))
        chain = city.to_pyvis(min(chosen))
        everything = city.to_pyvis(max_boxes=None)
    assert type(net) is PyvisNetwork
    assert records(net) == records(everything) == set(graph.nodes)
    assert {(edge["from"], edge["to"]) for edge in net.edges} == set(graph.edges)
    red = {node["id"] for node in net.nodes if node.get("severity") == "error"}
    assert red == errors & records(net)
    assert records(part) == chosen == {node["id"] for node in part.nodes}
    assert min(chosen) in records(chain)
    assert records(chain) < records(net)
    assert save_network(net, tmp_path / "kota.html").stat().st_size > 500_000


def test_too_many_boxes_are_refused_with_a_part_that_can_be_drawn(city: Plan) -> None:
    with city:
        for text in (None, "label:objective label:indicator label:task"):
            with pytest.raises(UsageError) as caught:
                city.to_pyvis(text, max_boxes=100)
            error = caught.value
            assert (error.code, error.exit_code, error.where) == ("too-many-boxes", 2, repr(city))
            assert error.facts["boxes"] == 251
            assert "plan.draw()" in error.mend.en
            top = city.to_pyvis(str(error.facts["example"]), max_boxes=100)
            assert 0 < len(records(top)) <= 100
        with pytest.raises(UsageError) as caught:
            city.to_pyvis("KOTA-1", max_boxes=3)
        assert str(caught.value.facts["example"]) == "2+KOTA-1"
