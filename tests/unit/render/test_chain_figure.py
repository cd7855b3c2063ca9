"""A break as a small figure: its chain, the gap in words and form, what is cut off below."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.still.chain_figure import ChainFigure, chain_figure
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.raster import png
from kinerja_graph.texts import Language, Text

SVG = "{http://www.w3.org/2000/svg}"
LONG = (
    "Persentase pelaksanaan koordinasi dan sinkronisasi penyusunan dokumen perencanaan perangkat "
    "daerah yang selesai tepat waktu sesuai peraturan perundang-undangan"
)
LANGUAGES: tuple[Language, ...] = ("id", "en")
Make = Callable[[list[tuple[str, str, int | None, str]], list[tuple[str, str, str]]], Network]


@pytest.fixture
def city(network: Make) -> Network:
    """A chain from level 0 to 4, one that is cut off at level 2, and an indicator."""
    nodes: list[tuple[str, str, int | None, str]] = [
        ("Objective", "TOP", 0, ""),
        ("Objective", "A", 1, "dishub"),
        ("Indicator", "A-1", 1, "dishub"),
        ("Objective", "B", 2, "dishub"),
        ("Objective", "C", 3, "dishub"),
        ("Objective", "D", 4, "dishub"),
        ("Objective", "CUT", 2, "pu"),
        ("Objective", "CUT-1", 3, "pu"),
        ("Objective", "CUT-2", 4, "pu"),
    ]
    edges = [
        ("CONTRIBUTES_TO", "A", "TOP"), ("MEASURES", "A-1", "A"), ("CONTRIBUTES_TO", "B", "A"),
        ("CONTRIBUTES_TO", "C", "B"), ("CONTRIBUTES_TO", "D", "C"),
        ("CONTRIBUTES_TO", "CUT-1", "CUT"), ("CONTRIBUTES_TO", "CUT-2", "CUT-1"),
        ("REJECTED_CONTRIBUTION", "CUT", "B"),
    ]  # fmt: skip
    return network(nodes, edges)


def draw(network: Network, mark: Mark, language: Language = "id") -> ChainFigure:
    figure = chain_figure(network, mark, language=language)
    assert figure is not None
    return figure


def boxes(figure: ChainFigure) -> list[Element]:
    """The boxes of a figure from top to bottom."""
    root = fromstring(figure.svg)  # noqa: S314 - our own text
    return [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]


def words(figure: ChainFigure) -> list[str]:
    """The words of a figure from top to bottom."""
    root = fromstring(figure.svg)  # noqa: S314 - our own text
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def check_words(figure: ChainFigure) -> None:
    """Every line is on the figure; the lines of a box are in it or left of it."""
    for text in fromstring(figure.svg).iter(f"{SVG}text"):  # noqa: S314 - our own text
        end = float(text.get("x", "")) + width(
            text.text or "", float(text.get("font-size", "")), bold=text.get("font-weight") == "700"
        )
        assert end <= 472
    for box in boxes(figure):
        rect = box.find(f"{SVG}rect")
        assert rect is not None
        left, top, across, high = (float(rect.get(k, "")) for k in ("x", "y", "width", "height"))
        for text in box.iter(f"{SVG}text"):
            x, y, size = (float(text.get(key, "")) for key in ("x", "y", "font-size"))
            right = x + width(text.text or "", size, bold=text.get("font-weight") == "700")
            assert right <= (left + across if x >= left else left)
            assert y + 0.24 * size <= top + high + 8.1  # the sheets below a box count as its own
            assert y - 0.76 * size >= top - 8.1
    sizes = [float(size) for size in re.findall(r'font-size="([0-9.]+)"', figure.svg)]
    assert min(sizes) * 0.75 >= 7


def test_an_orphan_has_a_gap_above_and_a_count_below(
    city: Network, mark: Callable[..., Mark]
) -> None:
    cut = dataclasses.replace(mark("CUT", rule="orphan-objective"), cut_off=2)
    figure = draw(city, cut)
    assert words(figure) == [
        "Tingkat 0–1", "Belum menyebut hasil di atasnya",
        "Terputus: tanpa kontribusi pada hasil di atas",
        "2 · Hasil program", "Dinas pu", "✖ Nama CUT", "Judul orphan-objective",
        "Ikut terputus: 2 hasil dan tugas di bawahnya", "Kegiatan: 1 · Subkegiatan: 1",
    ]  # fmt: skip
    missing, broken, _ = boxes(figure)
    dashed = missing.find(f"{SVG}rect")
    assert dashed is not None
    assert dashed.get("stroke-dasharray")
    assert broken.get("data-node") == "CUT"
    assert figure.root == "CUT"
    assert figure.title == "✖ Judul orphan-objective · CUT"
    for part in ("Pesan tentang CUT.", "Terputus: tanpa", "2 · Hasil program, Dinas pu: Nama CUT"):
        assert part in figure.alt


def test_the_way_up_is_told_with_levels_and_agencies(
    city: Network, mark: Callable[..., Mark]
) -> None:
    figure = draw(city, mark("D", rule="unowned-indicator"), "en")
    assert words(figure) == [
        "0 · Government outcome", "Nama TOP",
        "2 more results between",
        "3 · Activity", "Dinas dishub", "Nama C",
        "4 · Sub-activity", "Dinas dishub", "✖ Nama D", "Title unowned-indicator",
    ]  # fmt: skip
    frames = boxes(figure)[-1].findall(f"{SVG}rect")
    assert [rect.get("stroke-dasharray") for rect in frames] == [None, None, "4 3"]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("rejected-contribution", "Judul rejected-contribution"),
        ("unaccepted-contribution", "Judul unaccepted-contribution"),
    ],
)
def test_a_link_that_does_not_count_is_a_gap(
    city: Network, mark: Callable[..., Mark], rule: str, told: str
) -> None:
    figure = draw(city, mark("CUT", "B", rule))
    said = words(figure)
    assert said.index("Nama B") < said.index(told) < said.index("✖ Nama CUT")
    assert "1 hasil lagi di antaranya" in said
    assert "h12" in figure.svg  # the two ends of a gap
    plain = draw(city, mark("C", "B", "level-skip"))
    assert "h12" not in plain.svg
    assert words(plain).index("Judul level-skip") < words(plain).index("✖ Nama C")


@pytest.mark.parametrize(
    ("rule", "other", "told"),
    [
        ("unmeasured-objective", None, "Indikator yang mengukurnya"),
        ("missing-agency", "bps", "bps"),
        ("unsupported-outcome", None, "Hasil atau tugas yang menopangnya"),
    ],
)
def test_what_is_missing_below_has_a_dashed_box(
    city: Network, mark: Callable[..., Mark], rule: str, other: str | None, told: str
) -> None:
    figure = draw(city, mark("A", other, rule))
    assert words(figure)[-1] == told
    rect = boxes(figure)[-1].find(f"{SVG}rect")
    assert rect is not None
    assert rect.get("stroke-dasharray")
    assert "h12" in figure.svg


def test_a_circle_shows_who_else_is_in_it(network: Make, mark: Callable[..., Mark]) -> None:
    names = ["P", "Q", "R"]
    pairs = [("P", "Q"), ("Q", "R"), ("R", "P"), ("S", "P")]
    nodes: list[tuple[str, str, int | None, str]] = [("Objective", "TOP", 0, "")]
    nodes += [("Objective", name, 2, "pu") for name in [*names, "S"]]
    plan = network(
        nodes,
        [("CONTRIBUTES_TO", low, high) for low, high in pairs],
    )
    told = dataclasses.replace(
        mark("P", rule="contribution-cycle"), cut_off=1, path=("P", "Q", "R")
    )
    said = words(draw(plan, told))
    assert said.index("✖ Nama P") < said.index("Lingkaran: yang satu berkontribusi pada yang lain")
    assert "Nama Q" in said
    assert "dan 1 catatan lagi" in said
    assert "1 hasil dan tugas bermuara ke lingkaran ini" in said
    assert said[-1] == "Hasil program: 1"


def test_records_that_are_alike_stand_together(city: Network, mark: Callable[..., Mark]) -> None:
    told = dataclasses.replace(mark("C", rule="duplicate-indicator"), path=("C", "CUT-1"))
    said = words(draw(city, told))
    assert said.index("✖ Nama C") < said.index("Temuan yang sama juga tentang:")
    assert said.index("Temuan yang sama juga tentang:") < said.index("Nama CUT-1")


def test_a_plan_without_a_top_level_says_so_once(network: Make, mark: Callable[..., Mark]) -> None:
    plan = network(
        [("Indicator", "K", 1, "pu"), ("Indicator", "L", 2, "pu")], [("CONTRIBUTES_TO", "L", "K")]
    )
    top = words(draw(plan, mark("K")))
    assert top[1:3] == [
        "daerah",
        "Rencana ini tidak memuat hasil tingkat 0",
    ]
    assert "Rencana ini tidak memuat hasil tingkat 0" not in words(draw(plan, mark("L")))


def test_a_finding_about_no_box_has_no_figure(city: Network, mark: Callable[..., Mark]) -> None:
    assert chain_figure(city, mark("kota"), language="id") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_size_is_that_of_a_small_figure(
    city: Network, mark: Callable[..., Mark], language: Language
) -> None:
    nodes = tuple(dataclasses.replace(node, name=f"{node.id} {LONG}") for node in city.nodes)
    plan = dataclasses.replace(city, nodes=nodes, agencies={"dishub": LONG, "pu": LONG})
    for node, other, rule in (
        ("D", None, "missing-baseline"), ("CUT", "B", "rejected-contribution"),
        ("B", None, "unmeasured-objective"), ("CUT", None, "orphan-objective"),
    ):  # fmt: skip
        figure = draw(plan, dataclasses.replace(mark(node, other, rule), cut_off=900), language)
        check_words(figure)
        assert figure.width == 480
        assert 80 <= figure.height <= 245
        assert any(line.endswith("…") for line in words(figure))
        assert (
            draw(plan, dataclasses.replace(mark(node, other, rule), cut_off=900), language)
            == figure
        )


HOSTILE = ("</text><script>x</script>", '"><image href="http://e.org/x"/>', "\x00\ud800\u202e", "")


@given(
    st.lists(st.text(max_size=300) | st.sampled_from(HOSTILE), min_size=9, max_size=9),
    st.sampled_from(["orphan-objective", "missing-agency", "level-skip", "contribution-cycle"]),
    st.integers(0, 8),
)
@settings(max_examples=60, deadline=None)
def test_any_name_stays_in_its_box_and_does_nothing(names: list[str], rule: str, at: int) -> None:
    nodes = tuple(
        NetworkNode(label="Objective", id=f"N{n}", name=name, level=min(5, n), agencies=(name,))
        for n, name in enumerate(names)
    )
    plan = Network(
        dataset="d", edition="1", loaded_at="2026", digest="0f" * 32, focus=None, nodes=nodes,
        edges=tuple(
            NetworkEdge(type="CONTRIBUTES_TO", source=f"N{n + 1}", target=f"N{n}") for n in range(8)
        ),
        agencies={name: name for name in names},
    )  # fmt: skip
    text = Text(id=names[0], en=names[1])
    mark = Mark(
        node_id=f"N{at}", other_id=f"N{max(0, at - 1)}" if rule == "level-skip" else None,
        rule=rule, severity="error", title=text, message=text, remediation=text, cut_off=3,
        path=("N3", "N4") if rule == "contribution-cycle" else (),
    )  # fmt: skip
    figure = draw(plan, mark)
    check_words(figure)
    tags = {element.tag.removeprefix(SVG) for element in fromstring(figure.svg).iter()}  # noqa: S314
    assert tags <= {"svg", "g", "rect", "path", "circle", "text", "title", "desc"}
    assert not re.search("[\ud800-\udfff\u202e\x00]", figure.svg)


def test_it_can_be_drawn_as_png(city: Network, mark: Callable[..., Mark]) -> None:
    assert png(draw(city, mark("CUT")).svg).startswith(b"\x89PNG")
