"""``trace``, ``align`` and the network of a picture: the sentences of contract §4, one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from kinerja_graph.analysis.alignment import Alignment, align
from kinerja_graph.analysis.lineage import trace
from kinerja_graph.analysis.network_reading import network
from kinerja_graph.errors import UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.store.bolt import Store

Tables = dict[str, list[dict[str, object]]]
Loaded = Callable[[Tables], AbstractContextManager[Edition]]

UNITS: list[dict[str, object]] = [
    {"id": "pemda", "name": "Kota", "kind": "pemda"},
    {"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd", "parent": "pemda"},
    {"id": "bidang", "name": "Bidang Lalu Lintas", "kind": "unit", "parent": "dishub"},
    {"id": "pu", "name": "Dinas PU", "kind": "opd", "parent": "pemda"},
    {"id": "polri", "name": "Kepolisian", "kind": "external"},
]
TRAFFIC: Tables = {
    "units": UNITS,
    "positions": [
        {"id": "kasi", "name": "Kepala Seksi", "unit": "bidang"},
        {"id": "staf", "name": "Staf", "unit": "bidang", "reports_to": ["kasi"]},
    ],
    "objectives": [
        {
            "id": "S",
            "name": "Lalu lintas lancar",
            "level": 0,
            "owner": ["pemda"],
            "cross_agency": True,
            "expected_agencies": ["dishub", "polri", "bidang"],
        },
        {"id": "S.1", "name": "Parkir tertib", "level": 1, "contributes_to": ["S"]},
        {"id": "lepas", "name": "Sasaran lepas", "level": 2},
    ],
    "indicators": [
        {"id": "M", "name": "Kecepatan", "objective": "S", "owner": ["pu"]},
        {"id": "M.1", "name": "Pelanggaran", "objective": "S.1", "owner": ["bidang"]},
        {"id": "jalan", "name": "Jalan baik", "level": 1, "owner": ["pu"], "contributes_to": ["M"]},
        {"id": "rambu", "name": "Rambu", "level": 2, "owner": ["kasi"], "contributes_to": ["M.1"]},
    ],
    "tasks": [
        {"id": "T", "name": "Pasang", "performer": ["staf"], "contributes_to": ["rambu", "S.1"]},
        {"id": "T2", "name": "Lapor", "performer": ["staf"], "contributes_to": ["lepas"]},
    ],
    "contributions": [
        {"from": "T", "to": "S.1", "kind": "crosscutting", "status": "requested"},
        {"from": "rambu", "to": "M.1", "sign": "-"},
        {"from": "jalan", "to": "M", "rationale": "bila jalan baik, arus lancar"},
        {"from": "jalan", "to": "S.1", "status": "rejected"},
    ],
}


def test_trace_up(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = as_json(trace(store, edition, "T"))
    assert told["subject"] == {
        "label": "Task",
        "id": "T",
        "name": "Pasang",
        "level": None,
        "agencies": ["dishub"],
        "owners": ["staf"],
    }
    depths = {node["id"]: node["depth"] for node in told["nodes"]}
    assert depths == {"M.1": 2, "S": 2, "S.1": 1, "T": 0, "rambu": 1}
    assert list(depths) == sorted(depths)
    assert told["edges"] == [
        {"type": "MEASURES", "from": "M.1", "to": "S.1", "kind": None},
        {"type": "CONTRIBUTES_TO", "from": "S.1", "to": "S", "kind": "vertical"},
        {"type": "CONTRIBUTES_TO", "from": "T", "to": "S.1", "kind": "crosscutting"},
        {"type": "CONTRIBUTES_TO", "from": "T", "to": "rambu", "kind": "vertical"},
        {"type": "CONTRIBUTES_TO", "from": "rambu", "to": "M.1", "kind": "vertical"},
    ]
    assert (told["roots"], told["breaks"]) == (["S"], [])
    assert "truncated" not in told


def test_a_chain_that_breaks(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = trace(store, edition, "T2")
    assert (told.roots, told.breaks) == ((), ("lepas",))


def test_trace_down_has_no_roots_and_no_breaks(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = as_json(trace(store, edition, "S", direction="down"))
    depths = {node["id"]: node["depth"] for node in told["nodes"]}
    assert depths == {"M": 1, "M.1": 2, "S": 0, "S.1": 1, "T": 2, "jalan": 2, "rambu": 3}
    assert (told["roots"], told["breaks"]) == ([], [])


def test_a_rejected_contribution_is_not_walked(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = trace(store, edition, "S.1", direction="down")
    assert "jalan" not in {node.record.id for node in told.nodes}


def test_a_depth_cuts_and_says_so(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = as_json(trace(store, edition, "rambu", depth=1))
        whole = as_json(trace(store, edition, "rambu", depth=9))
    assert [node["id"] for node in told["nodes"]] == ["M.1", "rambu"]
    assert [edge["to"] for edge in told["edges"]] == ["M.1"]
    assert (told["roots"], told["breaks"]) == ([], [])
    assert (told["truncated"], told["limit"]) == (True, 1)
    assert "truncated" not in whole


@pytest.mark.parametrize("name", ["dishub", "staf"])
def test_units_and_posts_are_usage(store: Store, loaded: Loaded, name: str) -> None:
    with loaded(TRAFFIC) as edition:
        for view in (trace, align, network):
            with pytest.raises(UsageError) as caught:
                view(store, edition, name)
            assert caught.value.exit_code == 2


def test_an_unknown_id_names_the_nearest(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition, pytest.raises(UsageError) as caught:
        trace(store, edition, "rambuu")
    assert caught.value.facts["nearest"] == ["rambu"]


def test_a_task_has_no_support(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition, pytest.raises(UsageError):
        align(store, edition, "T")


def aligned(store: Store, edition: Edition, name: str) -> tuple[Alignment, dict[str, list[object]]]:
    answer = align(store, edition, name)
    shares = {
        share["id"]: [
            share["expected"],
            share["results"],
            share["tasks"],
            share["direct"],
            share["sole_support"],
        ]
        for share in as_json(answer)["agencies"]
    }
    return answer, shares


def test_align(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        answer, shares = aligned(store, edition, "S")
    assert shares == {
        # an expected unit that is no agency: what it and the posts in it own or perform
        "bidang": [True, 2, 1, [], []],
        # S.1 has no owner; its measure M.1 counts, being below the subject's own measures
        "dishub": [True, 2, 1, [], ["M.1", "S.1", "rambu"]],
        "polri": [True, 0, 0, [], []],
        # M measures the subject and is left out, so only what contributes to it counts
        "pu": [False, 1, 0, ["jalan"], ["M"]],
    }
    assert answer.missing == ("polri",)
    assert answer.silo is False
    assert answer.requested == (("T", "S.1"),)
    assert answer.rejected == (("jalan", "S.1"),)
    assert answer.pulls == ()
    assert {share.id: share.chain for share in answer.shares} == {
        "bidang": ("M.1", "S.1", "S"),
        "dishub": ("M.1", "S.1", "S"),
        "polri": (),
        "pu": ("jalan", "M", "S"),
    }


def test_align_of_an_indicator_expects_nobody(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        answer, shares = aligned(store, edition, "M")
    assert shares == {"pu": [False, 1, 0, ["jalan"], ["M"]]}
    assert (answer.missing, answer.silo) == ((), True)


def test_an_owner_of_the_objective_alone_is_neither_behind_it_nor_missing(
    store: Store, loaded: Loaded
) -> None:
    tables: Tables = {
        "units": UNITS,
        "objectives": [
            {"id": "S", "name": "s", "level": 0, "owner": ["pu"], "expected_agencies": ["pu"]}
        ],
    }
    with loaded(tables) as edition:
        answer, shares = aligned(store, edition, "S")
    assert shares == {"pu": [True, 0, 0, [], []]}
    assert (answer.missing, answer.silo) == ((), True)


def test_align_sees_opposite_signs(store: Store, loaded: Loaded) -> None:
    tables: Tables = {
        "units": UNITS,
        "indicators": [
            {"id": "a", "name": "a", "level": 0},
            {"id": "b", "name": "b", "level": 1, "contributes_to": ["a"]},
            {"id": "c", "name": "c", "level": 1, "contributes_to": ["a"]},
        ],
        "contributions": [{"from": "c", "to": "a", "sign": "-"}],
    }
    with loaded(tables) as edition:
        (pull,) = align(store, edition, "a").pulls
    assert (pull.id, pull.raised_by, pull.lowered_by) == ("a", ("b",), ("c",))


def test_network_of_everything(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = network(store, edition)
    assert [node.id for node in told.nodes] == sorted(
        ["S", "S.1", "lepas", "M", "M.1", "jalan", "rambu", "T", "T2"]
    )
    assert {edge.type for edge in told.edges} == {
        "CONTRIBUTES_TO",
        "MEASURES",
        "REJECTED_CONTRIBUTION",
        "EXPECTS",
    }
    assert told.agencies == {
        "bidang": "Bidang Lalu Lintas",
        "dishub": "Dinas Perhubungan",
        "kasi": "Kepala Seksi",
        "pemda": "Kota",
        "polri": "Kepolisian",
        "pu": "Dinas PU",
        "staf": "Staf",
    }
    (why,) = [edge.rationale for edge in told.edges if edge.source == "jalan" and edge.rationale]
    assert why == "bila jalan baik, arus lancar"


def test_network_of_one_chain(store: Store, loaded: Loaded) -> None:
    with loaded(TRAFFIC) as edition:
        told = network(store, edition, "rambu")
    assert told.focus == "rambu"
    assert {node.id for node in told.nodes} == {"rambu", "T", "M.1", "S.1", "S"}


def test_hostile_names_pass_through(store: Store, loaded: Loaded) -> None:
    name = "</script>'\"{}$\\ \u202e🚦"
    tables: Tables = {
        "indicators": [
            {"id": "a'b/{c}", "name": name, "level": 1, "contributes_to": ["n"]},
            {"id": "n", "name": name, "level": 0},
        ]
    }
    with loaded(tables) as edition:
        told = trace(store, edition, "a'b/{c}")
        drawn = network(store, edition)
    assert [node.record.name for node in told.nodes] == [name, name]
    assert [node.id for node in drawn.nodes] == ["a'b/{c}", "n"]


class Counting:
    """A reader that counts statements, and rows however they come."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.statements = 0
        self.rows = 0

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        rows = self.store.read(statement, seconds=seconds, **values)
        self.statements += 1
        self.rows += sum(len(row["packed"]) if "packed" in row else 1 for row in rows)
        return rows


