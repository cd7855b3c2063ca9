"""Documents held against each other: what is matched, what is not, and in what they disagree."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from random import Random
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.analysis.disagreements import agree, disagreements
from kinerja_graph.analysis.documents import Documents, Only, compare_documents
from kinerja_graph.analysis.matching import DocumentIndicator, match, match_name
from kinerja_graph.model.documents import document_order
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json

PU = {"pu": "Dinas PU"}
EDITION = Edition(dataset="d", edition="1", scope="s")


def record(
    document: str,
    name: str | None,
    *,
    number: str,
    agencies: Mapping[str, str] | None = None,
    level: int | None = 1,
    **more: Any,
) -> DocumentIndicator:
    fields = {
        key: more.pop(key)
        for key in ("objective", "posts", "is_held_above", "values_origin")
        if key in more
    }
    return DocumentIndicator(
        document=document,
        id=number,
        name=name,
        level=level,
        origin=f"{document}.csv!{number}",
        agencies=PU if agencies is None else agencies,
        properties=more,
        **fields,
    )


def groups(*records: DocumentIndicator) -> set[tuple[str, str]]:
    """The groups of several documents: how they were matched, and their records."""
    return {
        (found.matched_by, " ".join(f"{one.document}:{one.id}" for one in found.records))
        for found in match(records).groups
        if len(found.records) > 1
    }


def ambiguous(*records: DocumentIndicator) -> list[list[str]]:
    return [[f"{one.document}:{one.id}" for one in some] for some in match(records).ambiguous]


def compared(*records: DocumentIndicator, codes: Sequence[str] = ()) -> Documents:
    known = codes or sorted({one.document for one in records}, key=document_order)
    return compare_documents(EDITION, known, records)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("% PKL yang direlokasi", "persentase pkl yang direlokasi"),
        ("Persentase  PKL\tyang di­relokasi", "persentase pkl yang di relokasi"),
        ("Prosentase_jalan – mantap", "persentase jalan mantap"),
        ("jalan mantap (%)", "jalan mantap"),
        ("Jalan mantap, persen", "jalan mantap"),
        ("50%", "50"),
        ("persen", "persentase"),
        ("\uff21ngka \uff29RI", "angka iri"),
        ("STRASSE 5", "strasse 5"),
        ("Straße 5", "strasse 5"),
        ("…", ""),
    ],
)
def test_match_names(text: str, expected: str) -> None:
    assert match_name(text) == expected


def test_one_id_is_one_indicator_whatever_it_is_called() -> None:
    plan, other = (
        record("plan", "Jalan", number="I"),
        record("pk", "Jembatan", number="I", agencies={}),
    )
    assert groups(plan, other) == {("id", "plan:I pk:I")}
    assert [one.field for one in disagreements((plan, other))] == ["name"]


def test_equal_name_and_agencies_are_one_indicator() -> None:
    plan = record("plan", "% jalan baik", number="A")
    assert groups(plan, record("pk", "Persentase jalan baik", number="B")) == {
        ("name", "plan:A pk:B")
    }
    named = record("pk", "Persentase Jalan Baik", number="B", agencies={"x": "DINAS  PU."})
    assert groups(plan, named) == {("name", "plan:A pk:B")}
    assert not groups(plan, record("pk", "% jalan baik", number="B", agencies={"h": "Dishub"}))
    assert not groups(plan, record("plan", "% jalan baik", number="B"))
    nobody = (record(one, "jalan", number=one, agencies={}) for one in ("plan", "pk"))
    assert groups(*nobody) == {("name", "plan:plan pk:pk")}
    unnamed = (record(one, name, number=one) for one, name in (("plan", None), ("pk", None)))
    assert not groups(*unnamed)
    assert not groups(record("plan", "…", number="A"), record("pk", "…", number="B"))


def test_a_name_alone_joins_what_has_no_agency() -> None:
    plan = record("plan", "jalan", number="A")
    bare = record("pk", "jalan", number="B", agencies={})
    assert groups(plan, bare) == {("name-alone", "plan:A pk:B")}
    other = record("plan", "jalan", number="C", agencies={"h": "Dishub"})
    assert not groups(plan, other, bare)
    assert ambiguous(plan, other, bare) == [["plan:A", "plan:C", "pk:B"]]
    assert not ambiguous(plan, other), "no document without agencies stands beside"


def test_two_of_one_document_are_ambiguous() -> None:
    plan = [record("plan", "jalan", number=one, level=None) for one in "AB"]
    agreement = record("pk", "jalan", number="C", level=None)
    assert not groups(*plan, agreement)
    assert ambiguous(*plan, agreement) == [["plan:A", "plan:B", "pk:C"]]
    assert not ambiguous(*plan)
    answer = compared(*plan, agreement)
    assert answer.summary.outside_cascade == 0, "it may be in the plan"
    assert answer.summary.ambiguous == 1
    assert all(one.is_ambiguous for one in answer.groups)


def test_a_level_tells_two_of_one_document_apart() -> None:
    plan = [record("plan", "jalan", number=f"A{level}", level=level) for level in (1, 2)]
    other = [record("pk", "jalan", number=f"B{level}", level=level) for level in (1, 2)]
    assert groups(*plan, *other) == {("name", "plan:A1 pk:B1"), ("name", "plan:A2 pk:B2")}
    assert not ambiguous(*plan, *other)
    different = record("pk", "jalan", number="B", level=4)
    assert groups(plan[0], different) == {("name", "plan:A1 pk:B")}


def test_groups_are_looked_at_only_where_one_is_of_a_single_document() -> None:
    """Two that are in several documents each are told apart by their ids."""
    both = [record(one, "jalan", number=one_id) for one in ("plan", "pk") for one_id in "AB"]
    assert not ambiguous(*both)
    assert groups(*both) == {("id", "plan:A pk:A"), ("id", "plan:B pk:B")}
    third = record("iku", "jalan", number="C")
    assert ambiguous(*both, third) == [["plan:A", "plan:B", "iku:C", "pk:A", "pk:B"]]


def test_keys_are_taken_in_order_on_groups_as_they_stand() -> None:
    """The first key joins; the second would then give the plan two records."""
    one = [
        record("plan", "a", number="1"),
        record("pk", "a", number="X"),
        record("iku", "b", number="X"),
    ]
    other = record("plan", "b", number="2")
    assert groups(*one, other) == {("name", "plan:1 iku:X pk:X")}
    assert ambiguous(*one, other) == [["plan:2", "iku:X"]]


def test_a_group_is_matched_by_its_weakest_step() -> None:
    some = [
        record("plan", "a", number="1"),
        record("iku", "a", number="1"),
        record("pk", "a", number="2"),
    ]
    bare = record("renja", "a", number="3", agencies={})
    assert groups(*some, bare) == {("name-alone", "plan:1 renja:3 iku:1 pk:2")}


def test_every_field_is_compared_and_has_its_cells() -> None:
    above = ("S1", "plan.csv!S1")
    plan = record(
        "plan", "Jalan", number="I", level=1, objective=above, is_held_above=True,
        posts=("Kepala Dinas PU",), measure_unit="%", polarity="up", baseline=1.0,
        target_years=[2026, 2027], targets=[5.0, 6.0], value_years=[2026], value_rows=[8],
        values_origin="nilai.csv", period_target_codes=["2026Q1"], period_targets=[1.0],
    )  # fmt: skip
    other = record(
        "pk", "Jembatan", number="I", level=2, agencies={"h": "Dishub"}, posts=("Kabid",),
        measure_unit="km", polarity="down", baseline=2.0,
        range_years=[2026], range_lows=[5.0], range_highs=[5.0], target_years=[2027],
        targets=[6], period_target_codes=["2026Q1"], period_targets=[3.0],
    )  # fmt: skip
    found = as_json(compared(plan, other))["groups"][0]["disagreements"]
    assert [(one["field"], one["year"]) for one in found] == [
        ("name", None), ("measure_unit", None), ("polarity", None), ("level", None),
        ("owner", None), ("agency", None), ("baseline", None), ("target", 2026),
        ("period_target", "2026Q1"),
    ]  # fmt: skip
    told = {one["field"]: [value["value"] for value in one["values"]] for one in found}
    assert told["owner"] == [["Kepala Dinas PU"], ["Kabid"]]
    assert told["agency"] == [["Dinas PU"], ["Dishub"]]
    assert told["target"] == [5.0, [5.0, 5.0]], "a range is never equal to a number"
    cells = {
        one["field"]: [tuple(cell.values()) for value in one["values"] for cell in value["cells"]]
        for one in found
    }
    assert cells["level"] == [
        ("plan", "S1", "plan.csv!S1", "level"), ("pk", "I", "pk.csv!I", "level"),
    ]  # fmt: skip
    assert cells["owner"] == [
        ("plan", "S1", "plan.csv!S1", "owner"), ("pk", "I", "pk.csv!I", "owner"),
    ]  # fmt: skip
    assert cells["target"] == [
        ("plan", "I", "nilai.csv!8", "target"), ("pk", "I", "pk.csv!I", "target"),
    ]  # fmt: skip
    assert cells["polarity"][0] == ("plan", "I", "plan.csv!I", "polarity")


def test_a_computed_target_has_the_cell_of_the_indicator() -> None:
    plan = record(
        "plan", "Jalan", number="I", target_years=[2026], targets=[5.0], value_years=[2026],
        value_rows=[8], derived_target_years=[2026], values_origin="nilai.csv",
    )  # fmt: skip
    other = record("pk", "Jalan", number="I", target_years=[2026], targets=[6.0])
    (found,) = disagreements((plan, other))
    assert found.values[0].cells[0].origin == "plan.csv!I"


def test_what_is_unknown_disagrees_with_nothing() -> None:
    plan = record("plan", "Jalan", number="I", measure_unit="%", baseline=0.0)
    silent = record("pk", None, number="I", level=None, agencies={})
    assert disagreements((plan, silent)) == ()
    assert agree(plan, silent)
    third = record("renja", "Jalan", number="I", measure_unit="persen", baseline=-0.0)
    assert disagreements((plan, silent, third)) == ()


def test_values_stand_by_their_first_document_with_all_their_cells() -> None:
    levels = {"plan": 2, "iku": 1, "pk": 2, "zakat": 1}
    found = disagreements(
        [record(one, "a", number="I", level=level) for one, level in levels.items()]
    )
    told = [(one.value, [cell.document for cell in one.cells]) for one in found[0].values]
    assert told == [(2, ["plan", "pk"]), (1, ["iku", "zakat"])]


def test_a_document_is_aligned_with_the_plan_alone() -> None:
    answer = compared(
        *(
            record(one, "a", number="I", level=2 if one == "iku" else 1)
            for one in ("plan", "iku", "pk")
        ),
        record("pk", "b", number="J"),
        codes=("plan", "iku", "pk", "dpa"),
    )
    assert [
        (one.document, one.indicators, one.in_plan, one.aligned, one.word)
        for one in answer.documents
    ] == [
        ("plan", 1, None, None, None),
        ("iku", 1, 1, 0, "tidak"),
        ("pk", 2, 1, 1, "sebagian"),
        ("dpa", 0, 0, 0, None),
    ]


def test_without_a_plan_nothing_is_outside_or_aligned() -> None:
    answer = compared(*(record(one, "a", number="I") for one in ("iku", "pk")))
    assert answer.summary.outside_cascade is None
    assert {one.word for one in answer.documents} == {None}
    assert {one.in_plan for one in answer.documents} == {None}


@pytest.mark.parametrize(
    ("only", "ids", "names"),
    [
        (None, ["A", "B", "C", "D", "E", "F"], 1),
        ("disagree", ["B"], 0),
        ("outside", ["C"], 0),
        ("single", ["C", "D", "E", "F"], 0),
        ("ambiguous", ["D", "E", "F"], 1),
    ],
)
def test_some_groups_alone(only: Only | None, ids: Collection[str], names: int) -> None:
    answer = compared(
        *(record(one, "a", number="A") for one in ("plan", "pk")),
        *(record(one, "b", number="B", level=level) for one, level in (("plan", 1), ("pk", 2))),
        record("pk", "c", number="C"),
        *(
            record(one, "d", number=one_id, level=None)
            for one, one_id in (("plan", "D"), ("plan", "E"))
        ),
        record("pk", "d", number="F", level=None),
    )
    found = answer.narrowed(only=only)
    assert [one.id for one in found.groups] == ids
    assert len(found.ambiguous) == names
    assert found.summary == answer.summary
    alone = answer.narrowed(only=only, picked={("pk", "F")})
    assert [one.id for one in alone.groups] == [one for one in ids if one == "F"]


WORDS = st.sampled_from(["jalan baik", "% jalan baik", "Jalan Baik", "jembatan", "PKL", ""])
AGENCIES = st.sampled_from([{}, PU, {"h": "Dishub"}, {"h": "Dishub", "p": "DINAS PU"}])


@st.composite
def several_documents(draw: st.DrawFn) -> list[DocumentIndicator]:
    found: list[DocumentIndicator] = []
    for document in ("plan", "renja", "pk"):
        ids = draw(st.lists(st.sampled_from("ABCDEF"), unique=True, max_size=5))
        for one_id in ids:
            level = draw(st.sampled_from([None, 0, 1]))
            name, agencies = draw(WORDS), draw(AGENCIES)
            found.append(record(document, name, number=one_id, agencies=agencies, level=level))
    return found


def partition(records: Sequence[DocumentIndicator]) -> set[frozenset[tuple[str, str]]]:
    return {
        frozenset((one.document, one.id) for one in found.records)
        for found in match(records).groups
    }


@given(several_documents(), st.randoms())
def test_neither_the_order_nor_the_ids_of_records_matter(
    records: list[DocumentIndicator], dice: Random
) -> None:
    found = match(records)
    mixed = list(records)
    dice.shuffle(mixed)
    assert match(mixed) == found
    others = list("UVWXYZ")
    dice.shuffle(others)
    new = dict(zip("ABCDEF", others, strict=True))
    renamed = [
        record(one.document, one.name, number=new[one.id], agencies=one.agencies, level=one.level)
        for one in records
    ]
    assert partition(renamed) == {
        frozenset((document, new[old]) for document, old in some) for some in partition(records)
    }
    assert [len(some) for some in match(renamed).ambiguous] == [
        len(some) for some in found.ambiguous
    ]


@given(several_documents())
def test_every_record_is_in_one_group_with_at_most_one_of_each_document(
    records: list[DocumentIndicator],
) -> None:
    answer = compared(*records, codes=("plan", "renja", "pk"))
    places = [place for one in answer.groups for place in one.documents.items()]
    assert sorted(places) == sorted((one.document, one.id) for one in records)
    summary = answer.summary
    assert summary.groups == summary.shared + summary.single == len(answer.groups)
    assert summary.shared == summary.agree + summary.disagree
    for one in answer.groups:
        assert (one.matched_by == "single") == (len(one.documents) == 1)
        if len(set(one.documents.values())) > 1:
            assert one.matched_by in {"name", "name-alone"}
    for each in answer.documents[1:]:
        assert (each.aligned or 0) <= (each.in_plan or 0) <= each.indicators


SPELLINGS = (str, str.upper, lambda text: f"  {text.replace(' ', ' -  ')}… ", lambda t: f"({t})")


@given(
    st.lists(st.text("abcde fgh", min_size=1), min_size=1, unique_by=match_name),
    st.sampled_from(SPELLINGS),
    st.sampled_from(["%", "persen", "Prosentase", "PERSENTASE"]),
)
def test_equal_documents_in_other_spelling_disagree_in_nothing(
    names: list[str], spelling: Any, unit: str
) -> None:
    names = [name for name in names if match_name(name)]
    plan = [
        record("plan", name, number=f"P{number}", measure_unit="persentase")
        for number, name in enumerate(names)
    ]
    other = [
        record("pk", spelling(name), number=f"K{number}", measure_unit=unit)
        for number, name in enumerate(names)
    ]
    answer = compared(*plan, *other)
    assert (answer.summary.disagree, answer.summary.single) == (0, 0)
    assert answer.summary.agree == len(names)


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.sampled_from([0, 1, 2]), min_size=1))
def test_planted_disagreements_are_found_with_both_cells(planted: dict[str, int]) -> None:
    """Each number says what is planted: nothing, another target, or another unit."""
    records = [
        record(
            document, f"nama {one_id}", number=one_id,
            measure_unit="orang" if what == 2 and document == "pk" else "buah",
            target_years=[2026], targets=[7.0 if what == 1 and document == "pk" else 6.0],
        )
        for one_id, what in planted.items()
        for document in ("plan", "pk")
    ]  # fmt: skip
    answer = compared(*records)
    found = {
        one.id: [(each.field, each.year) for each in one.disagreements]
        for one in answer.groups
        if one.disagreements
    }
    kinds = {1: [("target", 2026)], 2: [("measure_unit", None)]}
    assert found == {one_id: kinds[what] for one_id, what in planted.items() if what}
    for one in answer.groups:
        for each in one.disagreements:
            places = [(cell.document, cell.id) for v in each.values for cell in v.cells]
            assert places == [("plan", one.id), ("pk", one.id)]


def lines_run(act: Callable[[], object]) -> int:
    """How many lines of Python an act runs, which is the same on every machine."""
    number = 0

    def count(_frame: FrameType, event: str, _value: object) -> Any:
        nonlocal number
        number += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        act()
    finally:
        sys.settrace(before)
    return number


def of_size(size: int) -> list[DocumentIndicator]:
    """As many pairs, as many of one name in a document, and as many agencies of another name."""
    return [
        *(
            record(document, f"nama {number}", number=f"{document}{number}", posts=("A",))
            for number in range(size)
            for document in ("plan", "pk")
        ),
        *(record("plan", "sama", number=f"S{number}") for number in range(size)),
        record("pk", "sama", number="T"),
        *(
            record("plan", "milik", number=f"M{number}", agencies={"a": f"Dinas {number}"})
            for number in range(size)
        ),
        record("pk", "milik", number="U", agencies={}),
    ]


def test_many_records_take_linear_work() -> None:
    compared(*of_size(2))
    small, large = (lines_run(partial(compared, *of_size(size))) for size in (100, 400))
    assert small < large < 4.2 * small
    found = compared(*of_size(100)).summary
    assert (found.shared, found.single, found.ambiguous) == (100, 202, 2)
