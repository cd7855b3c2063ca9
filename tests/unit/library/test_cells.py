"""The columns that rules name, and what the page of every rule says beside its own sentences."""

import re
from pathlib import Path

import pytest

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.cells import ANY, Column, ExampleCell, by_table, read_cell, read_column
from kinerja_graph.library.fields import TICK
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.page import (
    SEVERITIES_MEAN,
    cites_regulations,
    when_it_applies,
    where_to_mend,
)
from kinerja_graph.library.queries import named, names
from kinerja_graph.library.rules import SEVERITIES, Rule, load_rules, read_rules
from kinerja_graph.model.tables import COLUMNS
from kinerja_graph.texts import LANGUAGES, Text

RULES = load_rules()
MARKED = {rule.id: rule for rule in read_rules(library_folder("rules"), marked=True)}
CODE = re.compile(r"`[^`]*`")
OWN = """// ---
// id: own-rule
// severity: warning
// category: level
// title: {id: Judul, en: Title}
// what: {id: "Kolom `level` salah", en: "Column `level` is wrong"}
// why: {id: Mengapa, en: Why}
// mend: {id: "Isi `level` {subject}", en: "Fill `level` of {subject}"}
// fields: [indicators.level, values.target]
// message: {id: "{subject} salah", en: "{subject} is wrong"}
// example:
//   before: {id: a, en: b}
//   after: {id: c, en: d}
//   cells:
//     - {cell: indicators.level, row: I-1, before: "", after: 1}
//     - {cell: values.target, row: [I-1, 2026], before: 1, after: "2"}
// limits: {id: Batas, en: Limits}
// source: [{text: Praktik, about: {id: e, en: f}}]
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
RETURN i.id AS id
"""


def rule_of(folder: Path, text: str = OWN) -> Rule:
    (folder / "own-rule.cypher").write_text(text, "utf-8")
    (rule,) = read_rules(folder)
    return rule


def sentences(rule: Rule) -> list[Text]:
    whole = () if rule.whole is None else (rule.whole.message, rule.whole.mend)
    needs = () if rule.needs_why is None else (rule.needs_why,)
    meanings = (one.meaning for one in rule.parameters.values())
    example = (rule.example.before, rule.example.after)
    own = (rule.what, rule.why, rule.mend, rule.message, rule.limits)
    return [*own, *example, *whole, *needs, *meanings]


def test_a_column_is_one_of_the_tables_or_any_of_one() -> None:
    assert read_column("indicators.owner") == Column("indicators", "owner")
    assert read_column("values.*") == Column("values", ANY)
    for wrong in ("indicators.ownr", "indicator.owner", "owner", "indicators.", "*.owner", 7, None):
        assert read_column(wrong) is None
    assert Column("indicators", "owner").is_list
    assert not Column("indicators", "objective").is_list


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"cell": "indicators.owner", "row": "I-1", "before": "a"},
        {"cell": "indicators.owner", "row": "I-1", "before": "a", "after": "a"},
        {"cell": "indicators.*", "row": "I-1", "before": "a", "after": "b"},
        {"cell": "values.target", "row": "I-1", "before": "1", "after": "2"},
        {"cell": "contributions.kind", "row": ["A"], "before": "", "after": "crosscutting"},
        {"cell": "indicators.owner", "row": "I-1", "before": "a", "after": "b", "why": "c"},
        {"cell": "indicators.owner", "row": "I-1", "before": "a;b", "after": ["a", "b"]},
        {"cell": "indicators.owner", "row": None, "before": "a", "after": "b"},
        {"cell": "dataset.as_of", "row": "1", "before": "", "after": 2025},
    ],
)
def test_what_is_no_cell(given: dict[str, object]) -> None:
    assert read_cell(given) is None


def test_cells_are_read_as_a_table_writes_them() -> None:
    row: list[str] = []
    given = {"cell": "dataset.as_of", "row": row, "before": None, "after": 2025}
    assert read_cell(given) == ExampleCell(Column("dataset", "as_of"), (), "", "2025")
    given = {"cell": "positions.supervised", "row": "J", "before": False, "after": True}
    assert read_cell(given) == ExampleCell(Column("positions", "supervised"), ("J",), "no", "yes")


