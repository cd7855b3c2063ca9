"""Read a cascade from a path: choose the format, collect every problem, raise nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.edges import Contribution
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.sources.amounts_subprocess import amounts_of
from kinerja_graph.sources.budgets import read_budgets
from kinerja_graph.sources.build import build_cascade
from kinerja_graph.sources.document import table_grids
from kinerja_graph.sources.fault import WHOLE_FILE, Place, WholeFileError
from kinerja_graph.sources.finding import Found, find_tables
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.plan import ReadOptions, check_read_options, plan_of, read_plan_row
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.records import follow_references, read_records
from kinerja_graph.sources.relationships import contributions
from kinerja_graph.sources.structure import check_structure

__all__ = ["Reading", "read", "read_document"]

_UNREAD_FILE: Final = WHOLE_FILE - {"missing-heading"}
_SELF_REFERENCE: Final = "self-reference"


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading an input.

    Attributes:
        cascade: the plan, or None if it was rejected.
        problems: all errors and warnings, sorted by file, sheet, row, column.
        passed: CSV files, sheets or lists that are not a table, so were not read.
        merged: sheets and headings under which merged cells left rows without a value.

    >>> from pathlib import Path
    >>> from kinerja_graph import read_settings, validate
    >>> reading = validate(Path("examples/slides"), settings=read_settings())
    >>> reading.problems, len(reading.cascade.tasks)
    ((), 3)
    """

    cascade: Cascade | None
    problems: tuple[Problem, ...]
    passed: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


def read(  # noqa: PLR0913
    path: Path,
    *,
    settings: Settings,
    dataset: str | None = None,
    edition: str | None = None,
    document: str | None = None,
    lenient: bool = False,
    decimal: Decimal | None = None,
) -> Reading:
    """Read a folder of CSV files, a workbook, or a JSON or YAML document.

    Bad input never raises: it becomes problems. A strict reading with any error, and a lenient
    one with an error in a whole file, has no cascade. ``decimal`` settles ambiguous numbers.

    Raises:
        UsageError: ``dataset``, ``edition`` or ``document`` is not a valid name.
    """
    options = check_read_options(
        ReadOptions(
            dataset=dataset, edition=edition, document=document, lenient=lenient, decimal=decimal
        )
    )
    with collector_at_rest():
        return _assemble(find_tables(path, settings), options)


def read_document(
    tables: Mapping[str, Sequence[Mapping[str, object]]],
    *,
    name: str,
    settings: Settings,
    lenient: bool = False,
    dataset: str | None = None,
    edition: str | None = None,
) -> Reading:
    """Read tables that are already Python data; ``name`` is the file of every origin.

    Raises:
        UsageError: ``dataset`` or ``edition`` is not a valid name.
    """
    options = check_read_options(ReadOptions(dataset=dataset, edition=edition, lenient=lenient))
    text = json.dumps(tables, sort_keys=True, ensure_ascii=True, default=str)
    found = Found(Path(name).stem, hashlib.sha256(text.encode()).hexdigest())
    try:
        found.grids.extend(table_grids(tables, name, settings))
    except WholeFileError as error:
        found.problems.append(Place(name).problem(error.fault))
    return _assemble(found, options)


def _assemble(found: Found, options: ReadOptions) -> Reading:
    state = ReadState(
        tuple(found.grids), options.decimal, list(found.problems), unread=set(found.unread)
    )
    plan_row = read_plan_row(state)
    read_records(state)
    amounts_later = amounts_of(state)
    follow_references(state)
    check_structure(state)
    budgets = read_budgets(state)
    edges = contributions(state)
    amounts = amounts_later()
    problems = _sort_problems(state.problems)
    merged = tuple(dict.fromkeys(state.merged))
    errors = tuple(problem for problem in problems if problem.severity == "error")
    refused = any(error.code in WHOLE_FILE for error in errors) or (errors and not options.lenient)
    if refused or _is_of_unknown_document(errors, options):
        return Reading(None, problems, found.passed, merged)
    kept = _errors_for_audit(errors, edges)
    own, origin = state.own_headings(), state.values_origin()
    plan = plan_of(plan_row, options, found.stem, found.digest, own, origin)
    cascade = build_cascade(state, plan, amounts, edges, kept, budgets)
    return Reading(cascade, problems, found.passed, merged)


def _is_of_unknown_document(errors: Iterable[Problem], options: ReadOptions) -> bool:
    """Tell whether the input is a document nobody knows which: it must not replace the plan."""
    return options.document is None and any(error.column == "document" for error in errors)


def _errors_for_audit(
    errors: Iterable[Problem], edges: Iterable[Contribution]
) -> tuple[Problem, ...]:
    """Return the errors for the audit; a self-reference only if no chain walks its edge."""
    apart = {
        edge.source for edge in edges if edge.source == edge.target and edge.status == "rejected"
    }
    return tuple(
        error
        for error in errors
        if error.code != _SELF_REFERENCE
        or (error.column != "reports_to" and error.subject_id in apart)
    )


def _sort_problems(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order; a file or sheet that could not be read has no others."""
    lost = {(each.file, each.sheet) for each in problems if each.code in _UNREAD_FILE}
    kept = (
        each
        for each in problems
        if each.code in _UNREAD_FILE or (each.file, each.sheet) not in lost
    )
    return tuple(sorted(kept, key=lambda problem: problem.sort_key))
