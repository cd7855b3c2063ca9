"""Sheets as governments keep them, imported as proposed: never wrong; and the judge of that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from judged_imports import Verdict, judge, read_expected
from wide_matrices import Rows, book

SHEETS = Path(__file__).parent / "sheets"
ROWS: Rows = [
    ["Sasaran", "Indikator", "Satuan", "Target 2026", "Target 2027"],
    ["Jalan mantap", "Jalan dalam kondisi baik", "%", 80, 85],
    ["Angkutan lancar", "Kecepatan rata-rata", "km/jam", 30, 32],
]
EXPECTED: dict[str, Any] = {
    "validate": "either",
    "common": {
        "counts": {"objectives": 2, "indicators": {"min": 2, "max": 2}},
        "facts": [
            {"fact": "unit", "indicator": "Jalan dalam kondisi baik", "is": "%"},
            {"fact": "target", "indicator": "Kecepatan rata-rata", "year": 2027, "is": 32},
            {"fact": "measures", "indicator": "Kecepatan rata-rata", "is": "Angkutan lancar"},
            {
                "fact": "realisation",
                "indicator": "Kecepatan rata-rata",
                "year": 2025,
                "is": 1,
                "must": False,
            },
        ],
        "traps": [{"trap": "years", "heading": "target", "allowed": [2026, 2027]}],
    },
    "readings": [{"reading": "the only one"}],
}


def _expected(*facts: dict[str, Any], **counts: object) -> Mapping[str, Any]:
    common = EXPECTED["common"]
    return EXPECTED | {
        "common": common
        | {"counts": common["counts"] | counts, "facts": [*common["facts"], *facts]}
    }


@pytest.mark.parametrize(
    ("expected", "verdict"),
    [
        (_expected(), "right"),
        (_expected(objectives=3), "partial"),
        (_expected(objectives=1), "wrong"),
        (_expected({"fact": "unit", "indicator": "Jalan dalam kondisi baik", "is": "km"}), "wrong"),
        (_expected({"fact": "unit", "indicator": "Lain", "is": "km"}), "partial"),
        (_expected({"fact": "unit", "indicator": "Lain", "is": "km", "must": False}), "right"),
        (
            _expected(
                {"fact": "target", "indicator": "Kecepatan rata-rata", "year": 2026, "is": 31}
            ),
            "wrong",
        ),
    ],
)
def test_the_judge_tells_false_from_missing(
    tmp_path: Path, expected: Mapping[str, Any], verdict: Verdict
) -> None:
    path = book(tmp_path / "m.xlsx", ROWS)
    assert judge(path, expected, tmp_path).verdict == verdict


@pytest.mark.parametrize(
    "trap",
    [
        {"trap": "years", "heading": "target", "allowed": [2026]},
        {"trap": "only-units", "units": ["%"]},
        {"trap": "only-names", "table": "objectives", "names": ["Jalan mantap"]},
        {"trap": "forbidden-name", "tables": ["indicators"], "matches": "^Kecepatan"},
        {"trap": "merged", "table": "objectives", "name": "Jalan mantap", "at_least": 2},
        {"trap": "origin-columns", "table": "values", "heading": "target", "forbidden": ["D"]},
        {
            "trap": "forbidden-value",
            "indicator": "Kecepatan rata-rata",
            "heading": "target",
            "is": [32],
        },
    ],
)
def test_the_judge_knows_every_trap(tmp_path: Path, trap: Mapping[str, Any]) -> None:
    path = book(tmp_path / "m.xlsx", ROWS)
    expected = EXPECTED | {"common": EXPECTED["common"] | {"traps": [trap]}}
    assert judge(path, expected, tmp_path).verdict == "wrong"


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", [["a", "b"], [1, 2]])
    found = judge(path, _expected(), tmp_path)
    assert (found.verdict, bool(found.why)) == ("refused", True)


def test_an_indicator_hangs_on_what_it_measures(tmp_path: Path) -> None:
    path = book(tmp_path / "m.xlsx", ROWS)
    edge = {"from": "Kecepatan rata-rata", "to": "Angkutan lancar"}
    assert judge(path, _expected({"fact": "edge"} | edge), tmp_path).verdict == "right"
    trap = EXPECTED | {"common": EXPECTED["common"] | {"traps": [{"trap": "not-edge"} | edge]}}
    assert judge(path, trap, tmp_path).verdict == "wrong"


ALLOWED: Mapping[str, set[Verdict]] = {
    "rencana-aksi-quarters": {"right"},
    "jabar-renja-j1": {"right"},
    "kepmendagri-five-columns": {"right"},
    "deliserdang-renja": {"right"},
    "jabar-tree-shapes-b": {"right"},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_sheet_comes_out_as_it_was_read_by_hand(name: str, tmp_path: Path) -> None:
    folder = SHEETS / name
    found = judge(folder / "input.xlsx", read_expected(folder), tmp_path)
    assert found.verdict in ALLOWED[name], (found.why, found.false, found.missing)
