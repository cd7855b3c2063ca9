"""``trace`` and ``align`` as people read them: the first line is the answer, and says why."""

from collections.abc import Sequence

import pytest

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.analysis.chain import ChainEdge, Direction
from kinerja_graph.analysis.lineage import Trace, TraceNode
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.library.describe import Described
from kinerja_graph.report.answers.align import align_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.report.answers.trace import trace_blocks
from kinerja_graph.texts import Language

NAMES = {"dishub": "Dinas Perhubungan"}


def record(identifier: str, level: int | None, agency: str = "dishub") -> Described:
    return Described(
        label="Task" if level is None else "Objective",
        id=identifier,
        name=f"Hasil {identifier}",
        level=level,
        origin=None,
        agencies=(agency,),
        owners=(),
    )


def edge(low: str, high: str, kind: str = "CONTRIBUTES_TO", sign: str = "+") -> ChainEdge:
    return ChainEdge(
        type=kind,  # type: ignore[arg-type]  # one of the two
        source=low,
        target=high,
        kind="vertical",
        sign=sign,
        status="accepted",
    )


def lines_of(
    nodes: Sequence[tuple[Described, int]],
    edges: Sequence[ChainEdge],
    direction: Direction = "up",
    language: Language = "id",
) -> list[str]:
    records = [node for node, _ in nodes]
    leading = {one.source for one in edges}
    upward = records if direction == "up" else []
    answer = Trace(
        dataset="kota",
        edition="1",
        subject=records[0],
        direction=direction,
        nodes=tuple(TraceNode(one, depth) for one, depth in nodes),
        edges=tuple(edges),
        roots=tuple(one.id for one in upward if one.level == 0),
        breaks=tuple(one.id for one in upward if one.level and one.id not in leading),
        names=NAMES,
    )
    parts = block_parts(trace_blocks(answer, language, Amount()), 100)
    return draw_text(*parts, colour=False, columns=100).splitlines()


def test_a_trace_up_names_the_outcome_and_the_agencies() -> None:
    task, result, top = record("T", None), record("B", 1), record("A", 0)
    lines = lines_of([(task, 0), (result, 1), (top, 2)], [edge("T", "B"), edge("B", "A")])
    assert lines[0] == "✔ T mencapai 1 hasil akhir: Hasil A (A). Di atasnya ada 2 hasil."
    assert lines[-1] == "Instansi: dishub = Dinas Perhubungan."
    english = lines_of([(result, 0), (top, 1)], [edge("B", "A", sign="-")], language="en")
    assert english[0] == "✔ B reaches 1 final outcome: Hasil A (A). Above it: 1 result."
    assert "lowers it (−)" in english[2]


def test_a_trace_up_that_ends_early_or_at_once_says_so() -> None:
    low, middle, top = record("C", 2), record("B", 1), record("A", 0)
    short = lines_of([(low, 0), (middle, 1)], [edge("C", "B")])
    assert short[0] == "✖ C tidak mencapai hasil akhir (tingkat 0). Di atasnya ada 1 hasil."
    assert any("Rantai putus di B" in line for line in short)
    assert lines_of([(middle, 0)], [])[0] == "✖ B tidak mencapai hasil lain mana pun."
    assert lines_of([(top, 0)], [])[0] == (
        "✔ A sendiri hasil akhir; tidak ada hasil lain di atasnya."
    )


def test_a_trace_down_counts_results_tasks_and_what_measures() -> None:
    top, measure, task = record("A", 0), record("A1", 0), record("T", None)
    lines = lines_of(
        [(top, 0), (measure, 1), (task, 2)],
        [edge("A1", "A", "MEASURES"), edge("T", "A1")],
        "down",
    )
    assert lines[0] == ("1 hasil dan 1 tugas mencapai A, termasuk 1 indikator yang mengukurnya.")
    assert lines_of([(top, 0)], [], "down", "en")[0] == "No result or task reaches A."


def test_a_chain_that_comes_back_to_where_it_began_says_so() -> None:
    one, other, top = record("P", 2), record("Q", 2), record("A", 0)
    edges = [edge("P", "Q"), edge("Q", "P"), edge("P", "A")]
    lines = lines_of([(one, 0), (other, 1), (top, 1)], edges)
    assert lines[1].endswith("rantainya membentuk lingkaran: kembali ke sini melalui Q")
    down = lines_of([(one, 0), (other, 1)], edges[:2], "down", "en")
    assert "runs in a circle: back here through Q" in " ".join(down)


@pytest.mark.parametrize(
    ("reaching", "first"),
    [
        (0, "▲ Silo: tidak ada hasil atau tugas yang mencapai A, jadi"),
        (3, "▲ Silo: tidak ada instansi yang menopang A; 3 hasil dan tugas mencapainya,"),
    ],
)
def test_no_agency_behind_a_result_has_a_reason(reaching: int, first: str) -> None:
    answer = alignment((), reaching)
    told = aligned(answer)
    assert told.startswith(first)


def test_what_an_agency_does_is_told_by_name_and_nobody_expected_is_said() -> None:
    share = Share(
        id="dishub",
        name="Dinas Perhubungan",
        expected=False,
        results=("B", "C"),
        tasks=(),
        direct=("B",),
        sole_support=("B",),
        owners=("kadis",),
        chain=("B", "A"),
    )
    lines = aligned(alignment((share,), 2)).splitlines()
    told = [" ".join(line.split()) for line in lines]
    assert "langsung Hasil B (B)" in told
    assert "melalui Kepala Dinas" in told
    assert "satu-satunya penopang ● Hasil B (B)" in told
    assert any("Instansi yang diharapkan tidak disebut" in line for line in told)


def aligned(answer: Alignment) -> str:
    parts = block_parts(align_blocks(answer, "id", Amount()), 100)
    return draw_text(*parts, colour=False, columns=100)


def alignment(shares: tuple[Share, ...], reaching: int) -> Alignment:
    return Alignment(
        dataset="kota",
        edition="1",
        subject=record("A", 0),
        shares=shares,
        behind=tuple(one.id for one in shares),
        missing=(),
        silo=True,
        requested=(),
        rejected=(),
        pulls=(),
        names={"B": "Hasil B", "kadis": "Kepala Dinas"} | NAMES,
        records={},
        reaching=reaching,
    )
