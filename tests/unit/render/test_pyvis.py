"""A stock network of pyvis: its boxes, lines and options, and the page that it is written as."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyvis.network import Network as PyvisNetwork

from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.errors import UsageError
from kinerja_graph.render.map_places import map_places
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.pyvis_network import LEGEND, MANY_LINKS, make_pyvis
from kinerja_graph.render.pyvis_page import pyvis_html, save_network
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.still.themes import THEMES
from kinerja_graph.texts import Language

Node = tuple[str, str, int | None, str]
Make = Callable[[list[Node], list[tuple[str, str, str]]], Network]
MakeMark = Callable[..., Mark]


def records(net: PyvisNetwork) -> list[dict[str, Any]]:
    return [node for node in net.nodes if node["kind"] != LEGEND]


def settings(net: PyvisNetwork) -> dict[str, Any]:
    """The options as vis-network gets them."""
    read: dict[str, Any] = json.loads(net.get_network_data()[5])
    return read


def test_it_is_a_stock_network_with_every_box_and_line(traffic: Network) -> None:
    net = make_pyvis(traffic, [], language="id")
    assert type(net) is PyvisNetwork
    assert {node["id"] for node in records(net)} == {node.id for node in traffic.nodes}
    assert {(edge["from"], edge["to"]) for edge in net.edges} == {
        (edge.source, edge.target) for edge in traffic.edges
    }
    assert net.get_node("LALIN") is next(node for node in net.nodes if node["id"] == "LALIN")
    assert net.num_nodes() == len(net.nodes) == len(net.node_ids)
    assert set(net.neighbors("A1")) == {"LALIN"}


def test_it_can_be_changed_as_any_other(traffic: Network) -> None:
    net = make_pyvis(traffic, [], language="id")
    count = net.num_nodes()
    net.add_node("A1")  # there is one
    net.add_node("BARU", label="Baru")
    net.add_edge("BARU", "LALIN")
    assert net.num_nodes() == count + 1
    net.toggle_physics(status=True)
    assert settings(net)["physics"]["enabled"] is True
    net.barnes_hut()
    net.toggle_drag_nodes(status=False)
    net.show_buttons(filter_=["physics"])
    assert settings(net)["interaction"]["dragNodes"] is False


def test_boxes_have_places_and_facts(traffic: Network) -> None:
    net = make_pyvis(traffic, [], language="id")
    for name, place in map_places(traffic).items():
        box = net.get_node(name)
        margin = box["margin"]
        assert box["x"] == pytest.approx(place.left + place.width / 2, abs=0.1)
        assert box["y"] == pytest.approx(place.top + place.height / 2, abs=0.1)
        width = box["widthConstraint"]["minimum"] + margin["left"] + margin["right"]
        height = box["heightConstraint"]["minimum"] + margin["top"] + margin["bottom"]
        assert (width, height) == (
            pytest.approx(place.width, abs=0.2),
            pytest.approx(place.height, abs=0.2),
        )
    box = net.get_node("A1")
    assert (box["label"], box["kind"], box["level"]) == ("Nama A1", "Indicator", 1)
    assert (box["agencies"], box["severity"]) == (["dishub"], None)


def test_physics_is_off_and_people_may_move_choose_and_rest(traffic: Network) -> None:
    options = settings(make_pyvis(traffic, [], language="id"))
    assert options["physics"]["enabled"] is False
    wanted = {
        "dragNodes": True,
        "hover": True,
        "multiselect": True,
        "navigationButtons": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "hideEdgesOnDrag": False,
    }
    assert {name: options["interaction"][name] for name in wanted} == wanted


def test_lines_are_hidden_while_a_large_picture_moves(network: Make) -> None:
    nodes: list[Node] = [("Objective", f"S{n}", 0, "") for n in range(501)]
    options = settings(make_pyvis(network(nodes, []), [], language="id"))
    assert options["interaction"]["hideEdgesOnDrag"] is True


def test_a_finding_has_a_sign_and_a_border(traffic: Network, mark: MakeMark) -> None:
    tones = THEMES["light"].tones
    marks = [mark("A1", how="warning"), mark("A2"), mark("A2", how="info"), mark("A3", how="info")]
    net = make_pyvis(traffic, marks, language="en")
    calm = net.get_node("A4")
    for name, tone in (("A1", "warning"), ("A2", "error")):
        box = net.get_node(name)
        assert box["label"] == f"{SIGNS[tone].shape} Nama {name}"
        assert box["color"]["border"] == tones[SIGNS[tone].colour].line
        assert box["borderWidth"] > calm["borderWidth"]
        assert box["severity"] == tone
    assert net.get_node("A3")["label"] == "Nama A3"
    assert net.get_node("A3")["severity"] == "info"
    assert "● Info: Title orphan-indicator" in net.get_node("A3")["title"].splitlines()


@pytest.mark.parametrize(("language", "word"), [("id", "Instansi"), ("en", "Agency")])
def test_titles_are_plain_lines(language: Language, word: str, traffic: Network) -> None:
    long = dataclasses.replace(traffic.nodes[1], name="kata " * 60 + "<b>href</b>")
    plan = dataclasses.replace(traffic, nodes=(traffic.nodes[0], long, *traffic.nodes[2:]))
    title = make_pyvis(plan, [], language=language).get_node("A1")["title"]
    lines = title.splitlines()
    assert max(map(len, lines)) <= 73
    assert f"{word}: Dinas dishub" in lines
    assert "href" not in title
    assert "<b>hr\u2060ef</b>" in title


def test_lines_between_agencies_are_dashed_and_many_others_hidden(network: Make) -> None:
    nodes: list[Node] = [("Objective", f"S{n}", 0, "a") for n in range(3)]
    nodes += [("Indicator", f"I{n}", 1, "ab"[n % 2]) for n in range(80)]
    few = [("CONTRIBUTES_TO", f"I{n}", "S0") for n in range(80)]
    few += [("CONTRIBUTES_TO", f"I{n}", "S1") for n in range(80)]
    net = make_pyvis(network(nodes, few), [], language="id")
    assert len(few) - 80 < MANY_LINKS
    assert not any(edge["hidden"] for edge in net.edges)
    assert {edge["from"]: edge["dashes"] for edge in net.edges}["I1"] is True
    assert {edge["from"]: edge["dashes"] for edge in net.edges}["I0"] is False
    many = few + [("CONTRIBUTES_TO", f"I{n}", "S2") for n in range(80)]
    net = make_pyvis(network(nodes, many), [], language="id")
    assert sum(not edge["hidden"] for edge in net.edges) == 80
    assert len(net.edges) == 240


def test_a_pull_in_the_opposite_direction_is_red_and_told(traffic: Network) -> None:
    against = NetworkEdge(type="CONTRIBUTES_TO", source="A1", target="LALIN", sign="-")
    plan = dataclasses.replace(traffic, edges=(against, *traffic.edges[1:]))
    net = make_pyvis(plan, [], language="en")
    edge = next(edge for edge in net.edges if edge["from"] == "A1")
    assert edge["sign"] == "-"
    assert edge["color"]["color"] == THEMES["light"].tones["red"].line
    assert "opposite direction" in edge["title"]


def test_the_legend_can_be_left_out(traffic: Network) -> None:
    plain = make_pyvis(traffic, [], language="id", legend=False)
    assert plain.num_nodes() == len(traffic.nodes)
    notes = [n for n in make_pyvis(traffic, [], language="id").nodes if n["kind"] == LEGEND]
    labels = [note["label"].replace("\u00a0", " ") for note in notes]
    assert "0 · Hasil pemerintah daerah" in labels
    assert any("Dinas dishub" in label for label in labels)
    assert all(note["fixed"] and not note["physics"] for note in notes)


def test_letters_of_upper_levels_are_larger(network: Make) -> None:
    nodes: list[Node] = [("Objective", "S", 0, "")]
    nodes += [("Indicator", f"I{n}", 1, "") for n in range(60)]
    edges = [("CONTRIBUTES_TO", f"I{n}", "S") for n in range(60)]
    net = make_pyvis(network(nodes, edges), [], language="id")
    assert net.get_node("S")["font"]["size"] > 1.5 * net.get_node("I0")["font"]["size"]


def test_an_overlong_name_is_cut_in_its_box_and_whole_in_its_title(network: Make) -> None:
    nodes: list[Node] = [("Indicator", f"I{n}", 1, "") for n in range(40)]
    plan = network(nodes, [])
    name = " ".join(f"kata{n}" for n in range(900))
    plan = dataclasses.replace(
        plan, nodes=(dataclasses.replace(plan.nodes[0], name=name), *plan.nodes[1:])
    )
    box = make_pyvis(plan, [], language="id").get_node("I0")
    assert box["label"].endswith("…")
    assert len(box["label"]) < len(name) / 2
    assert "kata899" in box["title"]


def test_nothing_can_be_drawn_too(network: Make) -> None:
    net = make_pyvis(network([], []), [], language="id")
    assert records(net) == []
    assert "<canvas" not in pyvis_html(net, title="kosong")


def loads(page: str) -> list[str]:
    """Every address that an element of the page names."""
    bare = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    return re.findall(
        r"""(?:src|href)\s*=\s*["']?([^"'>\s]+)""", re.sub("<!--.*?-->", "", bare, flags=re.DOTALL)
    )