def ladder(steps: int) -> Tables:
    """Two indicators on each step, each contributing to both above: many ways, few records."""
    return {
        "units": UNITS,
        "indicators": [
            {
                "id": f"{step}{side}",
                "name": f"Hasil {step} {side}",
                "level": min(step, 5),
                "owner": ["dishub"],
                "contributes_to": [f"{step - 1}a", f"{step - 1}b"] if step else [],
            }
            for step in range(steps)
            for side in "ab"
        ],
    }


def test_statements_are_few_and_rows_grow_with_the_chain(store: Store, loaded: Loaded) -> None:
    counts: dict[int, list[tuple[int, int]]] = {}
    for steps in (10, 20, 40):
        with loaded(ladder(steps)) as edition:
            up, down, support = Counting(store), Counting(store), Counting(store)
            trace(up, edition, f"{steps - 1}a")
            trace(down, edition, "0a", direction="down")
            align(support, edition, "0a")
            counts[steps] = [(one.statements, one.rows) for one in (up, down, support)]
    for statements in zip(*([each for each, _ in told] for told in counts.values()), strict=True):
        assert len(set(statements)) == 1
        assert statements[0] <= 11
    for steps, told in counts.items():
        assert all(rows <= 2 * steps + 4 * steps + len(UNITS) + 10 for _, rows in told)
