"""What is drawn for paper: sheets that stay legible."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.analysis.network import Detail, Network, NetworkEdge, NetworkNode
from kinerja_graph.library.describe import Described
from kinerja_graph.render.crosscutting import crosscutting_page
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.still.boxes import numbers
from kinerja_graph.render.still.crosscutting import crosscutting, crosscutting_pages
from kinerja_graph.render.still.fonts import width
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.texts import Text

POINTS = 72 / 25.4
PAPER = (273 * POINTS, 184 * POINTS)
"""A4 landscape without its margins, in points."""


def plan(agencies: int, each: int) -> tuple[Alignment, Network]:
    """An outcome with so many agencies behind it, and so many results of each."""
    names = [f"dinas-{n}" for n in range(agencies)]
    results = {name: [f"{name}-{n}" for n in range(each)] for name in names}
    outcome = NetworkNode(label="Objective", id="TOP", name="Terwujudnya kota layak huni", level=0)
    nodes = [
        NetworkNode(
            label="Indicator",
            id=id_,
            name=f"Persentase layanan {id_} yang selesai tepat waktu menurut standar pelayanan",
            level=1,
            agencies=(name,),
        )
        for name, ids in results.items()
        for id_ in ids
    ]
    network = Network(
        dataset="d", edition="1", loaded_at="2026", digest="ab" * 32, focus="TOP",
        nodes=(outcome, *nodes), view="crosscutting",
        edges=tuple(NetworkEdge(type="CONTRIBUTES_TO", source=n.id, target="TOP") for n in nodes),
        agencies={name: f"Dinas {name}" for name in names},
    )  # fmt: skip
    shares = tuple(
        Share(
            id=name, name=f"Dinas {name}", expected=False, results=tuple(ids), tasks=(),
            direct=tuple(ids), sole_support=(), owners=(), chain=(),
        )
        for name, ids in results.items()
    )  # fmt: skip
    subject = Described(
        label="Objective", id="TOP", name=outcome.name, level=0, origin=None, agencies=(),
        owners=(),
    )  # fmt: skip
    alignment = Alignment(
        dataset="d", edition="1", subject=subject, shares=shares, behind=tuple(names), missing=(),
        silo=agencies < 2, requested=(), rejected=(), pulls=(), names={}, records={},
    )  # fmt: skip
    return alignment, network


def points_of(svg: str) -> list[float]:
    """The letter sizes of what the sheet says, in points on A4 landscape; its foot left out."""
    size = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert size is not None
    scale = min(paper / float(own) for paper, own in zip(PAPER, size.groups(), strict=True))
    body = svg[: svg.rindex("</g>\n<path")]
    return [float(each) * scale for each in re.findall(r'font-size="([0-9.]+)"', body)]


@pytest.mark.parametrize(("agencies", "each"), [(1, 30), (4, 3), (9, 4), (12, 1)])
def test_a_sheet_has_eight_points_on_a4_and_every_agency_once(agencies: int, each: int) -> None:
    alignment, network = plan(agencies, each)
    pages = crosscutting_pages(alignment, network, [], PictureStyle(language="id"))
    for page in pages:
        assert min(points_of(page)) >= 7.9
        assert "Terwujudnya kota layak" in page
    for name in alignment.behind:
        assert sum(f"<title>Dinas {name}</title>" in page for page in pages) == 1
    counted = [f"TOP ({at}/{len(pages)})" in page for at, page in enumerate(pages, 1)]
    assert all(counted) == (len(pages) > 1)
    assert (len(pages) > 1) == (agencies > 5)


def test_a_page_prints_its_pieces_and_shows_the_whole() -> None:
    alignment, network = plan(9, 3)
    page = crosscutting_page(alignment, network, [], PictureStyle(language="en", theme="dark"))
    assert page.count('class="picture whole"') == 2
    assert page.count('class="picture piece"') >= 4
    assert 'data-theme="dark"' in page
    alone = crosscutting_page(*plan(2, 2), [], PictureStyle(language="en", width=800))
    assert 'class="picture piece"' not in alone
    assert 'class="picture sized"' in alone
    assert 'width="800"' in alone


def test_nobody_and_one_are_told_in_words() -> None:
    none, network = plan(0, 0)
    assert "No agency stands behind this outcome yet." in crosscutting(
        none, network, [], PictureStyle(language="en")
    )
    one = crosscutting(*plan(1, 1), [], PictureStyle(language="en"))
    assert "1 agency stands behind this outcome: DINAS-0." in one
    assert ">1 result<" in one


def test_a_long_title_of_a_finding_is_whole_on_a_sheet(mark: Callable[..., Mark]) -> None:
    alignment, network = plan(1, 1)
    title = Text(id="Perangkat daerah yang diharapkan tidak hadir", en="An agency is missing")
    for node in ("TOP", "dinas-0-0"):
        told = dataclasses.replace(mark(node), title=title)
        sheet = crosscutting(alignment, network, [told], PictureStyle(language="id"))
        strip = re.search(r">(✖ [^<]+)</text>\n<text[^>]*>([^<]+)</text>", sheet)
        assert strip is not None
        assert " ".join(strip.groups()) == f"✖ {title.id}"


@given(st.integers(10, 260), st.sampled_from(["Indicator", "Task"]), st.sampled_from([None, 360]))
def test_a_number_in_the_head_of_a_box_is_never_cut(
    across: int, label: str, minutes: int | None
) -> None:
    details: dict[str, Detail] = {
        "measure_unit": "pelanggaran lalu lintas", "target": 900, "realisation": 1291,
        "output_quantity": 12, "output_unit": "lembar catatan kedatangan",
        "duration_minutes": minutes,
    }  # fmt: skip
    node = NetworkNode(label=label, id="X", name="x", level=4, details=details)
    told = numbers(node, "id", 10.5, across)
    assert width(told, 10.5) <= across
    parts = ("12", " · 6 jam" if minutes else "") if label == "Task" else ("1.291 / 900",)
    assert not told or all(part in told for part in parts)
    assert told or across < 90


def test_a_unit_is_cut_after_a_whole_word() -> None:
    details: dict[str, Detail] = {"measure_unit": "jiwa per 100.000 penduduk", "target": 6.5}
    node = NetworkNode(label="Indicator", id="X", name="x", level=0, details=details)
    told = {numbers(node, "id", 10.5, across) for across in range(20, 260)}
    assert told == {
        "", "target 6,5", "target 6,5 j…", "target 6,5 ji…", "target 6,5 jiw…", "target 6,5 jiwa…",
        "target 6,5 jiwa per…", "target 6,5 jiwa per 100.000…",
        "target 6,5 jiwa per 100.000 penduduk",
    }  # fmt: skip
