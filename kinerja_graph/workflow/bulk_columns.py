"""Write a plan that was read as columns into the files of a bulk load."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.rows import Rows
from kinerja_graph.sources.columnar.properties import property_columns
from kinerja_graph.workflow.bulk_sharing import write_shared

if TYPE_CHECKING:
    from kinerja_graph.export.admin_files import AdminFiles
    from kinerja_graph.sources.columnar.plan import ColumnarPlan

_BATCH_ROWS: Final = 50_000


@collector_at_rest()
def write_columns(plan: ColumnarPlan, files: AdminFiles, scope: str) -> None:
    """Write all rows.

    Raises:
        OSError: the files cannot be written.
    """
    ties = plan.chain.ties.values()
    many = sum(plan.counts.values()) + sum(len(each.sources) for each in ties)
    rows = Rows(plan.few)
    for label in ("Unit", "Position"):
        files.nodes(label, rows.nodes(label), scope=scope)
    for ends, some in groupby(rows.edges(), key=itemgetter(0)):
        files.edges(ends, map(itemgetter(1), some), scope=scope)
    write_shared(files, many, partial(_write, plan, scope))


def _write(plan: ColumnarPlan, scope: str, files: AdminFiles, part: int, number: int) -> None:
    """Write one of ``number`` shares, piece by piece."""
    for label, sheet in plan.sheets.items():
        for piece in _slices(len(sheet.origins), part, number):
            files.node_columns(label, property_columns(plan, label, piece), scope=scope)
    for kind, tie in plan.chain.ties.items():
        for piece in _slices(len(tie.sources), part, number):
            share = tie.share(piece)
            files.edge_columns(kind, (share.sources, share.targets), share.properties, scope=scope)


def _slices(many: int, part: int, number: int) -> Iterator[slice]:
    """Yield the pieces of one share of ``many`` rows."""
    for begin in range(part * _BATCH_ROWS, many, number * _BATCH_ROWS):
        yield slice(begin, begin + _BATCH_ROWS)
