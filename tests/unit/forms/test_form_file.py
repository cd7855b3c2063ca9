"""What a form file may say, and what is said of one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_graph.errors import LibraryError, UsageError
from kinerja_graph.forms.form_file import SHIPPED, FormFolder, read_form
from kinerja_graph.forms.names import NAMES

GOOD = """\
form: sendiri
title: {id: "Tabel {unit}", en: "Table of {unit}"}
options: {unit: optional}
rows: {of: indicators, where: scope}
order: [level, id]
columns:
  - {id: name, head: {id: Indikator}, value: name}
  - {id: target, each: plan_years, head: {id: "Target {it}"}, value: target(it)}
  - {id: mark, head: {id: Nilai}, human: evaluator}
layout: {page: portrait, totals: [target]}
"""


def written(folder: Path, text: str = GOOD) -> Path:
    path = folder / "sendiri.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_form_of_ones_own(tmp_path: Path) -> None:
    form = read_form(written(tmp_path))
    assert (form.name, form.is_wide, form.options) == ("sendiri", False, {"unit": "optional"})
    assert [str(one.value) for one in form.parts[0].columns] == ["name", "target(it)", "None"]
    assert form.parts[0].columns[0].head.en == "Indikator", "without English it is the same in both"
    assert form.parts[0].totals == ("target",)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_form_reads_and_has_both_languages(path: Path) -> None:
    form = read_form(path)
    assert form.title.id != form.title.en
    assert form.basis.id.startswith("Menurut")
    assert "sesuai lampiran" not in path.read_text(encoding="utf-8")
    for part in form.parts:
        assert len({one.id for one in part.columns}) == len(part.columns)


@pytest.mark.parametrize(
    ("before", "after", "line", "told", "nearest"),
    [
        ("value: name}", "value: nama}", 7, "“nama”", "name"),
        ("order: [level, id]", "order: [levl, id]", 5, "“levl”", "level"),
        ("{unit: optional}", "{units: optional}", 3, "“units”", "unit"),
        ("human: evaluator", "human: evaluater", 9, "“evaluater”", "evaluator"),
        ("rows: {of: indicators", "rows: {of: indikators", 4, "“indikators”", "indicators"),
        ("columns:", "colums: []\ncolumns:", 6, "“colums”", "columns"),
        ("target(it)", "target(itt)", 8, "“itt”", "it"),
        ("Tabel {unit}", "Tabel {unti}", 2, "“unti”", "unit"),
        ("page: portrait", "page: portret", 10, "“portret”", "portrait"),
        ("totals: [target]", "totals: [targt]", 10, "“targt”", "target"),
    ],
)
def test_an_unknown_word_is_told_with_its_line_and_the_nearest(
    tmp_path: Path, before: str, after: str, line: int, told: str, nearest: str
) -> None:
    assert GOOD.count(before) == 1
    path = written(tmp_path, GOOD.replace(before, after))
    with pytest.raises(LibraryError) as refused:
        read_form(path)
    error = refused.value
    assert (error.exit_code, error.where) == (2, f"{path}:{line}")
    assert told in error.what.en
    assert nearest in str(error.facts["nearest"])


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("form: sendiri", "form: lain", 1, "differs from the name"),
        ("form: sendiri\n", "", 1, "key form is missing"),
        ("value: target(it)", "value: target", 8, "cannot be used"),
        ("value: name}", "value: name(year)}", 7, "cannot be used"),
        ("value: name}", "value: name + 1}", 7, "cannot be used"),
        (", value: name}", "}", 7, "neither value nor human"),
        ("id: mark", "id: name", 7, "Two columns"),
        ("layout:", "order: [id]\nlayout:", 10, "stands there twice"),
        ("columns:", "columns: 3\nx:", 6, "“x”"),
        ("rows: {of: indicators, where: scope}", "rows: [a", 6, "not valid YAML"),
        ("Tabel {unit}", "Tabel {unit", 2, "cannot be used"),
        ("columns:", "parts: []\ncolumns:", 4, "stands in each"),
    ],
)
def test_other_faults_are_told_with_their_line(
    tmp_path: Path, before: str, after: str, line: int, told: str
) -> None:
    assert before in GOOD
    path = written(tmp_path, GOOD.replace(before, after, 1))
    with pytest.raises(LibraryError) as refused:
        read_form(path)
    where = refused.value.where.rpartition(":")
    assert told in refused.value.what.en
    assert where[0] == str(path)
    if "YAML" not in told and "“x”" not in told:
        assert int(where[2]) == line


def test_an_own_form_wins_over_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "iku.yaml"
    own.write_text(GOOD.replace("form: sendiri", "form: iku"), encoding="utf-8")
    folder = FormFolder(tmp_path)
    assert folder.read("iku").path == own
    assert FormFolder().read("iku").path == SHIPPED / "iku.yaml"
    assert "lkjip-capaian" in folder.paths()


def test_unknown_forms_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        FormFolder().read("ikuu")
    assert refused.value.facts["nearest"] == ["iku"]
    with pytest.raises(UsageError, match="There is no folder"):
        FormFolder(tmp_path / "lain").paths()


def test_every_name_is_described_in_both_languages() -> None:
    for names in NAMES.values():
        for name, known in names.items():
            assert known.meaning.id, name
            assert known.meaning.id != known.meaning.en, name
