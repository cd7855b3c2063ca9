"""The scene: one list of marks, drawn by the page's own program, painted as SVG."""

from __future__ import annotations

import dataclasses
import os
import random
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from cascades import plan

import javascript
from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.scene import draw_model, scene_json, scene_of, scene_svg
from kinerja_graph.render.scene_mark import SceneMark, SceneView
from kinerja_graph.render.scene_model import scene_colours, scene_model
from kinerja_graph.render.still.raster import png
from kinerja_graph.render.still.themes import THEMES
from kinerja_graph.texts import Language, Text

LANGUAGES: tuple[Language, ...] = ("id", "en")
NETWORK, MARKS = plan(300, seed=4)


def view(**more: object) -> SceneView:
    usual = SceneView(width=1400, height=836, language="id")
    return dataclasses.replace(usual, **more)  # type: ignore[arg-type]


VIEWS = (
    view(),
    view(language="en", strips=1),
    view(z=40.0, top=900.0),
    view(keep=(0, 5, 9, 40), chosen=9),
    view(width=900.0, height=500.0),
    view(rows=(10, 60)),
)


def test_the_modules_pass_their_own_tests_in_node(capfd: pytest.CaptureFixture[str]) -> None:
    assert javascript.test() == 0, capfd.readouterr().out


def test_boxes_and_findings_in_any_order_give_the_same_marks() -> None:
    shuffled = random.Random(1)  # noqa: S311 - the same order every time
    nodes, edges, marks = list(NETWORK.nodes), list(NETWORK.edges), list(MARKS)
    for each in (nodes, edges, marks):
        shuffled.shuffle(each)  # type: ignore[arg-type]
    other = dataclasses.replace(NETWORK, nodes=tuple(nodes), edges=tuple(edges))
    assert scene_of(other, marks, view()) == scene_of(NETWORK, MARKS, view())


@pytest.mark.parametrize("shown", VIEWS)
def test_marks_stay_in_the_picture_and_words_in_their_cells(shown: SceneView) -> None:
    drawn = scene_of(NETWORK, MARKS, shown)
    cells = {mark.box: mark for mark in drawn if mark.shape == "rect" and mark.box is not None}
    assert len(cells) > 10
    for mark in drawn:
        if mark.shape in ("rect", "frame", "hatch"):
            assert -0.01 <= mark.x <= shown.width + 0.01 - mark.w, mark
            assert -0.01 <= mark.y <= shown.height + 0.01 - mark.h, mark
        if mark.shape == "text" and mark.box in cells:
            own = [cell for cell in drawn if cell.shape == "rect" and cell.box == mark.box]
            assert any(_holds(cell, mark) for cell in own), mark


def _holds(cell: SceneMark, text: SceneMark) -> bool:
    left = text.x - text.w if text.end else text.x
    across = cell.x <= left and left + text.w <= cell.x + cell.w + 0.02
    return across and cell.y <= text.y - text.size * 0.7 and text.y <= cell.y + cell.h


@pytest.mark.parametrize("shown", VIEWS)
def test_every_colour_is_in_every_theme(shown: SceneView) -> None:
    names = {name for mark in scene_of(NETWORK, MARKS, shown) for name in (mark.fill, mark.stroke)}
    for theme in THEMES:
        assert names - {""} <= set(scene_colours(theme))


def test_cells_of_a_column_touch_and_never_overlap() -> None:
    drawn = scene_of(NETWORK, MARKS, view(strips=1, z=30.0, top=0.0))
    columns: dict[float, list[SceneMark]] = {}
    for mark in drawn:
        if mark.shape == "rect" and mark.box is not None:
            columns.setdefault(mark.x, []).append(mark)
    assert len(columns) >= 6
    for cells in columns.values():
        cells.sort(key=lambda cell: cell.y)
        assert all(one.y + one.h <= two.y + 0.02 for one, two in pairwise(cells))


def test_widths_are_those_of_the_font() -> None:
    model = scene_model(NETWORK, MARKS)
    letters = model["bold"]["letters"]
    assert model["units"] == 2048
    assert model["bold"]["advances"][letters.index("m")] == 1920
    drawn = scene_of(NETWORK, MARKS, view())
    used = {letter for mark in drawn for letter in mark.text}
    assert used <= set(letters)


