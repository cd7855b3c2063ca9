"""The cascade as a printed map: legible, nothing lost, nothing outside its cell."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene import draw_pages
from kinerja_graph.render.scene_mark import SceneMark, ScenePage
from kinerja_graph.render.scene_model import scene_model
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.tree import BOXES
from kinerja_graph.render.tree_map import MapPage, page_view, tree_map
from kinerja_graph.texts import Language, Text

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75
PAPER = (265 / 0.2645, 169 / 0.2645)
"""What an A4 landscape page of a report has room for, in pixels, without making it smaller."""
LONG = (
    "Persentase pelaksanaan koordinasi dan sinkronisasi penyusunan dokumen perencanaan perangkat "
    "daerah yang selesai tepat waktu sesuai peraturan perundang-undangan"
)
VIEW = page_view("id")
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


def cells_of(page: ScenePage) -> dict[int, SceneMark]:
    """The cells of a page by the number of their box, those repeated included."""
    return {mark.box: mark for mark in page.marks if mark.shape == "rect" and mark.box is not None}


def words_of(page: ScenePage, box: int) -> str:
    """All words of a cell, the lines inside it included."""
    cell = cells_of(page)[box]
    return " ".join(mark.text for mark in page.marks if mark.shape == "text" and holds(cell, mark))


def holds(cell: SceneMark, text: SceneMark) -> bool:
    left = text.x - text.w if text.end else text.x
    across = cell.x <= left and left + text.w <= cell.x + cell.w + 0.02
    return across and cell.y <= text.y - text.size * 0.7 and text.y <= cell.y + cell.h


def check_page(page: ScenePage) -> None:
    """Every line is inside its cell, no cell covers another one, nothing is outside the page."""
    cells = [mark for mark in page.marks if mark.shape == "rect" and mark.box is not None]
    boxes = {cell.box for cell in cells}
    for mark in page.marks:
        if mark.shape == "text" and mark.box in boxes:
            assert any(cell.box == mark.box and holds(cell, mark) for cell in cells), mark.text
        if mark.shape not in {"text", "path"}:
            assert -0.01 <= mark.x <= VIEW.width + 0.02 - mark.w, mark
            assert -0.01 <= mark.y <= VIEW.height + 0.02 - mark.h, mark
    areas = sorted(cells, key=lambda cell: (cell.x, cell.y))
    for one, other in pairwise(areas):
        apart = other.y >= one.y + one.h - 0.02 or one.y >= other.y + other.h - 0.02
        assert apart or other.x >= one.x + one.w - 0.02, (one, other)
    assert page.height <= VIEW.height + 0.02


def check_pages(network: Network, pages: list[MapPage]) -> None:
    """Every box is new on one page, and each is legible on A4."""
    shown = Counter(box for page in pages for box in page.boxes)
    assert set(shown) == {node.id for node in network.nodes if node.label in BOXES}
    assert set(shown.values()) <= {1}
    assert [page.page for page in pages] == [*range(1, len(pages) + 1)]
    assert {page.pages for page in pages} <= {len(pages)}
    for page in pages:
        root = fromstring(page.svg)  # noqa: S314 - our own text
        scale = float(root.get("width", "")) / float(root.get("viewBox", "").split()[2])
        sizes = [float(size) for size in re.findall(r'font-size="([0-9.]+)"', page.svg)]
        assert min(sizes) * scale * POINTS >= 7
        assert min(sizes) * scale * POINTS >= page.smallest - 0.01
        assert page.width <= PAPER[0]
        assert page.height <= PAPER[1]
    for page in draw_pages(scene_model(network, []), VIEW).pages:
        check_page(page)


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
    if len(network.nodes) > 600:
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
    check_pages(traffic, [page])
    body = [float(size) for size in re.findall(r'font-size="([0-9.]+)"[^>]*>Nama A', page.svg)]
    assert min(body) * POINTS > 9
    assert f'lang="{language}"' in page.svg


def test_only_what_is_broken_has_a_colour_and_a_sign(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    plain = tree_map(traffic, [mark("A2", how="info")], language="id")[0].svg
    marks = [mark("A1"), mark("A3", how="warning")]
    (page,) = tree_map(traffic, marks, language="id")
    model = scene_model(traffic, marks)
    (drawn,) = draw_pages(model, VIEW).pages
    number = {box["id"]: at for at, box in enumerate(model["boxes"])}
    cells = cells_of(drawn)
    assert cells[number["A1"]].fill == "red.ground"
    assert cells[number["A3"]].fill == "amber.ground"
    assert {cells[number[id_]].fill for id_ in ("LALIN", "A2", "A4", "A5")} == {"ground"}
    assert "✖" in words_of(drawn, number["A1"])
    assert "▲" in words_of(drawn, number["A3"])
    assert "✖" not in words_of(drawn, number["A2"])
    assert "#fde6e4" in page.svg
    assert "#fde6e4" not in plain
    assert "Galat 1, Peringatan 1" in page.alt


def test_a_missing_agency_has_a_dashed_cell(traffic: Network, mark: Callable[..., Mark]) -> None:
    marks = [mark("LALIN", "bps", "missing-agency")]
    (page,) = tree_map(traffic, marks, language="id")
    model = scene_model(traffic, marks)
    (drawn,) = draw_pages(model, VIEW).pages
    (missing,) = [at for at, box in enumerate(model["boxes"]) if box["kind"] == "Missing"]
    assert "Diharapkan, belum ada" in words_of(drawn, missing)
    assert [frame for frame in drawn.marks if frame.shape == "frame" and frame.dashed]
    assert "stroke-dasharray" in page.svg


def test_an_agency_is_named_where_it_changes() -> None:
    network = plan([1, 2, 2], name="Nama", agencies=2)
    model = scene_model(network, [])
    (drawn,) = draw_pages(model, page_view("en")).pages
    number = {box["id"]: at for at, box in enumerate(model["boxes"])}
    assert words_of(drawn, number["0.0"]).startswith("OPD-0 0.0 Nama")
    assert words_of(drawn, number["0.0.0"]).startswith("0.0.0 Nama")
    assert words_of(drawn, number["0.0.1"]).startswith("OPD-1")


def test_a_large_result_has_several_pages_with_its_parents_repeated_in_grey(
    mark: Callable[..., Mark],
) -> None:
    network = plan([1, 3, 4, 8, 2], name="Nama panjang sekali", agencies=3)
    broken = [node.id for node in network.nodes if node.id.count(".") == 4][:3]
    marks = [mark(id_) for id_ in broken]
    pages = tree_map(network, marks, language="id")
    check_pages(network, pages)
    assert len(pages) > 1
    assert pages[0].title.startswith("Peta 1/")
    assert pages[1].title.endswith("(lanjutan)")
    assert "lanjutan dari peta sebelumnya" in pages[1].svg
    assert "lanjutan dari peta sebelumnya" not in pages[0].svg
    model = scene_model(network, marks)
    first, second = draw_pages(model, VIEW).pages[:2]
    again = set(cells_of(second)) - {*second.boxes}
    assert again
    assert again <= {*first.boxes}
    assert {cells_of(second)[box].fill for box in again} == {"faint.ground"}
    assert "✖ 3" in " ".join(mark.text for mark in first.marks)


def test_pages_beyond_the_most_are_counted_and_not_drawn() -> None:
    network = plan([1, 3, 4, 8, 2], agencies=3)
    every = tree_map(network, [], language="id")
    assert len(every) > 3
    assert tree_map(network, [], language="id", most=2) == every[:2]


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
    network = plan([1, 3, 3], agencies=2)
    (page,) = tree_map(network, [], language="id")
    said = " ".join(re.findall(r">([^<]+)</text>", page.svg))
    assert said.count("…") == 1  # the title of the page
    for id_ in ("0", "0.1", "0.2.2"):
        assert f"{id_} {LONG}" in said


def test_more_levels_than_a_page_has_columns_go_on_on_further_pages() -> None:
    network = plan([2, 1, 2, 1, 1, 2, 1], name="Nama", inside=9)
    pages = tree_map(network, [], language="id")
    check_pages(network, pages)
    assert any(page.title.endswith("(lanjutan)") for page in pages)


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
