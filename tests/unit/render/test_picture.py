"""The picture as data: boxes, missing agencies, lines across agencies."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

from packed_pages import unpack

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.page import html
from kinerja_graph.render.palette import GREY, INK, TINTS, assign_looks, assign_tints
from kinerja_graph.render.tree import MISSING


def page_data(network: Network, marks: Sequence[Mark] = ()) -> dict[str, Any]:
    """What the page carries."""
    data: dict[str, Any] = json.loads(unpack(html(network, marks, language="id"), "data"))
    return data


def test_the_data_have_every_box_and_line(traffic: Network) -> None:
    data = page_data(traffic)
    boxes = data["model"]["boxes"]
    assert len(boxes) == len(data["records"]) == 6
    assert boxes[0]["name"] == "Nama LALIN"
    ids = [box["id"] for box in boxes]
    assert sorted(ids[edge["from"]] for edge in data["edges"]) == ["A1", "A2", "A3", "A4", "A5"]
    assert {ids[edge["to"]] for edge in data["edges"]} == {"LALIN"}


def test_the_page_of_our_own_does_without_pyvis() -> None:
    asked = "import sys, kinerja_graph.render.page; sys.exit('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_name_that_the_picture_cuts_or_cleans_stands_whole_beside_it(traffic: Network) -> None:
    long = "Menurunnya kemacetan " * 20
    nodes = (dataclasses.replace(traffic.nodes[0], name=long), *traffic.nodes[1:])
    data = page_data(dataclasses.replace(traffic, nodes=nodes))
    assert data["records"][0]["name"] == long
    assert len(data["model"]["boxes"][0]["name"]) <= 321
    assert "name" not in data["records"][1]


def dashes(network: Network) -> dict[str, bool]:
    data = page_data(network)
    ids = [box["id"] for box in data["model"]["boxes"]]
    return {ids[edge["from"]]: edge.get("dashes", False) for edge in data["edges"]}


def test_lines_between_agencies_are_dashed() -> None:
    nodes = [
        NetworkNode(label="Objective", id="T", name="T", level=1, agencies=("a",)),
        NetworkNode(label="Indicator", id="own", name="x", level=2, agencies=("a", "b")),
        NetworkNode(label="Indicator", id="other", name="x", level=2, agencies=("b",)),
        NetworkNode(label="Indicator", id="nobody", name="x", level=2),
        NetworkNode(label="Indicator", id="said", name="x", level=2, agencies=("a",)),
    ]
    edges = [
        NetworkEdge(
            type="CONTRIBUTES_TO",
            source=node.id,
            target="T",
            kind="crosscutting" if node.id == "said" else "vertical",
        )
        for node in nodes[1:]
    ]
    plan = Network(
        dataset="d",
        edition="e",
        loaded_at="",
        digest="",
        focus=None,
        nodes=tuple(nodes),
        edges=tuple(edges),
        agencies={},
    )
    assert dashes(plan) == {"own": False, "other": True, "nobody": False, "said": True}


def test_lines_to_an_outcome_that_needs_several_are_dashed(traffic: Network) -> None:
    assert not any(dashes(traffic).values())
    expects = tuple(
        NetworkEdge(type="EXPECTS", source="LALIN", target=at) for at in ("dishub", "pu")
    )
    wanted = dataclasses.replace(traffic, edges=(*traffic.edges, *expects))
    assert all(dashes(wanted).values())
    outcome = dataclasses.replace(traffic.nodes[0], details={"cross_agency": True})
    marked = dataclasses.replace(traffic, nodes=(outcome, *traffic.nodes[1:]))
    assert all(dashes(marked).values())


def test_a_missing_agency_has_a_box(traffic: Network, mark: Callable[..., Mark]) -> None:
    plan = dataclasses.replace(traffic, agencies={**traffic.agencies, "dinkes": "Dinas Kesehatan"})
    marks = [mark("LALIN", "dinkes", "missing-agency"), mark("A1", None, "missing-agency")]
    data = page_data(plan, marks)
    model = data["model"]
    places = [at for at, box in enumerate(model["boxes"]) if box["kind"] == MISSING]
    assert [(model["boxes"][at]["name"], data["records"][at]["agencies"]) for at in places] == [
        ("Dinas Kesehatan", ["dinkes"])
    ]
    assert model["columns"] == ["0", "1"]
    assert model["boxes"][places[0]]["column"] == 1


def test_agencies_beyond_twelve_are_grey_and_the_largest_keep_a_tint() -> None:
    nodes = [
        NetworkNode(label="Indicator", id=f"I{at}-{n}", name="x", level=1, agencies=(f"o{at}",))
        for at in range(15)
        for n in range(at + 1)
    ]
    plan = Network(
        dataset="d",
        edition="e",
        loaded_at="",
        digest="",
        focus=None,
        nodes=tuple(nodes),
        edges=(),
        agencies={},
    )
    tints = assign_tints(plan)
    assert sorted(tints.values()) == list(range(len(TINTS)))
    assert {"o0", "o1", "o2"}.isdisjoint(tints)


def test_forty_agencies_of_a_map_are_told_apart_as_far_as_bars_can() -> None:
    nodes = [
        NetworkNode(label="Indicator", id=f"I{at}-{n}", name="x", level=1, agencies=(f"o{at}",))
        for at in range(40)
        for n in range(1 + at // 4)
    ]
    plan = Network(
        dataset="d", edition="e", loaded_at="", digest="", focus=None, nodes=tuple(nodes),
        edges=(), agencies={},
    )  # fmt: skip
    looks = [(one["tint"], one["pattern"]) for one in page_data(plan)["agencies"]]
    own = [look for look in looks if look[0] < len(TINTS)]
    assert len(own) == len(set(own)) == 36
    assert looks.count((len(TINTS), 0)) == 4
    tints = assign_tints(plan)
    assert [look for agency, look in assign_looks(plan).items() if agency in tints] == [
        (tint, 0) for tint in tints.values()
    ]


def test_an_agency_has_one_tint_in_every_picture_of_an_edition(traffic: Network) -> None:
    whole = dataclasses.replace(traffic, all_agencies=("bps", "dishub", "polri", "pu", "satpolpp"))
    part = dataclasses.replace(whole, nodes=whole.nodes[-2:])
    assert assign_tints(part) == assign_tints(whole)
    assert assign_tints(whole)["dishub"] == 1
    assert assign_tints(dataclasses.replace(part, all_agencies=()))["polri"] == 0
    many = tuple(f"o{at}" for at in range(13))
    assert assign_tints(dataclasses.replace(part, all_agencies=many)) == {"polri": 0, "pu": 1}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2, of a CSS hex colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_text_is_legible_on_every_tint() -> None:
    muted = "#4a5563"
    for tint in (*TINTS, GREY):
        assert contrast(INK, tint.ground) >= 10
        assert contrast(muted, tint.ground) >= 4.5
        assert contrast(tint.bar, "#ffffff") >= 3
