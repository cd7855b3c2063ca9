"""What each view makes of a cascade: parts, changes between editions, verdicts, the matrix."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Sequence
from itertools import combinations

from kinerja_graph.analysis.comparison import Comparison, Tie, Value
from kinerja_graph.analysis.evidence import Evidence, Link, Step
from kinerja_graph.analysis.matrix import Cell, Expectation, Matrix
from kinerja_graph.analysis.network import Network, NetworkEdge, NetworkNode
from kinerja_graph.library.describe import Described
from kinerja_graph.render.caption import marks_in_picture
from kinerja_graph.render.map_picture import map_svg
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.matrix import matrix_page
from kinerja_graph.render.scene_model import scene_model
from kinerja_graph.render.still.matrix import matrix_svg
from kinerja_graph.render.still.style import PictureStyle
from kinerja_graph.render.still.words import still_words
from kinerja_graph.render.tree import FORMER, build_tree, preorder
from kinerja_graph.render.view_words import VIEW_WORDS
from kinerja_graph.render.views.changes import merge_editions
from kinerja_graph.render.views.parts import MAX_STEPS_BELOW, below, broken_parts, keep_boxes
from kinerja_graph.render.views.verdicts import evidence_network
from kinerja_graph.texts import Text

Make = Callable[[Sequence[tuple[str, str, int | None, str]], list[tuple[str, str, str]]], Network]


def test_below_a_result_stands_all_that_reaches_it(network: Make) -> None:
    plan = network(
        [("Objective", id_, at, "a") for id_, at in (("A", 0), ("B", 1), ("C", 2), ("D", 2))],
        [("CONTRIBUTES_TO", "B", "A"), ("CONTRIBUTES_TO", "C", "B"), ("CONTRIBUTES_TO", "B", "C")],
    )
    assert {node.id for node in below(plan, "B").nodes} == {"B", "C"}
    assert {node.id for node in below(plan, "A").nodes} == {"A", "B", "C"}


def test_findings_come_with_what_is_above_and_a_few_below(
    network: Make, mark: Callable[..., Mark]
) -> None:
    many = [f"K{number}" for number in range(9)]
    plan = network(
        [("Objective", "A", 0, ""), ("Objective", "B", 1, "a"), ("Objective", "Z", 1, "a")]
        + [("Indicator", id_, 2, "a") for id_ in many],
        [("CONTRIBUTES_TO", "B", "A"), ("CONTRIBUTES_TO", "Z", "A")]
        + [("CONTRIBUTES_TO", id_, "B") for id_ in many],
    )
    shown = broken_parts(plan, [mark("B"), mark("Z", how="info"), mark("none")])
    assert {"A", "B"} < {node.id for node in shown.nodes}
    assert "Z" not in {node.id for node in shown.nodes}
    assert len(shown.nodes) == 2 + MAX_STEPS_BELOW
    assert broken_parts(plan, []).nodes == ()


def test_a_line_that_is_no_more_never_carries_a_box_that_hangs_elsewhere(network: Make) -> None:
    plan = network(
        [("Objective", "A", 0, ""), ("Objective", "B", 0, ""), ("Indicator", "I", 1, "a")],
        [("CONTRIBUTES_TO", "I", "B")],
    )
    gone = NetworkEdge(type=FORMER, source="I", target="A")
    tree = build_tree(dataclasses.replace(plan, edges=(*plan.edges, gone)))
    at = {node.id: number for number, node in enumerate(tree.boxes)}
    assert tree.boxes[tree.parent[at["I"]]].id == "B"
    assert [edge.type for edge in tree.edges[at["I"]]] == ["CONTRIBUTES_TO", FORMER]


def test_every_view_has_the_words_of_the_page_and_its_own() -> None:
    plain = still_words("cascade")
    for view, own in VIEW_WORDS.items():
        words = still_words(view)
        assert own.keys() <= plain.keys() | {"cascade"}
        assert words.keys() >= plain.keys()
        assert words["cascade"] != plain["cascade"] or "cascade" not in own


def city(size: int, seed: int) -> Network:
    """A plan with ids of its own, every box below another of the row above."""
    rnd = random.Random(seed)  # noqa: S311 - a sample, no secret
    shares = (0.01, 0.05, 0.2, 0.6, 1.0)
    rows: list[list[str]] = [[] for _ in shares]
    nodes: list[NetworkNode] = []
    edges: list[NetworkEdge] = []
    for number in range(size):
        level = next(at for at, share in enumerate(shares) if number < max(1, share * size))
        id_ = f"{rnd.choice('ABCDE')}-{number:05d}"
        name = f"Meningkatnya mutu layanan {number}"
        agencies = (f"dinas-{rnd.randrange(9)}",)
        nodes.append(
            NetworkNode(label="Indicator", id=id_, name=name, level=level, agencies=agencies)
        )
        above = rows[level - 1] if level else []
        edges += [
            NetworkEdge(type="CONTRIBUTES_TO", source=id_, target=up)
            for up in rnd.sample(above, min(len(above), 1 + (rnd.random() < 0.1)))
        ]
        rows[level].append(id_)
    return Network(
        dataset="d", edition="1", loaded_at="", digest="", focus=None, nodes=tuple(nodes),
        edges=tuple(edges), agencies={},
    )  # fmt: skip


def revised(plan: Network, share: float, seed: int) -> Network:
    """A later edition: so many boxes gone, as many new ones, and as many renamed."""
    rnd = random.Random(seed)  # noqa: S311
    number = round(len(plan.nodes) * share)
    leaves = {node.id for node in plan.nodes} - {edge.target for edge in plan.edges}
    gone = set(rnd.sample(sorted(leaves), number))
    kept = [node for node in plan.nodes if node.id not in gone]
    renamed = set(rnd.sample([node.id for node in kept], number))
    nodes = [
        dataclasses.replace(node, name=f"{node.name} (direvisi)") if node.id in renamed else node
        for node in kept
    ]
    parents = [node for node in kept if node.level == 3]
    fresh = [
        dataclasses.replace(rnd.choice(kept), id=f"{rnd.choice('ABCDE')}-9{at:04d}", level=4)
        for at in range(number)
    ]
    edges = [edge for edge in plan.edges if edge.source not in gone]
    edges += [
        NetworkEdge(type="CONTRIBUTES_TO", source=node.id, target=rnd.choice(parents).id)
        for node in fresh
    ]
    return dataclasses.replace(
        plan, edition="2", nodes=(*fresh, *nodes), edges=tuple(reversed(edges))
    )


def test_a_later_edition_keeps_the_order_of_what_stayed() -> None:
    """After a change of 3 % no pair of siblings that stayed siblings has changed places."""
    old = city(2_000, 1)
    new = revised(old, 0.03, 2)
    before, after = build_tree(old), build_tree(new)
    place = {after.boxes[box].id: at for at, box in enumerate(preorder(after))}
    above = {
        node.id: after.boxes[after.parent[box]].id if after.parent[box] >= 0 else ""
        for box, node in enumerate(after.boxes)
    }
    pairs = turned = 0
    for box, children in enumerate(before.children):
        ids = [before.boxes[child].id for child in children]
        stayed = [one for one in ids if above.get(one) == before.boxes[box].id]
        for one, two in combinations(stayed, 2):
            pairs += 1
            turned += place[one] > place[two]
    assert pairs > 1_000
    assert turned == 0


def test_boxes_of_a_later_edition_that_changed_nothing_stand_where_they_stood() -> None:
    plan = city(300, 4)
    later = dataclasses.replace(plan, edition="2", nodes=plan.nodes[::-1], edges=plan.edges[::-1])
    one, two = build_tree(plan), build_tree(later)
    assert [box.id for box in one.boxes] == [box.id for box in two.boxes]
    assert preorder(one) == preorder(two)
    models = scene_model(plan, []), scene_model(later, [])
    for model in models:
        del model["about"]  # it names the edition
    assert models[0] == models[1]


def comparison(**more: object) -> Comparison:
    lists = (
        *("added", "removed", "relabelled", "renamed", "moves", "reowned", "retargeted"),
        *("realised", "reorganised", "redefined", "relinked"),
    )
    empty: dict[str, object] = dict.fromkeys(lists, ())
    facts = {"dataset": "d", "before": "1", "after": "2", "labels": {}, "names": {}}
    return Comparison(**{**empty, **facts, **more})  # type: ignore[arg-type]


def test_two_editions_are_one_picture_with_signs_and_words(network: Make) -> None:
    old = network(
        [("Objective", "A", 0, ""), ("Objective", "B", 0, ""), ("Indicator", "I", 1, "a"),
         ("Indicator", "GONE", 1, "a")],
        [("CONTRIBUTES_TO", "I", "A"), ("CONTRIBUTES_TO", "GONE", "A")],
    )  # fmt: skip
    new = network(
        [("Objective", "A", 0, ""), ("Objective", "B", 0, ""), ("Indicator", "I", 1, "a"),
         ("Indicator", "NEW", 1, "a")],
        [("CONTRIBUTES_TO", "I", "B"), ("CONTRIBUTES_TO", "NEW", "B")],
    )  # fmt: skip
    changes = comparison(
        added=("NEW",),
        removed=("GONE",),
        moves=(Tie("I", "CONTRIBUTES_TO", ("A",), ("B",)),),
        retargeted=(Value("I", 2026, 80.5, None), Value("I", 2027, (1.0, 2.0), 1250.5)),
    )
    picture, marks = merge_editions(old, new, changes)
    assert {node.id for node in picture.nodes} == {"A", "B", "I", "NEW", "GONE"}
    former = {(edge.source, edge.target) for edge in picture.edges if edge.type == FORMER}
    assert former == {("I", "A"), ("GONE", "A")}
    said = {(mark.node_id, mark.other_id, mark.severity) for mark in marks}
    assert said == {
        ("NEW", None, "added"), ("GONE", None, "removed"), ("I", "B", "moved"),
        ("I", None, "changed"),
    }  # fmt: skip
    told = next(mark.message for mark in marks if mark.severity == "changed")
    assert told == Text(
        id="2026: 80,5 → –; 2027: 1–2 → 1.250,5", en="2026: 80.5 → –; 2027: 1–2 → 1,250.5"
    )
    text = map_svg(picture, marks, PictureStyle(language="en"))
    for words in ("+ New in this edition", "− Gone", "→ Moved to another parent"):
        assert words in text
    assert map_svg(picture, marks[::-1], PictureStyle(language="en")) == text


def test_links_are_coloured_and_worded_by_what_the_years_say(network: Make) -> None:
    plan = network([("Indicator", id_, at, "a") for id_, at in (("P", 0), ("C", 1), ("X", 1))], [])
    steps = tuple(
        Step((year, year + 1), (90, 100), (80, 70), agrees=False) for year in (2022, 2023)
    )
    found = Evidence(
        dataset="d", edition="1", subject=None, lag=0, names={},
        links=(Link("C", "P", "+", steps),),
    )  # fmt: skip
    picture, marks = evidence_network(plan, found)
    assert {node.id for node in picture.nodes} == {"C", "P"}
    assert [(edge.source, edge.target) for edge in picture.edges] == [("C", "P")]
    assert [(mark.node_id, mark.other_id, mark.severity) for mark in marks] == [
        ("C", "P", "against")
    ]
    text = map_svg(picture, marks, PictureStyle(language="id"))
    assert "▼ Tahun terukur berlawanan" in text
    assert ">▼ Berlawanan 1<" in text


def test_the_matrix_shows_numbers_gaps_and_idle_agencies() -> None:
    def record(label: str, id_: str, name: str) -> Described:
        return Described(
            label=label, id=id_, name=name, level=0, origin=None, agencies=(), owners=()
        )

    facts = Network(
        dataset="d", edition="1", loaded_at="", digest="ab", focus=None, nodes=(), edges=(),
        agencies={}, view="matrix",
    )  # fmt: skip
    found = Matrix(
        dataset="d", edition="1",
        outcomes=(record("Objective", "S1", "Kemacetan menurun"),),
        agencies=(record("Unit", "dishub", "Dinas Perhubungan"), record("Unit", "pu", "Dinas PU"),
                  record("Unit", "polri", "Kepolisian <b>")),
        cells=(Cell("dishub", "S1", 3, 12),),
        expected=(Expectation("S1", "polri", there=False),), highest=0, names={},
    )  # fmt: skip
    text = matrix_svg(found, facts, PictureStyle(language="id"))
    for words in ("Kemacetan menurun", "3 hasil · 12 tugas", "✖ diharapkan", ">·<", "&lt;b&gt;"):
        assert words in text
    page = matrix_page(found, facts, PictureStyle(language="en"))
    assert "3 results · 12 tasks" in page
    assert "Kepolisian &lt;b&gt;" in page
    assert "<b>" not in page


def test_a_selection_tells_the_findings_of_its_boxes_alone(
    traffic: Network, mark: Callable[..., Mark]
) -> None:
    marks = [mark("A1"), mark("elsewhere")]
    part = keep_boxes(traffic, {"LALIN", "A1"}, "selection")
    assert [each.node_id for each in marks_in_picture(part, marks)] == ["A1"]
    assert marks_in_picture(traffic, marks) == marks
