"""A map says exactly what it may say; what is wrong in it is told with its line."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.sources.wide import sentences
from kinerja_graph.sources.wide.builtin_maps import builtin_map_names, builtin_map_path, load_map
from kinerja_graph.sources.wide.mapfile import parse_items
from kinerja_graph.sources.wide.plan_reading import read_map

MATRIX = "form: matrix\nlevels: [{name: Tujuan, level: 0}]\n"
WRONG = {
    "nothing": ("", 1, "form"),
    "a list": ("- a\n", 1, "form"),
    "unknown form": ("form: tabel\n", 1, "matrix"),
    "unknown key": (MATRIX + "shet: A\n", 3, "sheet"),
    "key of another form": (MATRIX + "node: {id: a}\n", 3, "node"),
    "no levels": ("form: matrix\n", 1, "levels"),
    "level too deep": ("form: matrix\nlevels: [{name: A, level: 9}]\n", 2, "0"),
    "level without a name": ("form: matrix\nlevels:\n  - level: 1\n", 3, "name"),
    "level no number": ("form: matrix\nlevels: [{name: A, level: satu}]\n", 2, "level"),
    "unknown key of a level": ("form: matrix\nlevels: [{nama: A, level: 1}]\n", 2, "nama"),
    "of names no level": (MATRIX + "indicators: {name: I, of: Sasaran}\n", 3, "Tujuan"),
    "targets without year": (MATRIX + "indicators: {name: I, targets: Target}\n", 3, "{year}"),
    "year too early": (MATRIX + "indicators: {name: I, targets: {26: T}}\n", 3, "1900"),
    "rows turned round": (MATRIX + "rows: 9-3\n", 3, "4-6"),
    "rows zero": (MATRIX + "headings: 0\n", 3, "4-6"),
    "decimal": (MATRIX + "decimal: point\n", 3, "comma"),
    "flag": (MATRIX + "statements: kadang\n", 3, "true"),
    "two ways": ("form: matrix\nlevels: {name: {column: A, letter: B}, level: 1}\n", 2, "letter"),
    "letter": ("form: matrix\nlevels: [{name: {letter: 7}, level: 1}]\n", 2, "C"),
    "words no pairs": (
        "form: posts\nunit: {name: U}\npost: {name: {column: A, words: b}}\n", 3, "words",
    ),
    "unit kind": (MATRIX + "units: [{id: a, name: b, kind: dinas}]\n", 3, "opd"),
    "unit without id": (MATRIX + "units: [{name: b}]\n", 3, "id"),
    "positions without unit": (MATRIX + "owner: {column: A, are: positions}\n", 3, "unit"),
    "doubled key": (MATRIX + "rows: 3\nrows: 4\n", 4, "rows"),
    "alias": ("form: &a matrix\nsheet: *a\n", 2, "alias"),
    "tab": ("form: matrix\n\tlevels: 1\n", 2, "YAML"),
    "open bracket": ("form: [matrix\n", 2, "YAML"),
    "too deep": ("form: " + "[" * 40 + "]" * 40 + "\n", 1, "alias"),
    "empty column": ("form: matrix\nlevels: [{name: [], level: 1}]\n", 2, "name"),
    "braces": (MATRIX + "'{x}': 1\n", 3, "{x}"),
    "post without unit": ("form: posts\npost: {name: Jabatan}\n", 1, "unit"),
    "levels by code without code": (
        "form: matrix\nlevels: [{name: A, depths: {3: 2}}]\n", 2, "code",
    ),
    "owner of no level": (MATRIX + "owner: {column: A, of: Sasaran}\n", 3, "Tujuan"),
    "sheets of another form": (
        "form: codes\ncode: K\nname: N\ndepths: {3: 2}\nsheet: [A, B]\n", 5, "matrix",
    ),
    "sheet beside a column": (MATRIX + "unit: {name: {column: A, sheet: true}}\n", 3, "sheet"),
    "depths": ("form: codes\ncode: K\nname: N\ndepths: 3\n", 4, "depths"),
    "tier": ("form: drawn\ndrawing: {tiers: [{level: 1}], posts: a, indicators: b}\n", 2, "rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_line(name: str) -> None:
    text, line, word = WRONG[name]
    with pytest.raises(UsageError) as refused:
        read_map(parse_items(text, "peta.yaml"))
    error = refused.value
    assert (error.code, error.exit_code, error.where) == ("bad-map", 2, f"peta.yaml:{line}")
    for language in ("id", "en"):
        told = error.tell("id" if language == "id" else "en")
        assert word in told
        assert f" {line}, " in told or f" {line}: " in told
        assert ", -:" not in told


@pytest.mark.parametrize("name", builtin_map_names())
def test_every_ready_map_can_be_read(name: str) -> None:
    path = builtin_map_path(name)
    assert path is not None
    assert load_map(path).form in {"matrix", "nodes", "codes", "posts", "drawn"}


def test_values_may_be_said_in_both_languages() -> None:
    map_ = read_map(parse_items(MATRIX + "decimal: koma\nstatements: tidak\n", "peta.yaml"))
    assert map_.layout.decimal == "comma"
    assert map_.statements is False


def test_every_sentence_about_cells_is_used() -> None:
    folder = Path(sentences.__file__).parent
    used = {
        node.value
        for path in folder.glob("*.py")
        if path.name != "sentences.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(sentences.NOTES) <= used
    assert set(sentences.LEFT) <= used
    assert set(sentences.NOTES) >= sentences.WARNINGS
