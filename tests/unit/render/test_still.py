"""Still pictures of maps: whole names, text as text, nothing that runs, the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import re
import struct
import zlib
from collections.abc import Callable, Sequence
from importlib import resources
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from cascades import plan
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.analysis.network import Network
from kinerja_graph.errors import UsageError
from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene import draw_model
from kinerja_graph.render.scene_mark import SceneView
from kinerja_graph.render.scene_model import scene_colours, scene_model
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still import fonts
from kinerja_graph.render.still.letters import clean, clip_text, wrap_text
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.still.scene import paint_scene
from kinerja_graph.render.still.style import PictureStyle
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


STYLE = PictureStyle(language="id")


def words(root: Element) -> str:
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def groups(root: Element) -> dict[str, str]:
    """The title of each group that belongs to a record, by its id."""
    found = (group for group in root.iter(f"{SVG}g") if group.get("data-node") is not None)
    return {str(group.get("data-node")): group.findtext(f"{SVG}title") or "" for group in found}


def drawn(network: Network, marks: Sequence[Mark], **part: Any) -> Element:
    return fromstring(map_svg(network, marks, STYLE, Sight(**part)))  # noqa: S314 - our own text


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
    assert fonts.width("✖", 10) > 5
    assert fonts.width("ab", 12) == pytest.approx(fonts.width("a", 12) + fonts.width("b", 12))


def test_every_text_keeps_to_its_place_and_has_its_title(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    marks = [mark("A1"), mark("A2", how="info"), mark("LALIN", "bps", "missing-agency")]
    style = dataclasses.replace(STYLE, rules_digest="ab" * 32)
    root = fromstring(map_svg(traffic, marks, style))  # noqa: S314 - our own text
    assert (root.tag, root.get("role"), root.get("lang")) == (f"{SVG}svg", "img", "id")
    assert root.findtext(f"{SVG}title") == "Cascading kinerja · kota-contoh · 2026-murni"
    assert "6 hasil dan tugas. Galat 2, Info 1" in (root.findtext(f"{SVG}desc") or "")
    found = groups(root)
    assert len(found) == 7
    assert {"A1", "A2", "A3", "A4", "A5", "LALIN"} < set(found)
    assert found["A1"] == "A1: Nama A1. DISHUB. ✖ Judul orphan-indicator"
    said = words(root)
    for text in ("Nama A3", "DISHUB", "✖", "● Info 1", "✖ Galat 2", "Dinas satpolpp"):
        assert text in said
    assert "0 · Hasil pemerintah daerah" in said
    assert f"SHA-256 masukan: {'0f' * 32}" in said
    assert f"SHA-256 aturan: {'ab' * 32}" in said


def test_a_chain_says_what_it_is_drawn_for(traffic: Network) -> None:
    part = dataclasses.replace(traffic, focus="A1")
    root = drawn(part, [])
    assert root.findtext(f"{SVG}title") == "Cascading kinerja · kota-contoh · 2026-murni · A1"
    assert "Hanya rantai: A1 · Nama A1" in words(root)


def test_an_empty_plan_is_said_to_be_empty(traffic: Network) -> None:
    empty = dataclasses.replace(traffic, nodes=(), edges=(), agencies={})
    assert "Tidak ada yang dapat digambar pada tampilan ini." in words(drawn(empty, []))


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
    text = map_svg(plan, [mark(nodes[0].id, rule=HOSTILE[1])], STYLE)
    root = fromstring(text)  # noqa: S314
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "rect", "path", "text", "title", "desc"}
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
    text = map_svg(traffic, marks, STYLE)
    assert map_svg(shuffled, marks[::-1], STYLE) == text
    picture = png(text)
    assert png(text) == picture
    size = struct.unpack(">II", picture[16:24])
    root = fromstring(text)  # noqa: S314
    assert size[0] == round(2 * float(root.get("width", "")))


@pytest.mark.parametrize("dpi", [150, 192, 300])
def test_a_png_says_how_many_dots_an_inch_it_has(traffic: Network, dpi: int) -> None:
    text = map_svg(traffic, [], STYLE)
    picture = png(text, dpi)
    assert picture[37:41] == b"pHYs"
    across, down, unit = struct.unpack(">IIB", picture[41:50])
    assert (across, down, unit) == (round(dpi / 0.0254), round(dpi / 0.0254), 1)
    assert struct.unpack(">I", picture[50:54]) == (zlib.crc32(picture[37:50]),)
    inches = struct.unpack(">I", picture[16:20])[0] / dpi
    assert inches * 96 == pytest.approx(float(fromstring(text).get("width", "")), abs=1)  # noqa: S314
    assert Image.open(io.BytesIO(picture)).info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_a_width_scales_the_whole_picture(traffic: Network) -> None:
    style = dataclasses.replace(STYLE, width=400)
    root = fromstring(map_svg(traffic, [], style))  # noqa: S314
    assert root.get("viewBox") == drawn(traffic, []).get("viewBox")
    assert float(root.get("width", "")) == 400
    assert struct.unpack(">I", png(map_svg(traffic, [], style))[16:20]) == (800,)


def test_a_png_that_no_memory_holds_is_refused(traffic: Network) -> None:
    with pytest.raises(UsageError) as told:
        png(map_svg(traffic, [], dataclasses.replace(STYLE, width=20_000)))
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


@pytest.mark.parametrize("boxes", [60, 300])
def test_names_are_whole_however_long_they_are(boxes: int) -> None:
    """A still picture has no other place where a name could be read."""
    network, marks = plan(boxes, seed=3)
    root = drawn(network, marks)
    cut = [text for text in root.iter(f"{SVG}text") if (text.text or "").endswith("…")]
    assert len(cut) <= 0.05 * len(network.nodes)
    lost = {node.id for node in network.nodes} - set(groups(root))
    assert len(lost) <= 0.05 * len(network.nodes)
    letters = [float(text.get("font-size", "")) for text in root.iter(f"{SVG}text")]
    assert min(letters) >= 9


def test_a_tall_plan_is_drawn_to_its_end() -> None:
    network, marks = plan(2_000, seed=5)
    root = drawn(network, marks)
    assert set(groups(root)) >= {node.id for node in network.nodes if node.label == "Objective"}
    assert float(root.get("height", "")) > 12_000


def test_a_part_in_sight_is_as_large_as_its_window() -> None:
    network, marks = plan(300, seed=3)
    whole = drawn(network, marks)
    part = drawn(network, marks, z=30, row=40, across=1200, down=700)
    assert float(part.get("width", "")) == 1240
    assert 700 < float(part.get("height", "")) < 1000
    assert set(groups(part)) < set(groups(whole))
    further = drawn(network, marks, z=30, row=41.5, across=1200, down=700)
    assert words(further) != words(part)


def test_both_painters_paint_every_mark_alike() -> None:
    """That of still pictures, and that of figures of reports."""
    network, marks = plan(300, seed=4)
    model = scene_model(network, marks)
    chosen = next(at for at, box in enumerate(model["boxes"]) if box["also"])
    view = SceneView(width=1400, height=836, language="id", chosen=chosen)
    shown = draw_model(model, view)
    shapes = {mark.shape for mark in shown}
    assert shapes == {"rect", "text", "path", "area", "hatch", "frame"}
    figure = "\n".join(paint_scene(shown, scene_colours("light")).parts)
    still = map_svg(
        network, marks, STYLE, Sight(node=model["boxes"][chosen]["id"], across=1400, down=836)
    )
    for tag, names in PAINTED.items():
        ours, others = (
            [tuple(element.get(name) for name in names) for element in painted(text, tag)]
            for text in (figure, still)
        )
        start = next(at for at in range(len(others)) if others[at : at + len(ours)] == ours)
        assert start >= 0


PAINTED = {
    "rect": ("width", "height", "fill", "stroke", "stroke-width", "stroke-dasharray"),
    "text": ("font-size", "font-weight", "text-anchor", "fill"),
    "path": ("fill", "stroke", "stroke-width", "stroke-dasharray"),
}
"""What two painters must say alike of an element; places differ by the margin."""


def painted(text: str, tag: str) -> list[Element]:
    root = fromstring(text if text.startswith("<svg") else f"<svg>{text}</svg>")  # noqa: S314
    return [each for each in root.iter() if each.tag.removeprefix(SVG) == tag]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_is_the_one_that_was_looked_at(
    traffic: Network, mark: Callable[..., Mark], theme: ThemeName, snapshot: SnapshotAssertion
) -> None:
    marks = [mark("A1"), mark("A3", "LALIN", how="warning"), mark("A2", how="info")]
    assert map_svg(traffic, marks, dataclasses.replace(STYLE, theme=theme)) == snapshot
