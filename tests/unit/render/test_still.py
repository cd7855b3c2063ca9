"""Still pictures: the places of the page, text as text, nothing that runs, the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import re
import struct
from collections.abc import Callable
from importlib import resources
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.errors import UsageError
from kinerja_graph.render.layout import HEIGHT, WIDTH
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.picture import place_boxes
from kinerja_graph.render.still import fonts
from kinerja_graph.render.still.letters import STEPS, clean, clip_text, fit_text, wrap_text
from kinerja_graph.render.still.picture import HEADS, MARGIN, svg
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.still.slices import COLUMNS, ROWS, slices
from kinerja_graph.render.still.themes import THEMES, ThemeName

SVG = "{http://www.w3.org/2000/svg}"
FONTS = resources.files("kinerja_graph.render") / "assets" / "fonts"
DIGESTS = {
    "DejaVuSansCondensed.ttf": "2d8aa290adcf1ebcbb35f63e57cf32941b012eaab4b65096b904112cf3bac972",
    "DejaVuSansCondensed-Bold.ttf": (
        "6d2f2481e2aae944e8411cc5be515c69503ff7f5db52f2c67bcbe5d4de6bec13"
    ),
    "DejaVuSans.ttf": "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322",
    "DejaVuSans-Bold.ttf": "0d977336a6d5fba34eab8e3199eb218327161b5143749f802982c2bc34df0c96",
}


def words(root: Element) -> str:
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def boxes(root: Element) -> dict[str, Element]:
    found = (group for group in root.iter(f"{SVG}g") if group.get("data-node") is not None)
    return {str(group.get("data-node")): group for group in found}


def test_the_vendored_fonts_are_the_ones_that_were_released() -> None:
    for name, digest in DIGESTS.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
    notice = (FONTS / "NOTICE").read_text("utf-8")
    assert all(name in notice for name in DIGESTS)
    assert "Permission is hereby granted" in notice


def test_letters_are_as_wide_as_the_font_says() -> None:
    assert fonts.width("i", 2048) == 569
    assert fonts.width("W", 2048) == 2025
    assert fonts.width("W", 2048, bold=True) == 2259
    assert fonts.width("▲", 10) > 5
    assert fonts.width("ab", 12) == pytest.approx(fonts.width("a", 12) + fonts.width("b", 12))


def test_every_text_keeps_to_its_place_and_has_its_title(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    marks = [mark("A1"), mark("A2", how="info"), mark("LALIN", "bps", "missing-agency")]
    root = fromstring(svg(traffic, marks, language="id"))  # noqa: S314 - our own text
    assert (root.tag, root.get("role"), root.get("lang")) == (f"{SVG}svg", "img", "id")
    assert root.findtext(f"{SVG}title") == "Cascading kinerja · kota-contoh · 2026-murni"
    part = dataclasses.replace(traffic, focus="A1")
    named = fromstring(svg(part, [], language="id"))  # noqa: S314
    assert named.findtext(f"{SVG}title") == "Cascading kinerja · kota-contoh · 2026-murni · A1"
    assert "6 hasil dan tugas. Galat 2, Info 1" in (root.findtext(f"{SVG}desc") or "")
    found = boxes(root)
    assert (
        set(found) == {"A1", "A2", "A3", "A4", "A5", "LALIN", "LALIN\ufffdbps"} or len(found) == 7
    )
    assert "▲ Galat: Judul orphan-indicator" in (found["A1"].findtext(f"{SVG}title") or "")
    said = words(root)
    for text in ("Nama A3", "DISHUB", "▲ Judul orphan-indicator", "● 1", "lintas instansi"):
        assert text in said
    assert "Diharapkan, belum ada kontribusi" in said
    assert "0 · Hasil pemerintah daerah" in said
    assert "0f" * 32 in said


def test_boxes_stand_where_they_are_placed(traffic: Network, mark: Callable[..., Mark]) -> None:
    marks = [mark("A1")]
    tree, layout = place_boxes(traffic, marks)
    text = svg(traffic, marks, language="en")
    root = fromstring(text)  # noqa: S314
    moved = [group.get("transform") for group in root.iter(f"{SVG}g") if group.get("transform")]
    top = float(str(moved[1]).split()[1].rstrip(")"))
    assert moved[0] == f"translate({MARGIN} {MARGIN})"
    assert top > HEADS
    for number, node in enumerate(tree.boxes):
        rect = boxes(root)[node.id].find(f"{SVG}rect")
        assert rect is not None
        assert float(rect.get("x", "")) == layout.left[number]
        assert float(rect.get("y", "")) == layout.top[number]


HOSTILE = (
    "</text><script>alert(1)</script>",
    '"><image href="http://example.org/x.png"/>',
    "&xxe; ]]> <!-- \x00\x08\ufffe",
    "lone \ud800 surrogate \u202e turned",
    "https://example.org/a?b=1&c=2",
)


def test_names_run_nothing_and_fetch_nothing(traffic: Network, mark: Callable[..., Mark]) -> None:
    nodes = tuple(
        dataclasses.replace(node, id=f"{at}{text}", name=text, agencies=(text,))
        for at, (node, text) in enumerate(zip(traffic.nodes, HOSTILE, strict=False))
    )
    plan = dataclasses.replace(
        traffic, nodes=nodes, edges=(), dataset=HOSTILE[0], agencies={t: t for t in HOSTILE}
    )
    text = svg(plan, [mark(nodes[0].id, rule=HOSTILE[1])], language="id")
    root = fromstring(text)  # noqa: S314
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "rect", "path", "circle", "text", "title", "desc"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {
        name for name in names if name.startswith("on") or "href" in name or name == "style"
    }
    assert not re.search("[\ud800-\udfff\u202e\x00]", text)
    assert png(text).startswith(b"\x89PNG")


def test_the_same_plan_gives_the_same_text_and_the_same_png(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    marks = [mark("A1"), mark("A2", how="warning")]
    shuffled = dataclasses.replace(traffic, nodes=traffic.nodes[::-1], edges=traffic.edges[::-1])
    text = svg(traffic, marks, language="id")
    assert svg(shuffled, marks[::-1], language="id") == text
    picture = png(text)
    assert png(text) == picture
    size = struct.unpack(">II", picture[16:24])
    root = fromstring(text)  # noqa: S314
    assert size[0] == round(2 * float(root.get("width", "")))


def test_a_width_scales_the_whole_picture(traffic: Network) -> None:
    root = fromstring(svg(traffic, [], language="id", width=400))  # noqa: S314
    plain = fromstring(svg(traffic, [], language="id"))  # noqa: S314
    assert root.get("viewBox") == plain.get("viewBox")
    assert float(root.get("width", "")) == 400
    assert struct.unpack(">I", png(svg(traffic, [], language="id", width=400))[16:20]) == (800,)


def test_a_png_that_no_memory_holds_is_refused(traffic: Network) -> None:
    with pytest.raises(UsageError) as told:
        png(svg(traffic, [], language="id", width=20_000))
    assert told.value.code == "picture-too-large"


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_every_theme_can_be_read(theme: str) -> None:
    colours = next(each for name, each in THEMES.items() if name == theme)
    pairs = [(colours.ink, tint.ground) for tint in colours.tints]
    pairs += [(colours.muted, tint.ground) for tint in colours.tints]
    pairs += [(tone.ink, tone.ground) for tone in colours.tones.values()]
    pairs += [(tone.ink, colours.ground) for tone in colours.tones.values()]
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def contrast(one: str, two: str) -> float:
    """The contrast of two colours as WCAG 2 counts it."""
    lights: list[float] = []
    for colour in (one, two):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        lights.append(0.2126 * r + 0.7152 * g + 0.0722 * b)
    low, high = sorted(lights)
    return (high + 0.05) / (low + 0.05)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_lines_fit_and_lose_nothing_but_blanks(text: str) -> None:
    lines = wrap_text(text, 12, 200)
    assert all(fonts.width(line, 12) <= 200 or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert fonts.width(clip_text(text, 12, 80), 12) <= 80


def test_a_label_of_136_letters_is_whole() -> None:
    label = ("Persentase rumah tangga miskin yang memperoleh pendampingan " * 3)[:136]
    lines = fit_text(label, WIDTH - 26, STEPS, bold=True).lines
    assert " ".join(lines) == label
    wide = "W" * 136
    assert "".join(fit_text(wide, WIDTH - 26, STEPS, bold=True).lines) == wide


def plan(size: int, seed: int) -> Network:
    rnd = random.Random(seed)  # noqa: S311 - a sample, no secret
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    for number in range(size):
        level = min(5, number * 6 // size)
        label = "Task" if level == 5 else rnd.choice(["Objective", "Indicator"])
        name = f"Meningkatnya mutu layanan {number}"
        rank = None if label == "Task" else level
        nodes.append(NetworkNode(label=label, id=f"N{number}", name=name, level=rank))
        if number and rnd.random() < 0.95:
            up = f"N{rnd.randrange(number)}"
            edges.append(NetworkEdge(type="CONTRIBUTES_TO", source=f"N{number}", target=up))
    return Network(
        dataset="d", edition="e", loaded_at="", digest="", focus=None,
        nodes=tuple(nodes), edges=tuple(edges), agencies={},
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_slices_hold_every_box_in_few_rows_and_columns(seed: int) -> None:
    network = plan(90, seed)
    figures = slices(network, [], language="id")
    assert {id_ for figure in figures for id_ in figure.boxes} == {n.id for n in network.nodes}
    for figure in figures:
        heads = re.findall(r'y="-14"[^>]*>([^<]+)<', figure.svg)
        assert 1 <= len(heads) <= COLUMNS
        assert figure.height <= ROWS * (HEIGHT + 16) + HEADS
        assert (figure.parts > 1) == figure.title.endswith(f"({figure.part}/{figure.parts})")
        assert set(boxes(fromstring(figure.svg))) == set(figure.boxes)  # noqa: S314


def test_a_slice_is_readable_on_a4_landscape() -> None:
    """Letters of 12 pixels have 8 points at least, where the figure has 267 by 176 mm."""
    for figure in slices(plan(90, 1), [], language="id"):
        millimetres = min(267 / figure.width, 176 / figure.height)
        assert 12 * millimetres / 25.4 * 72 >= 8


def test_the_teaching_slide_is_continued_evenly(traffic: Network) -> None:
    extra = [
        dataclasses.replace(traffic.nodes[1], id=f"B{number}", name=f"Nama B{number}")
        for number in range(3)
    ]
    ties = [NetworkEdge(type="CONTRIBUTES_TO", source=node.id, target="LALIN") for node in extra]
    wide = dataclasses.replace(
        traffic, nodes=(*traffic.nodes, *extra), edges=(*traffic.edges, *ties)
    )
    figures = slices(wide, [], language="en")
    assert [figure.title for figure in figures] == ["Nama LALIN (1/2)", "Nama LALIN (2/2)"]
    assert [len(figure.boxes) for figure in figures] == [5, 5]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_is_the_one_that_was_looked_at(
    traffic: Network, mark: Callable[..., Mark], theme: ThemeName, snapshot: SnapshotAssertion
) -> None:
    marks = [mark("A1"), mark("A3", "LALIN", how="warning"), mark("A2", how="info")]
    assert svg(traffic, marks, language="id", theme=theme) == snapshot
