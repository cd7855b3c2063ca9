"""Facts computed once before a snapshot becomes visible (rules.md, Words)."""

import pytest

from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.derive import achievement, circles, fold, ladder_supervision, unit_agencies
from kinerja_graph.model.edges import Link
from kinerja_graph.model.nodes import Position, Unit, UnitKind
from kinerja_graph.model.origin import Origin

PLACE = Origin("units.csv", None, 2)


def units(**kinds: UnitKind | None) -> tuple[Unit, ...]:
    return tuple(Unit(id=name, name=name, origin=PLACE, kind=kind) for name, kind in kinds.items())


def part_of(*pairs: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(Link("PART_OF", low, high, PLACE) for low, high in pairs)


def test_agency_is_the_nearest_opd_or_external_at_or_above() -> None:
    cascade = Cascade(
        plan=Plan(dataset="d", edition="1"),
        units=units(
            kota="pemda", dinas="opd", bidang="unit", seksi=None, polri="external", lepas="unit",
            upt="opd", loket="unit",
        ),
        links=part_of(
            ("dinas", "kota"), ("bidang", "dinas"), ("seksi", "bidang"), ("upt", "dinas"),
            ("loket", "upt"),
        ),
    )  # fmt: skip
    assert unit_agencies(cascade) == {
        "kota": None,
        "dinas": "dinas",
        "bidang": "dinas",
        "seksi": "dinas",
        "polri": "polri",
        "lepas": None,
        "upt": "upt",
        "loket": "upt",
    }


def test_agencies_of_a_deep_tree_are_found_without_recursion() -> None:
    count = 5_000
    names = [f"u{number}" for number in range(count)]
    kinds: dict[str, UnitKind | None] = {
        name: "opd" if name == "u0" else "unit" for name in reversed(names)
    }
    cascade = Cascade(
        plan=Plan(dataset="d", edition="1"),
        units=units(**kinds),
        links=part_of(*zip(names[1:], names[:-1], strict=True)),
    )
    assert set(unit_agencies(cascade).values()) == {"u0"}


@pytest.mark.parametrize(
    ("polarity", "target", "realisation", "expected"),
    [
        ("up", 10.0, 8.0, 80.0),
        ("down", 10.0, 8.0, 120.0),
        ("down", 10.0, 12.0, 80.0),
        ("down", 10.0, 25.0, -50.0),
        ("hold", 10.0, 12.0, 80.0),
        ("hold", 10.0, 8.0, 80.0),
        ("up", 0.0, 8.0, None),
        ("up", -1.0, 8.0, None),
        ("up", None, 8.0, None),
        ("up", 10.0, None, None),
        (None, 10.0, 8.0, None),
        ("range", (8.0, 9.0), 8.0, None),
        ("range", 8.0, 8.0, None),
        ("up", 10.0, 0.0, 0.0),
    ],
)
def test_achievement(
    polarity: object, target: object, realisation: float | None, expected: float | None
) -> None:
    assert achievement(polarity, target, realisation) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "key"),
    [("  A\u00a0b\nC ", "a b c"), ("STRASSE", "strasse"), ("Straße", "strasse"), (" ", None)],
)
def test_fold(text: str, key: str | None) -> None:
    assert fold(text) == key


def test_circles_name_the_smallest_member_by_code_point() -> None:
    edges = [("b", "Z"), ("Z", "a"), ("a", "b"), ("a", "x"), ("x", "y"), ("s", "s"), ("é", "z")]
    assert circles(edges) == {"Z": "Z", "a": "Z", "b": "Z", "s": "s"}


def test_the_first_answer_of_a_ladder_in_file_order_holds() -> None:
    def post(name: str, ladder: str, *, supervised: bool | None) -> Position:
        return Position(id=name, name=name, origin=PLACE, ladder=ladder, supervised=supervised)

    cascade = Cascade(
        plan=Plan(dataset="d", edition="1"),
        positions=(
            post("1", "Auditor", supervised=None),
            post("2", " auditor ", supervised=True),
            post("3", "AUDITOR", supervised=False),
            post("4", "Perencana", supervised=None),
        ),
    )
    assert ladder_supervision(cascade) == {"auditor": True}