@pytest.mark.parametrize("resources", ["local", "in_line", "remote"])
def test_a_saved_page_loads_nothing(resources: str, traffic: Network, tmp_path: Path) -> None:
    net = make_pyvis(traffic, [], language="id")
    net.cdn_resources = resources
    assert loads(net.generate_html())
    place = save_network(net, tmp_path / "baru" / "jaringan.html")
    assert place == tmp_path / "baru" / "jaringan.html"
    page = place.read_bytes().decode("utf-8")
    assert loads(page) == []
    assert page.startswith("<!DOCTYPE html>")
    assert "new vis.Network" in page
    assert net.cdn_resources == resources  # it is left as it was
    assert not (tmp_path / "lib").exists()


def test_licences_go_along(traffic: Network) -> None:
    page = pyvis_html(make_pyvis(traffic, [], language="id"), title="x")
    for words in (
        "West Health Institute",
        "Almende B.V",
        "Permission is hereby granted",
        "Jorik Tangelder",
    ):
        assert words in page


def test_names_stay_text_in_the_page(traffic: Network) -> None:
    bad = "</script><script>alert(1)</script>"
    net = make_pyvis(traffic, [], language="id")
    net.get_node("A1")["label"] = bad
    net.get_node("A2")["title"] = f"{bad} href {{{{7*7}}}}"
    options: Any = net.options
    options.nodes["font"] = {"face": bad}
    net.heading = bad
    before = json.dumps(net.nodes)
    page = pyvis_html(net, title=bad, language="id")
    assert bad not in page
    assert "<script>alert" not in page
    assert page.count("<h1>") == 1
    assert "{{7*7}}" in page
    assert json.dumps(net.nodes) == before


def test_a_place_that_cannot_be_written_is_told(traffic: Network, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(UsageError) as caught:
        save_network(make_pyvis(traffic, [], language="id"), tmp_path / "berkas" / "x.html")
    assert caught.value.code == "not-written"
