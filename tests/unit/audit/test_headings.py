"""Remedies name the planner's own headings, and are those of today where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kinerja_graph.audit.headings import Remedies
from kinerja_graph.library.cells import ANY
from kinerja_graph.library.describe import Described
from kinerja_graph.library.rules import Rule, load_rules
from kinerja_graph.model.headings import PlannerColumn, PlannerSheet
from kinerja_graph.model.tables import COLUMNS, TABLE_OF
from kinerja_graph.texts import Language, Text

RULES = {rule.id: rule for rule in load_rules()}
WORDS: dict[Language, str] = {"id": "kolom", "en": "column"}
SHEET = PlannerSheet(
    "renja.xlsx",
    "Renja",
    (
        PlannerColumn("objectives", "name", "Sasaran Strategis", "B5", names="B"),
        PlannerColumn("indicators", "name", "Indikator", "D5", names="D"),
        PlannerColumn("indicators", "measure_unit", "Satuan", "E5", names="D"),
        PlannerColumn("indicators", "owner", "Perangkat Daerah Penanggung Jawab", "K5"),
        PlannerColumn("objectives", "owner", "Perangkat Daerah Penanggung Jawab", "K5"),
        PlannerColumn("values", "target", "Target > 2026", "H6", 2026, "D"),
        PlannerColumn("values", "target", "Target > 2027", "I6", 2027, "D"),
    ),
)
OTHER = PlannerSheet(
    "renja.xlsx",
    "Lain",
    (
        PlannerColumn("indicators", "name", "Indikator", "C2", names="C"),
        PlannerColumn("indicators", "measure_unit", "Sat.", "F2", names="C"),
    ),
)
OWN = PlannerSheet(
    "indikator.csv",
    None,
    (
        PlannerColumn("indicators", "measure_unit", "Satuan Ukur"),
        PlannerColumn("indicators", "owner", "pengampu"),
    ),
)
OWN_VALUES = PlannerSheet("nilai.csv", None, (PlannerColumn("values", "target", "Target {T|}"),))


def record(source: str | None, origin: str = "rencana.xlsx!indicators!4") -> Described:
    return Described(
        label="Indicator", id="I", name="I", level=1, origin=origin, agencies=(), owners=(),
        source=source,
    )  # fmt: skip


def told(
    rule: str,
    *sheets: PlannerSheet,
    source: str | None = "renja.xlsx!Renja!D14",
    origin: str = "rencana.xlsx!indicators!4",
    label: str = "Indicator",
    facts: Mapping[str, Any] | None = None,
) -> tuple[str, str]:
    found = Remedies(sheets).of_record(
        RULES[rule], TABLE_OF[label], record(source, origin), facts or {}
    )
    said = dict.fromkeys(("subject", "other", "years", "cells", "path", "baseline"), "…")
    return found.say("id", **said), found.say("en", **said)


def test_the_heading_and_its_cell_stand_in_place_of_our_column() -> None:
    assert told("missing-measure-unit", SHEET) == (
        (
            "Isi satuan … pada kolom «Satuan» di renja.xlsx!Renja!E5, misalnya persen, kilometer, "
            "atau indeks."
        ),
        (
            "State the measure unit of … in the column “Satuan” at renja.xlsx!Renja!E5, such as "
            "percent, kilometres or index."
        ),
    )
    assert told("unowned-indicator", SHEET)[0].startswith(
        "Tetapkan unit kerja atau jabatan pemilik … pada kolom «Perangkat Daerah Penanggung "
        "Jawab» di renja.xlsx!Renja!K5, atau"
    )


def test_of_several_sheets_it_is_that_of_the_record() -> None:
    both = (SHEET, OTHER)
    assert "“Satuan” at renja.xlsx!Renja!E5" in told("missing-measure-unit", *both)[1]
    of_other = told("missing-measure-unit", *both, source="renja.xlsx!Lain!C9")
    assert "“Sat.” at renja.xlsx!Lain!F2" in of_other[1]
    assert "Satuan" not in of_other[1]
    both_named = Remedies(both).of_all(RULES["missing-measure-unit"]).say("en", subject="…")
    assert "“Satuan” at renja.xlsx!Renja!E5 and “Sat.” at renja.xlsx!Lain!F2" in both_named


def test_a_year_has_the_heading_of_that_year_and_one_without_a_column_is_told() -> None:
    one = told("missing-annual-target", SHEET, facts={"years": [2027]})
    assert one[0] == "Isi target … untuk tahun … pada kolom «Target > 2027» di renja.xlsx!Renja!I6."
    two = told("missing-annual-target", SHEET, facts={"years": [2026, 2027]})
    assert two[1] == (
        "Give … a target for … in the columns “Target > 2026” at renja.xlsx!Renja!H6 and "
        "“Target > 2027” at I6."
    )
    late = told("missing-annual-target", SHEET, facts={"years": [2027, 2028]})
    assert late[0].endswith(
        "kolom «Target > 2027» di renja.xlsx!Renja!I6. Di renja.xlsx!Renja tidak ada kolom untuk "
        "tahun 2028: tambahkan di sana lalu impor lagi, atau isi kolom target pada tabel values "
        "dalam rencana hasil impor."
    )


def test_without_a_column_the_sheet_lacks_it_and_the_plan_has_its_table() -> None:
    indonesian, english = told("missing-baseline", SHEET)
    today = RULES["missing-baseline"].mend.say("en", subject="…")
    assert english == (
        f"{today} There is no such column in renja.xlsx!Renja: add it there and import again, or "
        "fill in baseline of the table indicators in the imported plan."
    )
    assert "isi kolom baseline pada tabel indicators dalam rencana hasil impor" in indonesian
    named = RULES["missing-measure-unit"].whole
    assert named is not None
    bare = PlannerSheet("renja.xlsx", "Renja", (SHEET.columns[1],))
    said = Remedies((bare,)).of_whole(RULES["missing-measure-unit"], named, {}).en
    assert said.count("measure_unit") == 1, "what the remedy names already is not named again"
    assert said.endswith(
        "There is no such column in renja.xlsx!Renja: add it there and import again."
    )
    english = told("unstated-logic", SHEET)[1]
    assert "in the imported plan; add the table or the column where it is not there." in english


def column(table: str, name: str, text: str, cell: str, names: str | None = None) -> PlannerColumn:
    return PlannerColumn(table, name, text, cell, names=names)


MATRIX = PlannerSheet(
    "renstra.xlsx",
    "Renstra",
    (
        column("objectives", "name", "Tujuan", "A5", "A"),
        column("objectives", "name", "Sasaran Strategis", "B5", "B"),
        column("objectives", "contributes_to", "Tujuan", "A5", "B"),
        column("indicators", "name", "Indikator Sasaran", "C5", "C"),
        column("indicators", "objective", "Indikator Sasaran", "C5", "B"),
        column("indicators", "contributes_to", "Sasaran Strategis", "B5", "C"),
    ),
)
NODES = PlannerSheet(
    "simpul.xlsx",
    "Simpul",
    (
        column("objectives", "name", "Uraian", "C1"),
        column("objectives", "level", "Jenjang", "D1"),
        column("objectives", "contributes_to", "Induk", "B1"),
        column("indicators", "objective", "Indikator", "E1"),
    ),
)
ORDERED = PlannerSheet("urut.xlsx", "Urut", NODES.columns[:2])
CODED = PlannerSheet(
    "kode.xlsx",
    "Kode",
    (
        column("objectives", "name", "Nomenklatur", "B1"),
        column("objectives", "id", "Kode Rekening", "A1"),
        column("indicators", "objective", "Indikator", "C1"),
    ),
)


@pytest.mark.parametrize(
    ("rule", "sheet", "cell", "expected"),
    [
        ("orphan-objective", MATRIX, "B7", "Isi kolom «Tujuan» di renstra.xlsx!Renstra!A5 dari …,"),
        ("orphan-objective", NODES, "C7", "Isi kolom «Induk» di simpul.xlsx!Simpul!B1 dari …,"),
        (
            "orphan-objective",
            MATRIX,
            "A7",
            (
                "Di renstra.xlsx!Renstra tidak ada kolom untuk hasil di atas «Tujuan» di A5: "
                "tambahkan di sebelah kirinya, misalnya dengan judul Tujuan atau Sasaran, lalu "
                "impor lagi, atau tulis id hasil di atasnya di contributes_to pada tabel "
                "objectives dalam rencana hasil impor."
            ),
        ),
        (
            "orphan-objective",
            CODED,
            "B7",
            (
                "Di kode.xlsx!Kode kode pada «Kode Rekening» di A1 menunjukkan induk, dan hasil di "
                "atasnya tidak mempunyai baris di sana:"
            ),
        ),
        (
            "orphan-objective",
            ORDERED,
            "C7",
            "Di urut.xlsx!Urut urutan baris dan «Jenjang» di D1 menunjukkan induk: letakkan",
        ),
        (
            "unsupported-outcome",
            MATRIX,
            "A7",
            "padanya (kolom «Tujuan» di renstra.xlsx!Renstra!A5 hasil atau tugas itu).",
        ),
        (
            "unsupported-outcome",
            NODES,
            "C7",
            "padanya (kolom «Induk» di simpul.xlsx!Simpul!B1 hasil atau tugas itu).",
        ),
        (
            "unsupported-outcome",
            MATRIX,
            "B7",
            (
                "Di renstra.xlsx!Renstra tidak ada kolom untuk hasil di bawah «Sasaran Strategis» "
                "di B5: tambahkan di sebelah kanannya"
            ),
        ),
        (
            "unsupported-outcome",
            CODED,
            "B7",
            "menunjukkan induk: tambahkan baris yang kodenya diawali kode hasil itu, lalu impor",
        ),
        ("unsupported-outcome", ORDERED, "C7", "tambahkan baris dengan jenjang di bawahnya tepat"),
        ("unmeasured-objective", MATRIX, "B7", "(isi kolom «Indikator Sasaran» di renstra.xlsx!R"),
        ("unmeasured-objective", CODED, "B7", "(isi kolom «Indikator» di kode.xlsx!Kode!C1)."),
        (
            "unmeasured-objective",
            MATRIX,
            "A7",
            "Di renstra.xlsx!Renstra tidak ada kolom indikator untuk «Tujuan» di A5: tambahkan di",
        ),
    ],
)
def test_links_are_put_right_where_the_sheet_says_them(
    rule: str, sheet: PlannerSheet, cell: str, expected: str
) -> None:
    source = f"{sheet.place}!{cell}"
    indonesian, english = told(rule, sheet, SHEET, source=source, label="Objective")
    assert expected in indonesian
    known = {one.text for one in sheet.columns}
    for heading in ("Tujuan", "Induk", "Sasaran Strategis", "Kode Rekening", "Jenjang"):
        assert ("“" + heading in english) == ("«" + heading in indonesian), english
        assert heading in known or heading not in indonesian.replace("Tujuan atau Sasaran", "")


def test_an_indicator_without_a_result_is_linked_by_the_column_of_results() -> None:
    assert told("orphan-indicator", MATRIX, source="renstra.xlsx!Renstra!C9")[1] == (
        "Fill in column “Sasaran Strategis” at renstra.xlsx!Renstra!B5 of … with the indicator or "
        "objective that it brings about, or link the objective that it measures."
    )
    assert (
        "no column for what stands above “Indikator” at D5: add one to its left"
        in told("orphan-indicator", SHEET)[1]
    )


def test_of_several_findings_only_the_columns_of_their_records_are_named() -> None:
    remedies = Remedies((MATRIX, NODES))
    rule = RULES["orphan-objective"]
    objectives = [
        ("objectives", record(f"renstra.xlsx!Renstra!{cell}")) for cell in ("A7", "A9", "B10")
    ]
    top = remedies.of_all(rule, objectives[:2]).say("en", subject="…")
    assert "no column for what stands above “Tujuan” at A5" in top
    assert "Sasaran Strategis" not in top
    both = remedies.of_all(rule, objectives).say("en", subject="…")
    assert "column “Tujuan” at renstra.xlsx!Renstra!A5 of …" in both
    assert "no column for what stands above “Tujuan” at A5" in both
    assert "Induk" not in both
    by_hand = [*objectives, ("objectives", record(None))]
    every = remedies.of_all(rule, by_hand).say("en", subject="…")
    assert "“Tujuan” at renstra.xlsx!Renstra!A5 and “Induk” at simpul.xlsx!Simpul!B1" in every


def test_sheets_that_say_it_alike_share_a_sentence() -> None:
    others = [PlannerSheet("kode.xlsx", f"Bidang {n}", CODED.columns) for n in range(9)]
    said = Remedies(tuple(others)).of_all(RULES["orphan-objective"]).say("en", subject="…")
    assert said.count("says what is above") == 1
    assert "kode.xlsx!Bidang 0, kode.xlsx!Bidang 1, kode.xlsx!Bidang 2 and 6 more" in said


def test_what_was_added_to_the_plan_by_hand_has_the_columns_of_the_plan() -> None:
    for source in (None, "Bappeda", "lain.xlsx!Renja!D14"):
        today = RULES["missing-measure-unit"].mend
        assert told("missing-measure-unit", SHEET, source=source) == (
            today.say("id", subject="…"),
            today.say("en", subject="…"),
        )


def test_a_table_of_the_plan_keeps_the_name_that_it_gives_the_column() -> None:
    own = {"source": None, "origin": "indikator.csv!3"}
    assert told("missing-measure-unit", OWN, **own)[1] == (
        "State the measure unit of … in the column Satuan Ukur, such as percent, kilometres or "
        "index."
    )
    whole = RULES["unowned-indicator"].whole
    assert whole is not None
    said = Remedies((OWN,)).of_whole(RULES["unowned-indicator"], whole, {})
    assert "kolom pengampu dan owner pada tabel indicators atau objectives" in said.id
    elsewhere = told("missing-measure-unit", OWN, source=None, origin="lain.csv!3")
    assert elsewhere[1] == RULES["missing-measure-unit"].mend.say("en", subject="…")


def test_signs_of_a_heading_are_text() -> None:
    said = told("missing-annual-target", OWN_VALUES, source=None, facts={"years": [2026]})
    assert said[1] == "Give … a target for … in the column Target {T|} of the table values."
    odd = PlannerColumn("indicators", "measure_unit", "Satuan {x} `y` | \u202ez", "E5", names="D")
    english = told("missing-measure-unit", PlannerSheet("renja.xlsx", "Renja", (odd,)))[1]
    assert "“Satuan {x} 'y' | z” at renja.xlsx!Renja!E5," in english


def test_a_long_heading_is_cut_at_words_and_a_column_without_one_has_letters() -> None:
    long = "Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan > K"
    columns = (
        PlannerColumn("values", "target", long, "N9", 2026, "D"),
        PlannerColumn("values", "target", "", "O", 2027, "D"),
    )
    said = told(
        "missing-annual-target",
        PlannerSheet("renja.xlsx", "Renja", columns),
        facts={"years": [2026, 2027]},
    )
    assert said[1] == (
        "Give … a target for … in the columns “Target Kinerja dan Anggaran Renja Perangkat … > K” "
        "at renja.xlsx!Renja!N9 and O at renja.xlsx!Renja."
    )


def test_unreadable_cells_have_the_planners_headings() -> None:
    facts = {"cells": ["baseline", "measure_unit"]}
    said = told("unreadable-value", SHEET, facts=facts)
    assert said[0] == (
        "Betulkan isi kolom baseline dan «Satuan» di renja.xlsx!Renja!E5 pada …; kinerja validate "
        "menyebut setiap sel dan cara memperbaikinya."
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_without_headings_nothing_changes(rule: Rule) -> None:
    remedies = Remedies(())
    assert remedies.of_record(rule, "indicators", record("renja.xlsx!Renja!D14"), {}) is rule.mend
    assert remedies.of_all(rule) is rule.mend
    if rule.whole is not None:
        assert remedies.of_whole(rule, rule.whole, {}) is rule.whole.mend


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_column_that_a_remedy_names_can_be_the_planners(rule: Rule) -> None:
    """With a heading for every column no name of ours is left that ``fields`` lists."""
    sheet = PlannerSheet(
        "renja.xlsx",
        "Renja",
        tuple(
            PlannerColumn(table, column, f"Judul {number}", "E5")
            for number, (table, column) in enumerate(
                (table, column) for table, columns in COLUMNS.items() for column in columns
            )
        ),
    )
    if any(one.table == "tasks" for one in rule.fields) and "Task" not in rule.anchor:
        return  # it is about other records than the subject
    names = {one.name for one in rule.fields} - {ANY}
    texts: list[tuple[Text, Text]] = [(rule.mend_marked, Remedies((sheet,)).of_all(rule))]
    if rule.whole is not None:
        said = Remedies((sheet,)).of_whole(rule, rule.whole, {})
        texts.append((rule.whole.mend_marked, said))
    for marked, made in texts:
        for language, word in WORDS.items():
            before, after = marked.say(language), made.say(language)
            named = [name for name in names if f"`{name}`" in before]
            assert after.count("Judul") >= len(named)
            for name in named:
                assert f"{word} {name}" not in after
            assert "`" not in after
