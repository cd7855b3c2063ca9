"""What every reading must keep, whatever it was given."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Final

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.problem import Problem
from kinerja_graph.model.rows import edge_rows, node_rows
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.fault import WHOLE_FILE
from kinerja_graph.sources.reading import read
from kinerja_graph.texts import LANGUAGES

CODES: Final = frozenset(
    {
        *("missing-file", "unreadable-file", "missing-heading", "missing-value", "duplicate-id"),
        *("dangling-reference", "bad-number", "bad-choice", "bad-level", "self-reference"),
        *("unit-cycle", "too-large", "not-utf8"),
        *("unknown-heading", "redundant-link", "self-parent"),
    }
)
WARNINGS: Final = frozenset({"unknown-heading", "redundant-link", "self-parent"})
_UNFILLED: Final = re.compile(r"\{(value|heading|why_id|why_en|path|limit|first|table|near)\b")
_INT64: Final = range(-(2**63), 2**63)


def check_reading(path: Path, settings: Settings) -> tuple[frozenset[str], bool]:
    """The codes told of the input, and whether a lenient reading takes it; asserts the rest."""
    strict = read(path, settings=settings)
    lenient = read(path, settings=settings, lenient=True)
    assert strict.problems == lenient.problems
    errors = [each for each in strict.problems if each.severity == "error"]
    assert (strict.cascade is None) == bool(errors)
    assert (lenient.cascade is None) == any(each.code in WHOLE_FILE for each in errors)
    for problem in strict.problems:
        check_problem(problem)
    assert list(strict.problems) == sorted(strict.problems, key=lambda each: each.sort_key)
    if lenient.cascade is not None:
        check_cascade(lenient.cascade)
    return frozenset(each.code for each in strict.problems), lenient.cascade is not None


def check_problem(problem: Problem) -> None:
    """A problem has a code of the contract, its right weight, and sentences that are filled in."""
    assert problem.code in CODES
    assert (problem.severity == "warning") == (problem.code in WARNINGS)
    assert problem.file
    assert "/" not in problem.file
    for language in LANGUAGES:
        entry = as_json(problem, language)
        json.dumps(entry).encode()
        assert problem.message.say(language).strip()
        assert problem.remedy.say(language).strip()
        if "{" not in (problem.value or "") + problem.file + (problem.column or ""):
            told = f"{entry['message']} {entry['remedy']}"
            assert not _UNFILLED.search(told), told


def check_cascade(cascade: Cascade) -> None:
    """A plan that was taken can be stored, and its edges lead from record to record."""
    known = {str(row["id"]) for rows in node_rows(cascade).values() for row in rows}
    for rows in node_rows(cascade).values():
        for row in rows:
            check_value(row)
    for group in edge_rows(cascade).values():
        for edge in group:
            assert {edge.source, edge.target} <= known
            check_value(edge.properties)


def check_value(value: object) -> None:
    """A value that both engines store: valid text, whole numbers of 64 bits, finite numbers."""
    if isinstance(value, dict):
        for key, item in value.items():
            check_value(key)
            check_value(item)
    elif isinstance(value, list | tuple):
        for item in value:
            check_value(item)
    elif isinstance(value, str):
        value.encode()
        assert "\0" not in value
    elif isinstance(value, float):
        assert math.isfinite(value)
    elif not isinstance(value, bool) and isinstance(value, int):
        assert value in _INT64
    else:
        assert value is None or isinstance(value, bool), type(value)
