"""Answers as rows, data frames and frames in a page."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from lxml import html as markup

from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.errors import UsageError
from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.sight import Sight
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.themes import ThemeName
from kinerja_graph.workflow.tabulating import (
    SHAPES,
    columns_of,
    ids_of,
    pandas_frame,
    polars_frame,
    rows_of,
)
from kinerja_graph.workflow.view import Drawing, View

TRACE: dict[str, Any] = {
    "dataset": "kota",
    "edition": "1",
    "subject": {"id": "T"},
    "nodes": [
        {"label": "Task", "id": "T", "name": None, "level": None, "agencies": [], "depth": 0},
        {"label": "Indicator", "id": "A", "name": "a", "level": 1, "agencies": ["d"], "depth": 1},
    ],
}
COMPARED: dict[str, Any] = {
    "added": ["A"],
    "moved": [],
    "renamed": [{"id": "B", "from": "b", "to": "β"}],
    "retargeted": [{"id": "C", "year": 2026, "from": None, "to": [80, 90.5]}],
}
NETWORK = Network(
    dataset="kota",
    edition="1",
    loaded_at="",
    digest="",
    focus=None,
    nodes=(
        NetworkNode(label="Task", id="T", name="T", level=None),
        NetworkNode(label="Indicator", id="A", name="a", level=1, agencies=("d",)),
    ),
    edges=(
        NetworkEdge(type="CONTRIBUTES_TO", source="T", target="A", kind="vertical", sign="-"),
        NetworkEdge(type="REJECTED_CONTRIBUTION", source="A", target="T"),
    ),
    agencies={},
)


def view(name: str, data: dict[str, Any], page: str = "<p>") -> View[None]:
    return View(name, None, data, lambda _ids: NETWORK, lambda _shown: Drawing(page, "Kota"))


def test_rows_are_laid_flat() -> None:
    measures = [{"source": "task", "id": "T", "name": "t", "target": {"quantity": 1, "unit": "x"}}]
    (row,) = rows_of("individual", {"measures": measures})
    assert row == {
        "source": "task", "id": "T", "name": "t", "target_quantity": 1, "target_unit": "x",
    }  # fmt: skip


def test_changes_are_one_table() -> None:
    assert rows_of("compare", COMPARED) == [
        {"change": "added", "id": "A"},
        {"change": "renamed", "id": "B", "from": "b", "to": "β"},
        {"change": "retargeted", "id": "C", "year": 2026}
        | {"from": None, "to_low": 80, "to_high": 90.5},
    ]


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - {"query", "compare"}))
def test_a_table_without_rows_has_its_columns(name: str) -> None:
    shape = SHAPES[name]
    data = {str(shape.rows): []}
    rows = rows_of(name, data)
    columns = columns_of(name, data, rows)
    assert list(pandas_frame(rows, columns).columns) == list(shape.columns)
    assert polars_frame(rows, columns).columns == list(shape.columns)


def test_frames_keep_whole_numbers_and_what_is_unknown() -> None:
    told = view("trace", TRACE)
    table = told.to_pandas()
    assert isinstance(table, pd.DataFrame)
    assert list(table["depth"]) == [0, 1]
    assert table["level"].isna().tolist() == [True, False]
    assert str(table["level"].dtype) == "Int64"
    other = told.to_polars()
    assert isinstance(other, pl.DataFrame)
    assert other["level"].to_list() == [None, 1]
    assert other["agencies"].to_list() == [[], ["d"]]


def test_a_query_is_a_table_of_its_columns() -> None:
    data = {"dataset": "k", "edition": "1", "columns": ["id", "n"], "rows": [["a", 1], ["b", None]]}
    assert view("query", data).to_pandas()["n"].sum() == 1
    assert view("query", data | {"rows": []}).to_polars().columns == ["id", "n"]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError) as caught:
        getattr(view("trace", TRACE), f"to_{name}")()
    assert caught.value.exit_code == 2
    for language in ("id", "en"):
        assert f"pip install 'kinerja-graph[{name}]'" in caught.value.tell(language)


def test_a_graph_leads_upward_and_holds_no_rejected_edge() -> None:
    graph = view("trace", TRACE).to_networkx()
    assert list(graph.edges(data=True)) == [
        ("T", "A", {"type": "CONTRIBUTES_TO", "kind": "vertical", "sign": "-", "status": None})
    ]
    assert graph.nodes["A"]["agencies"] == ["d"]
    assert graph.nodes["A"]["depth"] == 1


def test_the_ids_of_an_answer_are_found_wherever_they_stand() -> None:
    data = {
        "subject": {"id": "S"},
        "agencies": [{"chain": ["A", "S"], "result_ids": ["A"], "task_ids": ["T"]}],
    }
    assert ids_of("align", data) == {"S", "A", "T"}
    assert ids_of("compare", COMPARED) == {"A", "B", "C"}


def test_a_notebook_shows_a_frame_that_can_do_nothing_outside() -> None:
    page = '<p title="x">"></iframe><script>top.x=1</script>'
    (shown,) = markup.fragments_fromstring(view("trace", TRACE, page)._repr_html_())
    assert shown.tag == "iframe"
    assert shown.get("sandbox") == "allow-scripts allow-downloads"
    assert shown.get("srcdoc") == page
    assert shown.get("title") == "Kota"


def test_a_notebook_shows_a_table_of_what_is_too_much_to_draw() -> None:
    nodes = [{"id": f"<b>{number}", "name": None} for number in range(1000)]
    told = view("trace", TRACE | {"nodes": nodes})._repr_html_()
    assert "<iframe" not in told
    assert "<b>" not in told
    assert "(50/1000)" in told
    assert told.count("<tr>") == 51


def test_numbers_of_a_notebook_are_those_of_every_screen() -> None:
    data = {
        "dataset": "k",
        "edition": "1",
        "columns": ["n", "x", "range"],
        "rows": [[100, 99.9999, [0.00001, 92.5]]] * 2000,
    }
    told = view("query", data)._repr_html_()
    assert "<td>100</td><td>99.9999</td><td>0.00001; 92.5</td>" in told


def test_a_drawing_is_saved_as_page_svg_and_png(tmp_path: Path) -> None:
    asked: list[tuple[Sight, str, int | None]] = []

    def still(sight: Sight, theme: ThemeName, width: int | None) -> str:
        asked.append((sight, theme, width))
        return map_svg(NETWORK, [], PictureStyle(language="id", theme=theme, width=width), sight)

    drawing = Drawing("<p>", "Kota", still)
    assert drawing.save(tmp_path / "a.html").read_text("utf-8") == "<p>"
    text = drawing.save(tmp_path / "a.svg", only="agency:d").read_text("utf-8")
    assert "Hanya D" in text
    assert text == drawing.svg(only="agency:d")
    content = drawing.save(tmp_path / "a.PNG", dpi=300, theme="dark", width=500).read_bytes()
    assert content == drawing.png(300, theme="dark", width=500)
    assert content.startswith(b"\x89PNG")
    assert asked[0] == (Sight(only="agency:d"), "light", None)
    assert asked[-1] == (Sight(), "dark", 500)
    with pytest.raises(UsageError, match="A page has every part"):
        drawing.save(tmp_path / "b.html", only="agency:d")
    assert not (tmp_path / "b.html").exists()


def test_a_drawing_without_still_pictures_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no still picture"):
        Drawing("<p>", "Kota").save(tmp_path / "a.svg")
