"""What a planner reads of a fault, and readings that once lost something in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.fault import SENTENCES
from kinerja_graph.sources.reading import Reading, read, read_document
from kinerja_graph.sources.sentences_document import DOCUMENT_SENTENCES

UNIT = {"id": "U", "name": "u"}


def of(tables: dict[str, Any], *, lenient: bool = True) -> Reading:
    return read_document(tables, name="plan.json", settings=read_settings(), lenient=lenient)


def of_csv(folder: Path, **tables: str) -> Reading:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder, settings=read_settings(), lenient=True)


def only(reading: Reading) -> Problem:
    (problem,) = reading.problems
    return problem


@pytest.mark.parametrize("name", ["", "  ", "a\x1fb", "a\nb", "\x7f", "kota\udcff"])
@pytest.mark.parametrize("option", ["dataset", "edition"])
def test_a_name_that_the_table_would_refuse_is_usage(
    tmp_path: Path, option: str, name: str
) -> None:
    names: dict[str, Any] = {option: name}
    for act in (
        lambda: read(tmp_path, settings=read_settings(), **names),
        lambda: read_document({}, name="x", settings=read_settings(), **names),
    ):
        with pytest.raises(UsageError) as caught:
            act()
        assert caught.value.exit_code == 2
        assert f"--{option}" in caught.value.where
        for text in (caught.value.what, caught.value.mend):
            assert f"--{option}" in text.id
            assert f"--{option}" in text.en
        caught.value.tell("id").encode()


def test_a_name_is_trimmed_like_a_cell() -> None:
    tables = {"units": [UNIT]}
    found = read_document(tables, name="x", settings=read_settings(), dataset=" kota ", edition="2")
    assert found.cascade is not None
    assert (found.cascade.plan.dataset, found.cascade.plan.edition) == ("kota", "2")


def test_each_row_of_a_document_has_its_own_headings() -> None:
    rows = [
        {"id": "A", "name": "satu", "level": 0, "owner": "U"},
        {"id": "B", "nama": "dua", "level": 1, "pemilik": "U"},
        {"kode": "C", "Name": "tiga", "tingkat": 1, "owner": None, "PENGAMPU": "U"},
    ]
    reading = of({"units": [UNIT], "objectives": rows}, lenient=False)
    assert reading.problems == ()
    assert reading.cascade is not None
    assert [each.name for each in reading.cascade.objectives] == ["satu", "dua", "tiga"]
    assert [link.target for link in reading.cascade.links] == ["A", "B", "C"]


def test_a_heading_that_one_row_gives_twice_is_told_once_a_spelling() -> None:
    rows = [{"id": f"U{n}", "nama": "x", "name": "y"} for n in range(3)]
    reading = of({"units": rows}, lenient=False)
    problem = only(reading)
    assert (problem.code, problem.row, problem.column) == ("unknown-heading", 1, "name")
    assert "kolom" not in problem.message.id + problem.remedy.id
    assert "column" not in problem.message.en + problem.remedy.en
    assert reading.cascade is not None
    assert [unit.name for unit in reading.cascade.units] == ["x"] * 3


def test_a_rejected_contribution_to_itself_stays_a_problem() -> None:
    tables = {
        "indicators": [
            {"id": "I", "name": "i", "level": 1, "contributes_to": "I"},
            {"id": "J", "name": "j", "level": 1, "contributes_to": "J"},
        ],
        "contributions": [{"from": "I", "to": "I", "status": "ditolak"}],
    }
    reading = of(tables)
    assert [each.code for each in reading.problems] == ["self-reference"] * 3
    assert reading.cascade is not None
    kept = [(each.subject_id, each.column) for each in reading.cascade.problems]
    assert sorted(kept) == [("I", "contributes_to"), ("I", "to")]


@pytest.mark.parametrize(
    ("table", "heading", "code"),
    [
        ("units", "id", "bad-choice"), ("units", "name", "bad-choice"),
        ("units", "alias", "bad-choice"), ("units", "parent", "bad-choice"),
        ("units", "kind", "bad-choice"), ("objectives", "owner", "bad-choice"),
        ("objectives", "level", "bad-level"), ("tasks", "volume", "bad-number"),
        ("values", "year", "bad-number"), ("values", "target", "bad-number"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "written",
    [("json", "NaN", "NaN"), ("json", "-Infinity", "-Infinity"),
     ("yaml", ".nan", "NaN"), ("yaml", "-.INF", "-Infinity")],
)  # fmt: skip
def test_nan_and_infinity_are_errors_everywhere(
    tmp_path: Path, table: str, heading: str, code: str, written: tuple[str, str, str]
) -> None:
    kind, text, value = written
    row: dict[str, object] = {"id": "X", "name": "x", "level": 1}
    if table == "values":
        row = {"indicator": "I", "year": 2025}
    row.pop("level", None) if table in {"units", "tasks"} else None
    row[heading] = "@"
    tables = {"indicators": [{"id": "I", "name": "i", "level": 1}], table: [row]}
    path = tmp_path / f"plan.{kind}"
    path.write_text(json.dumps(tables).replace('"@"', text), encoding="utf-8")
    problem = only(read(path, settings=read_settings()))
    assert (problem.code, problem.column, problem.value) == (code, heading, value)
    assert "null" in problem.remedy.en


@pytest.mark.parametrize(
    ("table", "heading", "code"),
    [("tasks", "volume", "bad-number"), ("objectives", "level", "bad-level"),
     ("units", "name", "missing-value"), ("values", "target", "bad-number")],
)  # fmt: skip
def test_a_formula_without_value_is_told_as_one(
    tmp_path: Path, table: str, heading: str, code: str
) -> None:
    row = {"id": "X", "name": "x", "level": 1, "indicator": "I", "year": 2025}
    for formula in ("=1+1", "#DIV/0!"):
        book = openpyxl.Workbook()
        book.create_sheet("indicators").append(["id", "name", "level"])
        book["indicators"].append(["I", "i", 1])
        names = {"values": ["indicator", "year"], "objectives": ["id", "name"]}
        heads = list(dict.fromkeys([*names.get(table, ["id", "name"]), heading]))
        sheet = book.create_sheet(table)
        sheet.append(heads)
        sheet.append([formula if head == heading else row[head] for head in heads])
        book.save(tmp_path / "plan.xlsx")
        problem = only(read(tmp_path / "plan.xlsx", settings=read_settings()))
        assert (problem.code, problem.column) == (code, heading)
        if formula == "=1+1":
            assert "save it" in problem.remedy.en
        else:
            assert '"#DIV/0!"' in problem.message.en
            assert "formula" in problem.remedy.en


def test_the_row_of_the_dataset_is_read_by_its_own_decimal(tmp_path: Path) -> None:
    reading = of_csv(tmp_path, dataset="first_year,decimal\n2.026,koma\n", units="id,name\nU,u\n")
    assert reading.problems == ()
    assert reading.cascade is not None
    assert reading.cascade.plan.first_year == 2026


def test_a_row_without_id_does_not_answer_for_its_ladder() -> None:
    posts = [
        {"id": "", "name": "a", "unit": "U", "ladder": "L", "supervised": "no"},
        {"id": "P", "name": "b", "unit": "U", "ladder": "l", "supervised": "yes"},
    ]
    reading = of({"units": [UNIT], "positions": posts})
    assert [(each.code, each.row, each.column) for each in reading.problems] == [
        ("missing-value", 2, "id"),
        ("bad-choice", 2, "supervised"),
    ]


def test_a_heading_is_named_as_the_file_writes_it(tmp_path: Path) -> None:
    reading = of_csv(tmp_path, units="Kode,Nama OPD,tipe\nU,,opd\nV,v,dinas\n")
    empty, kind = reading.problems
    assert (empty.column, kind.column) == ("name", "kind")
    assert empty.message.id.startswith('"Nama OPD" (name) kosong')
    assert empty.remedy.en == 'Fill in "Nama OPD" (name) in this row.'
    assert '"tipe" (kind)' in kind.message.en
    assert kind.remedy.en.endswith("unit/unit_kerja or external/eksternal.")
    assert kind.remedy.id.endswith("unit/unit_kerja atau external/eksternal.")


@pytest.mark.parametrize("year", ["2026/2027", "abc", "26", "999", "10000", "2.025"])
def test_a_year_has_four_digits_and_its_own_sentence(tmp_path: Path, year: str) -> None:
    problem = only(
        of_csv(
            tmp_path,
            indicators="id,name,level\nI,i,1\n",
            values=f"indicator,year,target\nI,{year},1\n",
        )
    )
    assert (problem.code, problem.column, problem.value) == ("bad-number", "year", year)
    assert problem.message.id == f'"{year}" bukan tahun.'
    assert "2026" in problem.remedy.id


def test_a_rung_has_its_own_sentence_too() -> None:
    post = {"id": "P", "name": "p", "unit": "U", "ladder": "L", "rung": "ahli"}
    assert "1" in only(of({"units": [UNIT], "positions": [post]})).remedy.id


def test_an_ambiguous_number_names_every_cure(tmp_path: Path) -> None:
    remedy = only(of_csv(tmp_path, tasks="id,name,volume\nT,t,1.250\n")).remedy
    for words in ("Tulis 1250 bila ribuan, 1,2500 bila", "dataset", "--decimal koma"):
        assert words in remedy.id
    for words in ("Write 1250 for thousands, 1.2500 for", "dataset", "--decimal comma"):
        assert words in remedy.en


@pytest.mark.parametrize(("written", "meant"), [("1250", 1250.0), ("1,2500", 1.25)])
def test_either_cure_of_an_ambiguous_number_is_read(
    tmp_path: Path, written: str, meant: float
) -> None:
    reading = of_csv(tmp_path, tasks=f'id,name,volume\nT,t,"{written}"\n')
    assert reading.problems == ()
    assert reading.cascade is not None
    assert [task.volume for task in reading.cascade.tasks] == [meant]


def test_a_contribution_to_itself_asks_for_no_empty_cell() -> None:
    tables = {
        "indicators": [{"id": "I", "name": "i", "level": 1}],
        "contributions": [{"dari": "I", "to": "I"}],
    }
    problem = only(of(tables))
    assert (problem.code, problem.column) == ("self-reference", "to")
    assert "empty" not in problem.remedy.en
    assert '"dari" (from)' in problem.remedy.id


def test_ids_joined_by_commas_are_told_of_the_semicolon(tmp_path: Path) -> None:
    units = "id,name\nU,u\nV,v\n"
    first = 'id,name,level,owner\nO,o,0,"U, V"\n'
    problem = only(of_csv(tmp_path, units=units, objectives=first))
    assert (problem.code, problem.value) == ("dangling-reference", "U, V")
    assert '"U; V"' in problem.remedy.id
    other = only(of_csv(tmp_path, objectives='id,name,level,owner\nO,o,0,"U, X"\n'))
    assert ";" not in other.remedy.id


@pytest.mark.parametrize("between", ["\n", "/", " dan ", " & ", "|"])
def test_ids_joined_otherwise_are_told_of_the_semicolon(tmp_path: Path, between: str) -> None:
    units = "id,name\nU,u\nV,v\n"
    problem = only(
        of_csv(tmp_path, units=units, objectives=f'id,name,level,owner\nO,o,0,"U{between}V"\n')
    )
    assert problem.value == f"U{between}V"
    assert "\n" not in problem.message.id
    assert '"U; V"' in problem.remedy.id


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("plan.json", '{"units": [}', "nilai tidak ditemukan, di baris 1"),
        ("plan.json", '{"units": [] "a": 1}', "koma tidak ditemukan"),
        ("plan.json", '{"a": 1, "a": 2}', 'Kunci "a" tertulis dua kali'),
        ("plan.json", '{"units": {"id": "U"}}', "bukan satu objek"),
        ("plan.json", '{"units": ["U"]}', "bukan teks (catatan ke-1)"),
        ("plan.json", '{"units": 7}', "bukan angka"),
        ("plan.yaml", "units: [}", "di baris 1, karakter ke-9"),
        ("plan.yaml", "units:\n- {id: 1, id: 2}", 'Kunci "id" tertulis dua kali'),
        ("plan.yaml", "? [a]\n: b\n", "kuncinya daftar atau objek, bukan teks"),
        ("plan.xlsx", "bukan zip", "isinya bukan arsip .xlsx"),
    ],
)
def test_why_a_file_is_unreadable_is_said_in_indonesian(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    problem = only(read(path, settings=read_settings()))
    assert problem.code == "unreadable-file"
    assert said in problem.message.id
    for foreign in ("Expecting", "row", "dict", "zip file", "line", "column"):
        assert foreign not in problem.message.id


def test_a_broken_link_is_told_in_indonesian(tmp_path: Path) -> None:
    (tmp_path / "units.csv").symlink_to(tmp_path / "nowhere")
    message = only(read(tmp_path, settings=read_settings())).message
    assert message.id == "Berkas tidak dapat dibuka: berkas atau folder itu tidak ada."


def test_sentences_of_documents_stand_for_others_and_know_no_sheet() -> None:
    assert set(DOCUMENT_SENTENCES) <= set(SENTENCES)
    for what, mend in DOCUMENT_SENTENCES.values():
        assert "kolom" not in what.id + mend.id
        assert "column" not in what.en + mend.en
    reading = of({"units": [{"id": 1.5, "name": "x"}], "tasks": [{"id": "T", "volume": True}]})
    told = " ".join(each.message.en + each.remedy.en for each in reading.problems)
    assert len(reading.problems) == 3
    assert "column" not in told
    assert "cell" not in told


def test_more_names_of_tables_and_headings(tmp_path: Path) -> None:
    reading = of_csv(
        tmp_path,
        OPD="id,Nama OPD,Tipe,Unit Atasan\nK,kota,pemda,\nD,dinas,opd,K\n",
        Jabatan="id,nama,OPD,Atasan Langsung\nP,p,D,\nQ,q,D,P\n",
        **{
            "Sasaran Strategis": "id,Sasaran Strategis,level,Pengampu,Berkontribusi pada,"
            "OPD yang diharapkan\nO,o,0,P,,D\nR,r,1,P,O,\n",
            "IKU": "id,nama,sasaran,Kondisi Awal,Pengampu\nI,i,O,3,P\n",
            "Target": "indikator,tahun,target\nI,2026,5\n",
            "Realisasi": "indikator,tahun,realisasi\nI,2025,4\n",
            "tugas": "id,nama,Frekuensi\nT,t,12\n",
            "kontribusi": "dari,ke,Rasional\nT,I,sebab\n",
        },
    )
    assert reading.problems == ()
    cascade = reading.cascade
    assert cascade is not None
    assert {(link.type, link.source, link.target) for link in cascade.links} == {
        ("PART_OF", "D", "K"), ("IN_UNIT", "P", "D"), ("IN_UNIT", "Q", "D"),
        ("REPORTS_TO", "Q", "P"), ("OWNS", "P", "O"), ("OWNS", "P", "R"), ("OWNS", "P", "I"),
        ("EXPECTS", "O", "D"), ("MEASURES", "I", "O"),
    }  # fmt: skip
    assert cascade.indicators[0].baseline == 3
    assert [value.year for value in cascade.indicators[0].values] == [2025, 2026]
    assert cascade.tasks[0].volume == 12
    assert {edge.rationale for edge in cascade.contributions} == {None, "sebab"}


def test_a_place_is_said_in_words_as_its_file_has_it(tmp_path: Path) -> None:
    rows = "id,name\nU,u\nU,v\n"
    csv = only(of_csv(tmp_path, units=rows)).message
    assert (csv.id, csv.en) == (
        'Id "U" sudah dipakai di baris 2 units.csv.',
        'The id "U" is already used in row 2 of units.csv.',
    )
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Unit Kerja")
    for line in rows.split():
        sheet.append(line.split(","))
    book.save(path := tmp_path / "p.xlsx")
    told = only(read(path, settings=read_settings())).message
    assert told.id == 'Id "U" sudah dipakai di baris 2 lembar Unit Kerja.'
    other = {"units": [UNIT], "positions": [UNIT | {"unit": "U"}]}
    document = only(of(other)).message
    assert document.en == (
        'Table positions, record 1: The id "U" is already used in table units, record 1.'
    )
