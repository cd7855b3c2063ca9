"""Fill the files of a bulk load while reading one input after another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.rows import Rows
from kinerja_graph.sources.columnar.plan import read_columns
from kinerja_graph.sources.plan import ReadOptions, check_read_options
from kinerja_graph.store.bulk import Filled
from kinerja_graph.workflow.bulk_columns import write_columns
from kinerja_graph.workflow.bulk_sharing import write_shared
from kinerja_graph.workflow.reading import validate

if TYPE_CHECKING:
    from kinerja_graph.export.admin_files import AdminFiles
    from kinerja_graph.model.cascade import Cascade
    from kinerja_graph.model.problem import Problem
    from kinerja_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class InputResult:
    """The result for one input.

    Attributes:
        path: where it was read.
        problems: everything that is wrong with it.
        filled: its snapshot in the files; None if it was refused.
        counts: its nodes by label.
    """

    path: Path
    problems: tuple[Problem, ...]
    filled: Filled | None
    counts: dict[str, int] = field(default_factory=dict[str, int])


def process_input(
    path: Path, files: AdminFiles, settings: Settings, options: ReadOptions | None
) -> InputResult:
    """Read an input and, if it is accepted, write it into ``files`` as a snapshot of its own.

    Raises:
        OSError: the files cannot be written.
    """
    scope = secrets.token_hex(10)
    plan = read_columns(path, check_read_options(options or ReadOptions()), settings)
    if plan is not None:
        write_columns(plan, files, scope)
        return InputResult(path, plan.problems, Filled(plan.plan, scope), plan.counts)
    reading = validate(path, settings=settings, wish=options)
    if reading.cascade is None:
        return InputResult(path, reading.problems, None)
    counts = write_rows(reading.cascade, files, scope)
    return InputResult(path, reading.problems, Filled(reading.cascade.plan, scope), counts)


@collector_at_rest()
def write_rows(cascade: Cascade, files: AdminFiles, scope: str) -> dict[str, int]:
    """Write the rows of a cascade; return the number of nodes by label."""
    rows = Rows(cascade)
    many = rows.ties + sum(rows.counts.values())
    write_shared(files, many, partial(_write, rows, scope))
    return rows.counts


def _write(rows: Rows, scope: str, files: AdminFiles, part: int, number: int) -> None:
    share = slice(part, None, number)
    for label in rows.counts:
        files.nodes(label, rows.nodes(label, share), scope=scope)
    for ends, ties in groupby(rows.edges(share), key=itemgetter(0)):
        files.edges(ends, map(itemgetter(1), ties), scope=scope)
