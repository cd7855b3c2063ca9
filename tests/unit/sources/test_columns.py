"""Headings, table names, choice words and sentences hold together."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import kinerja_graph.sources.fault as module
from kinerja_graph.model.tables import COLUMNS, KEYS, LISTS
from kinerja_graph.sources.choices import word_key
from kinerja_graph.sources.columns import RECORD_TABLES, TABLES, table_named
from kinerja_graph.sources.fault import SENTENCES

CONTRACT = {
    "dataset": "dataset edition name first_year last_year as_of decimal headings document",
    "units": "id* name* parent kind",
    "positions": "id* name* unit* reports_to rank ladder rung supervised",
    "objectives": "id* name* level* owner contributes_to cross_agency expected_agencies role tags",
    "indicators": "id* name* objective level kind owner measure_unit polarity baseline formula "
    "data_source contributes_to definition data_provider reporting_period accumulation tags",
    "values": "indicator* year* period target realisation",
    "tasks": "id* name* activity step performer output_quantity output_unit duration duration_unit "
    "volume contributes_to tags",
    "programmes": "id* name* kind parent unit serves",
    "budgets": "programme* year* budget spent",
    "contributions": "from* to* basis kind sign mode weight rationale reason status",
}
CODES = {
    "missing-file", "unreadable-file", "missing-heading", "missing-value", "duplicate-id",
    "dangling-reference", "bad-number", "bad-choice", "bad-level", "self-reference", "unit-cycle",
    "too-large", "not-utf8", "unknown-heading", "redundant-link", "self-parent",
}  # fmt: skip


def test_the_tables_are_those_of_the_contract() -> None:
    common = ["alias", "source", "source_text", "note"]
    found = {
        table.name: sorted(
            heading.name + "*" * heading.required
            for heading in table.headings
            if table not in RECORD_TABLES or heading.name not in common
        )
        for table in TABLES
    }
    assert found == {name: sorted(text.split()) for name, text in CONTRACT.items()}
    for table in RECORD_TABLES:
        assert [each.name for each in table.headings][-4:] == common


def test_no_spelling_means_two_headings_or_two_tables() -> None:
    for table in TABLES:
        own = [word for each in table.headings for word in (each.name, *each.aliases)]
        assert len(own) == len(set(own))
        for word in own:
            assert word_key(word) == word
            assert table.find(f" {word.upper().replace('_', ' ')} ") is table.find(word)
    names = [word for table in TABLES for word in (table.name, *table.aliases)]
    assert len(names) == len(set(names))
    assert all(table_named(word.title()) is table_named(word) for word in names)


def test_the_model_names_the_same_tables_and_columns() -> None:
    assert list(COLUMNS.items()) == [
        (table.name, tuple(heading.name for heading in table.headings)) for table in TABLES
    ]
    assert {
        f"{table.name}.{heading.name}"
        for table in TABLES
        for heading in table.headings
        if heading.kind == "list"
    } == LISTS
    for table in TABLES:
        required = {heading.name for heading in table.required()}
        assert table.name not in KEYS or set(KEYS[table.name]) == required


def test_choice_words_mean_one_thing() -> None:
    for table in TABLES:
        for heading in table.headings:
            assert (heading.kind == "choice") == (heading.choice is not None)
            if heading.choice is not None:
                for word, meaning in heading.choice.words.items():
                    assert heading.choice.read(f" {word.upper()} ") == meaning
                    assert heading.choice.read(meaning) == meaning
                assert heading.choice.read("lain") is None


def test_every_code_has_sentences_with_the_same_facts_in_both_languages() -> None:
    assert {case.partition(":")[0] for case in SENTENCES} == CODES
    for what, mend in SENTENCES.values():
        for text in (what, mend):
            left, right = (
                {re.sub("_(id|en)$", "", name) for _, name, _, _ in Formatter().parse(each) if name}
                for each in (text.id, text.en)
            )
            assert left == right


def test_every_sentence_is_used() -> None:
    folder = Path(module.__file__).parent
    used = {
        node.value
        for path in folder.rglob("*.py")
        if not path.name.startswith("sentences_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(SENTENCES) <= used
