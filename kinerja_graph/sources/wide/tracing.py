"""Trace a problem of an imported plan back to the cell of the matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.columns import table_named
from kinerja_graph.sources.companion_sheets import ORIGINS
from kinerja_graph.sources.fault import WholeFileError
from kinerja_graph.sources.formats import format_of
from kinerja_graph.sources.wide.grid import Matrix, open_source

Key = tuple[str, str, str]
"""Table, id (followed by the year for a value) and heading (followed by the part of the year)."""


def matrix_cells(
    path: Path, problems: Sequence[Problem], settings: Settings
) -> Mapping[Problem, str]:
    """Return the cell of the matrix behind each problem, as far as ``origin_cells`` knows it."""
    wanted = {problem: key for problem in problems if (key := _key(problem)) is not None}
    if not wanted:
        return {}
    cells = origin_cells(path, settings)
    found = {
        problem: cells.get((table, id_, heading)) or cells.get((table, id_, "name"))
        for problem, (table, id_, heading) in wanted.items()
    }
    return {problem: cell for problem, cell in found.items() if cell is not None}


def origin_cells(path: Path, settings: Settings) -> Mapping[Key, str]:
    """Return the cell of the matrix behind each field, where ``path`` holds a table ``origins``.

    A plan that was not imported has none; an ``origins`` that cannot be read is none either.
    """
    try:
        origins = _origins(path, settings)
    except WholeFileError:
        return {}
    return {} if origins is None else _cells_by_key(origins)


def _key(problem: Problem) -> Key | None:
    table = table_named(problem.sheet or PurePath(problem.file).stem)
    if table is None or problem.subject_id is None or problem.column is None:
        return None
    id_ = problem.subject_id
    if table.name == "values" and problem.beside is not None:
        id_ = f"{id_} {problem.beside}"
    heading = problem.column if problem.period is None else f"{problem.column} {problem.period}"
    return table.name, id_, heading


def _origins(path: Path, settings: Settings) -> Matrix | None:
    if path.is_dir():
        file = path / f"{ORIGINS}.csv"
        return open_source(file, settings).matrix() if file.is_file() else None
    known = format_of(path)
    if known is None or known.sheets is None:
        return None
    source = open_source(path, settings)
    return source.matrix(ORIGINS) if ORIGINS in source.sheets else None


def _cells_by_key(origins: Matrix) -> dict[Key, str]:
    """Return the cells by what they became; rows without table, id or heading are ignored."""
    found: dict[Key, str] = {}
    for row in origins.rows.values():
        texts = [cell_text(row.get(at)) or "" for at in range(6)]
        place = "!".join(text for text in texts[3:] if text)
        if all(texts[:3]) and place:
            found.setdefault((texts[0], texts[1], texts[2]), place)
    return found
