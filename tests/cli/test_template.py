"""The template: it loads empty, it loads filled, and it shows what belongs where."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Kinerja, run
from openpyxl import load_workbook

from kinerja_graph.settings import Settings
from kinerja_graph.sources.columns import TABLES, table_named
from kinerja_graph.sources.reading import read
from kinerja_graph.sources.template.descriptions import meaning
from kinerja_graph.sources.template.example import EXAMPLE
from kinerja_graph.sources.template.workbook import LAST_ROW, template_workbook
from kinerja_graph.texts import LANGUAGES, Language, Text


def opened(language: Language) -> Any:
    return load_workbook(io.BytesIO(template_workbook(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_writes_what_loads(
    kinerja: Kinerja, empty_home: Path, tmp_path: Path, language: Language
) -> None:
    out = tmp_path / "baru" / "rencana.xlsx"
    done = run(empty_home, "template", str(out), language=language)
    assert (done.code, done.err) == (0, "")
    assert "rencana.xlsx" in done.out
    checked = kinerja("validate", str(out), "--json")
    assert checked.code == 0
    assert json.loads(checked.out)["errors"] == []
    again = run(empty_home, "template", str(out), "--json", language=language)
    assert (again.code, json.loads(again.err)["error"]["code"]) == (2, "not-empty")
    other = run(empty_home, "template", str(tmp_path / "a.csv"), language=language)
    assert other.code == 2


def test_an_empty_template_loads_as_an_empty_edition(empty_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "kosong.xlsx"
    assert run(empty_home, "template", str(out)).code == 0
    done = run(empty_home, "load", str(out), "--json")
    assert done.code == 0
    assert set(json.loads(done.out)["loaded"].values()) == {0}
    assert run(empty_home, "audit", "--dataset", "kosong").code == 0
    assert run(empty_home, "drop", "kosong").code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_loads(tmp_path: Path, language: Language) -> None:
    book = opened(language)
    for table, rows in EXAMPLE.items():
        sheet = book[table]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(rows, 2):
            for heading, value in row.items():
                told = value.say(language) if isinstance(value, Text) else value
                sheet.cell(number, columns[heading], told)
    book.save(tmp_path / "isi.xlsx")
    reading = read(tmp_path / "isi.xlsx", settings=Settings())
    assert reading.problems == ()
    assert reading.cascade is not None
    assert len(list(reading.cascade.records())) == sum(
        len(EXAMPLE[table.name]) for table in TABLES if table.label
    )
    assert reading.cascade.plan.edition == "2026-murni"
    assert len(reading.cascade.contributions) == 2
    assert [value.target for value in reading.cascade.indicators[0].values] == [22, 24]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_canonical_shows_its_alias_and_has_a_note(language: Language) -> None:
    book = opened(language)
    assert [table_named(name) for name in book.sheetnames[:2]] == [None, None]
    assert book.sheetnames[2:] == [table.name for table in TABLES]
    for table in TABLES:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [item.name for item in table.offered()]
        assert sheet.max_row == 1
        assert sheet.freeze_panes in {"A2", "C2"}
        for heading, cell in zip(table.offered(), sheet[1], strict=True):
            told = meaning(table.name, heading.name)
            assert told.id in cell.comment.text
            assert told.en in cell.comment.text
            assert all(alias in cell.comment.text for alias in heading.aliases)
            shown = cell.number_format.removeprefix("@").strip('"')
            assert shown.startswith("*") == heading.required
            assert not heading.aliases or shown.endswith(heading.aliases[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_drop_down_that_is_understood(language: Language) -> None:
    book = opened(language)
    for table in TABLES:
        sheet = book[table.name]
        lists = {
            str(rule.sqref): rule
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
        }
        for heading, cell in zip(table.offered(), sheet[1], strict=True):
            cells = f"{cell.column_letter}2:{cell.column_letter}{LAST_ROW}"
            if heading.choice is not None:
                words = lists[cells].formula1.strip('"').split(",")
                meant = {heading.choice.read(word) for word in words}
                assert meant == set(heading.choice.words.values())
                assert len(words) == len(meant)
                assert not lists[cells].showDropDown
            elif heading.kind == "level":
                assert lists[cells].formula1 == '"0,1,2,3,4,5"'


def test_drop_downs_speak_the_language() -> None:
    words = {
        language: {
            rule.formula1 for rule in opened(language)["indicators"].data_validations.dataValidation
        }
        for language in LANGUAGES
    }
    assert '"naik,turun,tetap,rentang"' in words["id"] - words["en"]
    assert '"up,down,hold,range"' in words["en"] - words["id"]


def test_ids_are_text_and_numbers_are_not() -> None:
    book = opened("id")
    for table in TABLES:
        sheet = book[table.name]
        for heading, cell in zip(table.offered(), sheet[1], strict=True):
            found = sheet.column_dimensions[cell.column_letter].number_format
            if heading.kind in {"id", "reference", "list"}:
                assert found == "@", (table.name, heading.name)
            if heading.kind in {"number", "year", "level", "whole", "target"}:
                assert found == "General", (table.name, heading.name)


def test_guide_and_example_speak_the_language() -> None:
    for language, names in {"id": ["Petunjuk", "Contoh"], "en": ["Guide", "Example"]}.items():
        book = opened("id" if language == "id" else "en")
        assert book.sheetnames[:2] == names
        guide = {cell.value for row in book[names[0]].iter_rows() for cell in row}
        assert {heading.name for table in TABLES for heading in table.offered()} <= guide
        shown = [cell.value for row in book[names[1]].iter_rows() for cell in row]
        assert shown.count("IKU-1") == sum(
            value == "IKU-1" for rows in EXAMPLE.values() for row in rows for value in row.values()
        )