def test_a_wordless_name_and_one_of_forbidden_letters_are_drawn() -> None:
    names = ("", "   ", "a\ud800b\x00c\u202e", "x" * 4000, "</svg>&\"'", "\U0001d49c 猫")
    nodes = tuple(
        NetworkNode(label="Objective", id=f"{at}\ud801<", name=name, level=at % 2)
        for at, name in enumerate(names)
    )
    network = dataclasses.replace(NETWORK, nodes=nodes, edges=())
    text = Text(id="\ud800", en="\x01")
    marks = [
        Mark(
            node_id=nodes[0].id, other_id=None, rule="r", severity="error",
            title=text, message=text, remediation=text,
        )
    ]  # fmt: skip
    root = fromstring(scene_svg(network, marks, view()))  # noqa: S314 - our own text
    told = " ".join(element.text or "" for element in root.iter())
    assert "a\ufffdb\ufffdc\ufffd" in told
    assert "</svg>&\"'" in told


def test_a_plan_without_boxes_is_an_empty_picture() -> None:
    network = dataclasses.replace(NETWORK, nodes=(), edges=())
    assert [mark for mark in scene_of(network, (), view()) if mark.shape == "text"] == []


def test_threads_share_the_program() -> None:
    model = scene_model(*plan(40))
    expected = [scene_json(model, each) for each in VIEWS]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2):
            assert list(pool.map(lambda each: scene_json(model, each), VIEWS)) == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_draws_too() -> None:
    expected = scene_of(NETWORK, MARKS, view())
    child = os.fork()
    if child == 0:
        os._exit(0 if scene_of(NETWORK, MARKS, view()) == expected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_emptiness_has_its_words_in_both_languages(language: Language) -> None:
    texts = {mark.text for mark in scene_of(NETWORK, MARKS, view(language=language))}
    word = "tanpa induk" if language == "id" else "without parent"
    assert any(word in text for text in texts)
    word = "berakhir di sini" if language == "id" else ("end here", "ends here")
    assert any(text.endswith(word) for text in texts)


def test_a_part_of_a_plan_does_not_tell_what_has_no_parent() -> None:
    part = dataclasses.replace(NETWORK, view="selection")
    assert any(mark.shape == "hatch" for mark in scene_of(NETWORK, MARKS, view()))
    assert not any(mark.shape == "hatch" for mark in scene_of(part, MARKS, view()))


def test_every_mark_is_painted_once() -> None:
    boxes = scene_model(NETWORK, MARKS)["boxes"]
    shown = view(chosen=next(at for at, box in enumerate(boxes) if box["also"]))
    drawn = scene_of(NETWORK, MARKS, shown)
    svg = scene_svg(NETWORK, MARKS, shown)
    root = fromstring(svg)  # noqa: S314 - our own text
    texts = [mark.text for mark in drawn if mark.shape == "text"]
    assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")] == texts
    shapes = {mark.shape for mark in drawn}
    assert {"rect", "text", "path", "area", "hatch", "frame"} <= shapes
    assert scene_svg(NETWORK, MARKS, shown) == svg
    assert png(svg).startswith(b"\x89PNG")


def test_a_picture_describes_itself_in_its_language() -> None:
    nothing = scene_svg(*plan(9), view(language="en"), theme="dark")
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="en"' in nothing
    described = re.search("<desc>(.*?)</desc>", scene_svg(NETWORK, MARKS, view()))
    assert described is not None
    assert described[1].startswith(f"{len(scene_model(NETWORK, MARKS)['boxes'])} ")
    assert f"Galat {sum(mark.severity == 'error' for mark in MARKS)}" in described[1]


@pytest.mark.parametrize("boxes", [1, 9, 60, 2_000])
def test_plans_of_every_size_are_drawn(boxes: int) -> None:
    network, marks = plan(boxes, seed=boxes)
    drawn = scene_of(network, marks, view())
    area = sum(mark.w * mark.h for mark in drawn if mark.shape in ("rect", "hatch"))
    assert area > 0.5 * 1400 * 812


def test_the_model_of_a_network_holds_what_the_scene_needs_of_a_network() -> None:
    network = Network(
        dataset="d", edition="1", loaded_at="", digest="", focus=None, edges=(), agencies={},
        nodes=(NetworkNode(label="Objective", id="a", name="Tujuan", level=0, agencies=("x",)),),
    )  # fmt: skip
    model = scene_model(network, ())
    assert model["boxes"][0]["agency"] == 0
    assert model["agencies"] == [{"code": "X", "tint": 0, "pattern": 0}]
    assert model["words"]["column.0"] == ["0 · Hasil pemerintah daerah", "0 · Government outcome"]
    assert draw_model(model, view()) == scene_of(network, (), view())