def test_a_rule_names_columns_and_cells(tmp_path: Path) -> None:
    rule = rule_of(tmp_path)
    level, target = Column("indicators", "level"), Column("values", "target")
    assert rule.fields == (level, target)
    assert rule.example.cells == (
        ExampleCell(level, ("I-1",), "", "1"),
        ExampleCell(target, ("I-1", "2026"), "1", "2"),
    )
    assert rule.what.en == "Column level is wrong"
    (marked,) = read_rules(tmp_path, marked=True)
    assert marked.what.en == "Column `level` is wrong"
    assert where_to_mend(rule, "en") == (
        "Table `indicators`, column `level`; table `values`, column `target`. "
        "A row of the table `values` is identified by `indicator` and `year`."
    )


def test_a_rule_of_a_user_may_name_none(tmp_path: Path) -> None:
    kept = [line for line in OWN.split("\n") if not re.match(r"//\s+(cells:|- |fields:)", line)]
    rule = rule_of(tmp_path, "\n".join(kept))
    assert rule.fields == rule.example.cells == ()
    assert where_to_mend(rule, "id") == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("indicators.level, values", "indicators.levels, values", 9, "fields does not fit"),
        ("indicators.level, values", "indicators.level, 7, values", 9, "fields does not fit"),
        ("values.target]", "values.target, values.target]", 9, "fields does not fit"),
        ("[indicators.level, values.target]", "[values.target]", 11, "example does not"),
        ("row: [I-1, 2026]", "row: I-1", 11, "example does not"),
        ("cells:\n", "cells: many\n//   other:\n", 11, "example does not"),
    ],
)
def test_what_a_rule_may_not_name(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in OWN
    with pytest.raises(LibraryError, match=says) as caught:
        rule_of(tmp_path, OWN.replace(old, new))
    assert caught.value.where == f"{tmp_path / 'own-rule.cypher'}:{line}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_of_the_product_says_what_is_mended(rule: Rule) -> None:
    assert rule.fields
    assert rule.example.cells
    for language in LANGUAGES:
        told = where_to_mend(rule, language)
        assert all(f"`{column.table}`" in told for column in rule.fields)
        assert all(f"`{column.name}`" in told for column in rule.fields if column.name != ANY)
        assert (";" in told.replace("; tab", "")) == any(one.is_list for one in rule.fields)
        assert when_it_applies(rule, language)
    assert cites_regulations(rule) == any("Per" in text[:3] for text in rule.references)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_code_stands_in_code_type_and_plain_sentences_have_no_ticks(rule: Rule) -> None:
    """What has an underscore or leading hyphens, and whatever is code in the other language."""
    for plain, marked in zip(sentences(rule), sentences(MARKED[rule.id]), strict=True):
        for language in LANGUAGES:
            told = marked.id if language == "id" else marked.en
            assert told.count(TICK) % 2 == 0
            bare = re.sub(r"\{\w+\}", "", CODE.sub("", told))
            assert not re.search(r"\w_\w|(?<!\w)--\w", bare), bare
            assert TICK not in (plain.id if language == "id" else plain.en)
        assert set(CODE.findall(marked.id)) == set(CODE.findall(marked.en))


def test_every_severity_has_a_meaning() -> None:
    assert set(SEVERITIES_MEAN) == set(SEVERITIES)


def test_every_counting_query_says_what_it_counts() -> None:
    counting = [name for name in names() if name.startswith("population-")]
    assert counting
    assert all(named(name).counts is not None for name in counting)


def test_columns_are_grouped_as_they_are_named() -> None:
    given = [Column("values", "target"), Column("units", "kind"), Column("values", "year")]
    assert [(table, [one.name for one in found]) for table, found in by_table(given)] == [
        ("values", ["target", "year"]),
        ("units", ["kind"]),
    ]
    assert set(COLUMNS) >= {"values", "units"}
