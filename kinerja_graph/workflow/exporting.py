"""``export``: write everything in a loaded edition to files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from kinerja_graph.errors import UsageError
from kinerja_graph.export.admin import SCRIPT, write_admin
from kinerja_graph.export.csv_folder import write_csv
from kinerja_graph.export.graphml import FILE as GRAPHML_FILE
from kinerja_graph.export.graphml import write_graphml
from kinerja_graph.export.json_file import FILE as JSON_FILE
from kinerja_graph.export.json_file import write_json
from kinerja_graph.export.parquet import write_parquet
from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.export.tables import PROBLEMS, WrittenTables
from kinerja_graph.export.unread_values import COLUMNS as PROBLEM_COLUMNS
from kinerja_graph.files import not_written
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.columns import TABLES
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import _
from kinerja_graph.workflow.edition_cache import checking_editions

Format = Literal["csv", "json", "graphml", "parquet", "neo4j-admin"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_FILES: Final[Mapping[Format, tuple[str, ...]]] = {
    "csv": ("*.csv",),
    "json": (JSON_FILE,),
    "graphml": (GRAPHML_FILE,),
    "parquet": ("*.parquet",),
    "neo4j-admin": ("*.csv", SCRIPT),
}
"""Name patterns of the files written by each format."""
_MOST_TOLD: Final = 5


@json_keys(
    "dataset=edition.dataset", "edition=edition.edition", "format", "out", "files",
    "lost_problems=lost",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export.

    Attributes:
        edition: the edition.
        format: the format of the files.
        out: the folder.
        files: rows by file name.
        lost: problems of a lenient load that the tables of ``csv`` and ``json`` cannot hold;
            they are in a table ``problems`` that is not loaded again.
    """

    edition: Edition
    format: Format
    out: Path
    files: Mapping[str, int]
    lost: int


def export(store: Store, edition: Edition, *, format: Format, out: Path) -> Exported:  # noqa: A002  # the option's name
    """Write a loaded edition into the folder ``out``, all files or none.

    ``out`` is created if it is missing. Nothing in it is ever replaced.

    Raises:
        UsageError: ``out`` contains such files already or cannot be written; the format cannot
            represent the edition, or needs a library that is not installed.
        EditionGone: the edition was removed while it was being read.
        StoreError: the database failed.
    """
    snapshot = Snapshot(store, edition)
    try:
        _check_free(out, _FILES[format])
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".kinerja-export-") as name:
            folder = Path(name)
            with checking_editions(store, edition):
                written = _WRITERS[format](snapshot, folder)
            _put_in_place(folder, out)
    except OSError as error:
        raise not_written(out, error, where="--out") from error
    return Exported(edition, format, out, written.files, written.lost)


def table_headings() -> dict[str, tuple[str, ...]]:
    """Return the canonical headings of every table, and those of the table of lost problems."""
    own = {table.name: tuple(item.name for item in table.headings) for table in TABLES}
    return own | {PROBLEMS: PROBLEM_COLUMNS}


def _used_headings(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return the headings, that of periods only if the edition has any."""
    headings = table_headings()
    if not snapshot.has_periods():
        headings["values"] = tuple(name for name in headings["values"] if name != "period")
    return headings


_WRITERS: Final[Mapping[Format, Callable[[Snapshot, Path], WrittenTables]]] = {
    "csv": lambda snapshot, folder: write_csv(snapshot, folder, _used_headings(snapshot)),
    "json": lambda snapshot, folder: write_json(snapshot, folder, table_headings()),
    "graphml": lambda snapshot, folder: WrittenTables(write_graphml(snapshot, folder), 0),
    "parquet": lambda snapshot, folder: WrittenTables(write_parquet(snapshot, folder), 0),
    "neo4j-admin": lambda snapshot, folder: WrittenTables(write_admin(snapshot, folder), 0),
}


def _check_free(out: Path, patterns: tuple[str, ...]) -> None:
    """Refuse a folder that contains files of the same kind, since tables would be mixed."""
    if out.is_dir():
        others = sorted({path.name for pattern in patterns for path in out.glob(pattern)})
    else:
        others = [out.name] if out.exists() else []
    if others:
        raise UsageError(
            _("{others} already exists in {out}. Nothing is written."),
            mend=_("Give a new or an empty folder for --out."),
            where="--out",
            code="not-empty",
            out=out,
            others=", ".join(others[:_MOST_TOLD]) + (", …" if len(others) > _MOST_TOLD else ""),
        )


def _put_in_place(folder: Path, out: Path) -> None:
    out.mkdir(exist_ok=True)
    for path in sorted(folder.iterdir()):
        path.replace(out / path.name)
