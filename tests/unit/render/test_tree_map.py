"""The cascade as a printed map: legible, nothing lost, nothing outside its cell."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.picture import add_missing_agencies
from kinerja_graph.render.still.canvas import Area
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.tree import BOXES
from kinerja_graph.render.tree_map import MapPage, tree_map
from kinerja_graph.texts import Language, Text

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75
PAPER = (265 / 0.2645, 169 / 0.2645)
"""What an A4 landscape page of a report has room for, in pixels, without making it smaller."""
LONG = (
    "Persentase pelaksanaan koordinasi dan sinkronisasi penyusunan dokumen perencanaan perangkat "
    "daerah yang selesai tepat waktu sesuai peraturan perundang-undangan"
)
LANGUAGES: tuple[Language, ...] = ("id", "en")


def plan(
    fans: list[int], *, name: str = LONG, first: int = 0, agencies: int = 1, inside: int = 0
) -> Network:
    """A cascade in which every record of a level has as many below it as ``fans`` says.

    At most 200 records of a level have any, so that it stays small enough to draw.
    """
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    above: list[str] = [""]
    for depth, fan in enumerate(fans):
        row: list[str] = []
        for parent in above[: max(1, 200 // fan)]:
            for number in range(fan):
                id_ = f"{parent}.{number}".lstrip(".")
                level = first + depth
                node = NetworkNode(
                    label="Task" if level > 5 else "Objective",
                    id=id_,
                    name=f"{id_} {name}",
                    level=None if level > 5 else level,
                    agencies=(f"opd-{len(row) % agencies}",) if depth else (),
                )
                nodes.append(node)
                row.append(id_)
                if parent:
                    edges.append(NetworkEdge(type="CONTRIBUTES_TO", source=id_, target=parent))
                for at in range(inside if node.label == "Objective" else 0):
                    line = dataclasses.replace(
                        node, label="Indicator", id=f"{id_}#{at}", name=f"I{at} {name}"
                    )
                    nodes.append(line)
                    edges.append(NetworkEdge(type="MEASURES", source=line.id, target=id_))
        above = row
    return Network(
        dataset="kota", edition="1", loaded_at="2026", digest="0f" * 32, focus=None,
        nodes=tuple(nodes), edges=tuple(edges),
        agencies={f"opd-{number}": f"Dinas {number}" for number in range(agencies)},
    )  # fmt: skip


def groups(page: MapPage) -> Iterator[tuple[Element, Area]]:
    """The cells of a page with their areas, those ``+ N`` included."""
    root = fromstring(page.svg)  # noqa: S314 - our own text
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        if group.find(f"{SVG}title") is not None and rect is not None:
            yield group, Area(*(float(rect.get(key, "")) for key in ("x", "y", "width", "height")))


def check_words(page: MapPage) -> None:
    """Every line is inside its cell, and no letter is smaller than 7 points."""
    for group, area in groups(page):
        for line in group.iter(f"{SVG}text"):
            x, y, size = (float(line.get(key, "")) for key in ("x", "y", "font-size"))
            bold = line.get("font-weight") == "700"
            assert x >= area.left
            assert x + width(line.text or "", size, bold=bold) <= area.right, line.text
            assert y - 0.76 * size >= area.top - 0.01, line.text
            assert y + 0.24 * size <= area.bottom + 0.01, line.text
    sizes = [float(size) for size in re.findall(r'font-size="([0-9.]+)"', page.svg)]
    assert min(sizes) * POINTS >= 7
    assert min(sizes) * POINTS >= page.smallest - 0.01


def check_cells(page: MapPage) -> None:
    """No cell covers another one, and all are on the page."""
    areas = sorted((area for _, area in groups(page)), key=lambda area: (area.left, area.top))
    for one, other in pairwise(areas):
        apart = other.top >= one.bottom - 0.02 or other.left >= one.right - 0.02
        assert apart, (one, other)
    assert all(area.right <= page.width and area.bottom <= page.height for area in areas)
    assert page.width <= PAPER[0]
    assert page.height <= PAPER[1]


def check_pages(network: Network, pages: list[MapPage]) -> None:
    """Every box is on one page, and what a page counts is on a later one."""
    shown = Counter(box for page in pages for box in page.boxes)
    assert set(shown) == {node.id for node in network.nodes if node.label in BOXES}
    assert set(shown.values()) <= {1}
    later: set[str] = set()
    for page in reversed(pages):
        assert set(page.counted) <= later
        later.update(page.boxes)
    assert [page.page for page in pages] == [*range(1, len(pages) + 1)]
    assert {page.pages for page in pages} <= {len(pages)}
    for page in pages:
        check_words(page)
        check_cells(page)


@given(
    st.lists(st.integers(1, 200), min_size=1, max_size=3).flatmap(
        lambda wide: st.lists(st.integers(1, 3), max_size=7 - len(wide)).map(lambda n: [*n, *wide])
    ),
    st.sampled_from([LONG, "Nama", "Takbersambung" * 9]),
    st.integers(0, 2),
    st.sampled_from([0, 1, 3, 9]),
)
@settings(max_examples=12, deadline=None)
def test_any_tree_is_legible_and_whole(fans: list[int], name: str, first: int, inside: int) -> None:
    network = plan(fans, name=name, first=first, agencies=5, inside=inside)
    if len(network.nodes) > 1500:
        network = plan(fans, name=name, first=first, agencies=5)
    check_pages(network, tree_map(network, [], language="id"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_plan_is_one_page_with_large_letters(
    traffic: Network, mark: Callable[..., Mark], language: Language
) -> None:
    (page,) = tree_map(traffic, [mark("A1")], language=language)
    word = {"id": "Peta", "en": "Map"}[language]
    assert page.title == f"{word} 1/1: Nama LALIN"
    assert page.roots == ("LALIN",)
    assert page.counted == ()
    check_pages(traffic, [page])
    body = [float(size) for size in re.findall(r'font-size="([0-9.]+)"[^>]*>Nama', page.svg)]
    assert min(body) * POINTS > 9
    assert f'lang="{language}"' in page.svg


def test_only_what_is_broken_has_a_colour_and_a_sign(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    plain = tree_map(traffic, [mark("A2", how="info")], language="id")[0].svg
    (page,) = tree_map(traffic, [mark("A1"), mark("A3", how="warning")], language="id")
    cells = {str(group.get("data-node")): group for group, _ in groups(page)}
    grounds = {
        id_: {str(rect.get("fill")) for rect in group.iter(f"{SVG}rect")}
        for id_, group in cells.items()
    }
    assert {"#fde6e4", "#c62828"} <= grounds["A1"]
    assert "#ffefd0" in grounds["A3"]
    assert all(grounds[id_] <= {"#ffffff", "none"} for id_ in ("LALIN", "A2", "A4", "A5"))
    assert "#fde6e4" not in plain
    words = {
        id_: " ".join(text.text or "" for text in g.iter(f"{SVG}text")) for id_, g in cells.items()
    }
    assert "▲ Nama A1" in words["A1"]
    assert "◆ Nama A3" in words["A3"]
    assert "▲" not in words["A2"]
    ticks = cells["A3"].find(f"{SVG}path")
    assert ticks is not None
    assert str(ticks.get("d")).count("M") > 3
    assert cells["A1"].find(f"{SVG}path") is None
    assert "Galat 1, Peringatan 1" in page.alt


def test_a_missing_agency_has_a_dashed_cell(traffic: Network, mark: Callable[..., Mark]) -> None:
    marks = [mark("LALIN", "bps", "missing-agency")]
    (page,) = tree_map(traffic, marks, language="id")
    check_pages(add_missing_agencies(traffic, marks), [page])
    (cell,) = [g for g, _ in groups(page) if "bps" in str(g.get("data-node"))]
    assert "Diharapkan, belum ada" in " ".join(text.text or "" for text in cell.iter(f"{SVG}text"))
    rect = cell.find(f"{SVG}rect")
    assert rect is not None
    assert rect.get("stroke-dasharray")


def test_an_agency_is_named_where_it_changes() -> None:
    network = plan([1, 2, 2], name="Nama", agencies=2)
    (page,) = tree_map(network, [], language="en")
    cells = {str(group.get("data-node")): group for group, _ in groups(page)}
    lines = {id_: [text.text for text in g.iter(f"{SVG}text")] for id_, g in cells.items()}
    assert lines["0.0"][0] == "Dinas 0"
    assert lines["0.0.0"][0] == "0.0.0 Nama"
    assert lines["0.0.1"][0] == "Dinas 1"


def test_what_does_not_fit_is_counted_with_its_page_and_its_findings(
    mark: Callable[..., Mark],
) -> None:
    network = plan([1, 3, 4, 8, 2], name="Nama panjang sekali", agencies=3)
    broken = [node.id for node in network.nodes if node.id.count(".") == 4][:3]
    pages = tree_map(network, [mark(id_) for id_ in broken], language="id")
    check_pages(network, pages)
    assert len(pages) > 1
    assert pages[0].counted
    assert "(peta 2)" in pages[0].svg
    assert pages[0].title.startswith("Peta 1/")
    assert pages[1].title.endswith("(lanjutan)")
    assert f"{len(pages[0].counted)} lagi hanya dihitung" in pages[0].alt
    told = sum(int(number) for number in re.findall(r"<text[^>]*>\+ (\d+) lagi", pages[0].svg))
    assert told == len(pages[0].counted)
    first = next(
        group for group, _ in groups(pages[0]) if "+ " in (group.findtext(f"{SVG}title") or "")
    )
    assert "▲ 3" in " ".join(text.text or "" for text in first.iter(f"{SVG}text"))


def test_results_without_a_parent_come_last(mark: Callable[..., Mark]) -> None:
    network = plan([2, 2], name="Nama")
    loose = tuple(
        NetworkNode(label="Indicator", id=f"L{n}", name=f"Lepas {n} {LONG}", level=4)
        for n in range(70)
    )
    network = dataclasses.replace(network, nodes=(*loose, *network.nodes))
    pages = tree_map(network, [mark(node.id) for node in loose], language="id")
    check_pages(network, pages)
    assert pages[0].roots == ("0", "1")
    assert "dan 1 hasil lain" in pages[0].title
    assert all(page.roots == () for page in pages[1:])
    assert "Terputus" in pages[1].title
    assert len(pages) <= 4


def test_results_that_carry_nothing_stand_side_by_side() -> None:
    network = plan([70], name="Nama yang cukup panjang untuk dua baris")
    pages = tree_map(network, [], language="id")
    check_pages(network, pages)
    assert len(pages) == 1
    assert len(pages[0].roots) == 70
    assert "dan 69 hasil lain" in pages[0].title


def test_every_word_of_a_name_is_there_if_it_fits() -> None:
    (page,) = tree_map(plan([1, 3, 3], agencies=2), [], language="id")
    said = " ".join(re.findall(r">([^<]+)</text>", page.svg))
    assert said.count("…") == 1  # the title of the page
    for id_ in ("0", "0.1", "0.2.2"):
        assert f"{id_} {LONG}" in said


HOSTILE = (
    "</text><script>alert(1)</script>",
    '"><image href="http://example.org/x.png"/>',
    "&xxe; ]]> <!-- \x00\x08\ufffe",
    "lone \ud800 surrogate \u202e turned",
    "https://example.org/a?b=1&c=2",
    "",
)


def test_names_run_nothing_and_fetch_nothing(traffic: Network, mark: Callable[..., Mark]) -> None:
    nodes = tuple(
        dataclasses.replace(node, id=f"{at}{text}", name=text, agencies=(text,))
        for at, (node, text) in enumerate(zip(traffic.nodes, HOSTILE, strict=True))
    )
    network = dataclasses.replace(
        traffic, nodes=nodes, edges=(), dataset=HOSTILE[0], agencies={t: t for t in HOSTILE}
    )
    title = Text(id=HOSTILE[0], en=HOSTILE[1])
    marks = [dataclasses.replace(mark(node.id), title=title) for node in nodes]
    for page in tree_map(network, marks, language="id"):
        root = fromstring(page.svg)  # noqa: S314 - our own text
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "g", "rect", "path", "circle", "text", "title", "desc"}
        names = {name for element in root.iter() for name in element.attrib}
        assert not {n for n in names if n.startswith("on") or "href" in n or n == "style"}
        assert not re.search("[\ud800-\udfff\u202e\x00]", page.svg)
        check_words(page)
        assert png(page.svg).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_plan_gives_the_same_pages(mark: Callable[..., Mark], language: Language) -> None:
    network = plan([2, 3, 4, 3], agencies=3, inside=1)
    marks = [mark(node.id) for node in network.nodes[::5]]
    shuffled = dataclasses.replace(network, nodes=network.nodes[::-1], edges=network.edges[::-1])
    pages = tree_map(network, marks, language=language)
    assert tree_map(shuffled, marks[::-1], language=language) == pages
    check_pages(network, pages)


def test_a_theme_for_print_needs_no_colour(traffic: Network, mark: Callable[..., Mark]) -> None:
    marks = [mark("A1"), mark("A3", how="warning")]
    (page,) = tree_map(traffic, marks, language="id", theme="print")
    colours = set(re.findall(r"#[0-9a-f]{6}", page.svg))
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_an_empty_plan_has_no_page() -> None:
    empty = dataclasses.replace(plan([1]), nodes=(), edges=())
    assert tree_map(empty, [], language="id") == []


def test_a_circle_and_a_long_chain_of_one_level_are_drawn() -> None:
    nodes = tuple(
        NetworkNode(label="Indicator", id=f"N{n:02}", name=f"Nama {n}", level=2) for n in range(30)
    )
    edges = [
        NetworkEdge(type="CONTRIBUTES_TO", source=f"N{n + 1:02}", target=f"N{n:02}")
        for n in range(29)
    ]
    edges.append(NetworkEdge(type="CONTRIBUTES_TO", source="N00", target="N29"))
    network = dataclasses.replace(plan([1]), nodes=nodes, edges=tuple(edges))
    check_pages(network, tree_map(network, [], language="id"))
