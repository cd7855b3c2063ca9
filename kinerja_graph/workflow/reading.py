"""``validate``: what is wrong with plan files; needs no engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kinerja_graph.errors import SourceError
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.sources.fault import problem_entry
from kinerja_graph.sources.lenient import done_about
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.reading import Reading, read
from kinerja_graph.sources.wide.tracing import matrix_cells
from kinerja_graph.texts import Language, _

__all__ = [
    "InputRefused",
    "ReadOptions",
    "accepted",
    "done_about",
    "matrix_cells",
    "read_counts",
    "reading_json",
    "validate",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How an input is to be read.

    Attributes:
        dataset, edition: names that win over those of the input; None: those of the input.
        lenient: load what can be read, and keep each problem for the audit.
        decimal: settles numbers that could be read in two ways.

    >>> from kinerja_graph import Plan, ReadOptions
    >>> Plan.load("examples/slides", wish=ReadOptions(dataset="latihan", edition="2026-murni"))
    <Plan latihan 2026-murni>
    """

    dataset: str | None = None
    edition: str | None = None
    lenient: bool = False
    decimal: Decimal | None = None


class InputRefused(SourceError):
    """An input with errors: nothing of it was loaded. ``reading`` holds every problem."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self.reading = reading
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        super().__init__(
            _("The input is refused: {number:error|errors}; nothing is loaded."),
            mend=_("Fix the errors listed; kinerja validate checks them again."),
            where=str(path),
            number=len(errors),
        )


def validate(path: Path, *, settings: Settings, wish: ReadOptions | None = None) -> Reading:
    """Everything that is wrong with an input; loads nothing and needs no engine.

    >>> from pathlib import Path
    >>> from kinerja_graph import read_settings, validate
    >>> validate(Path("examples/slides"), settings=read_settings()).problems
    ()
    """
    how = wish or ReadOptions()
    return read(
        path,
        settings=settings,
        dataset=how.dataset,
        edition=how.edition,
        lenient=how.lenient,
        decimal=how.decimal,
    )


def accepted(path: Path, settings: Settings, wish: ReadOptions | None) -> tuple[Reading, Cascade]:
    """What was read of ``path``.

    Raises:
        InputRefused: it has errors.
    """
    reading = validate(path, settings=settings, wish=wish)
    if reading.cascade is None:
        raise InputRefused(path, reading)
    return reading, reading.cascade


def reading_json(
    reading: Reading,
    language: Language,
    loaded: Mapping[str, int] | None,
    cells: Mapping[Problem, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """The report of an input (contract §2); ``loaded`` is None where nothing was loaded.

    Where errors were taken all the same, ``done`` says what became of the place of each. Where
    the plan was imported, ``matrix_cell`` is the cell that it came from, as ``cells`` has it.
    """
    entries: list[dict[str, Any]] = []
    for problem in reading.problems:
        entry: dict[str, Any] = dict(problem_entry(problem, language))
        if problem in cells:
            entry["matrix_cell"] = cells[problem]
        done = None if loaded is None else done_about(problem)
        entries.append(entry if done is None else entry | {"done": done.say(language)})
    return {
        "errors": entries,
        "loaded": None if loaded is None else dict(loaded),
    }


def read_counts(reading: Reading) -> dict[str, int] | None:
    """How many records of each label were read; None for a refused input."""
    cascade = reading.cascade
    if cascade is None:
        return None
    return {
        "Unit": len(cascade.units),
        "Position": len(cascade.positions),
        "Objective": len(cascade.objectives),
        "Indicator": len(cascade.indicators),
        "Task": len(cascade.tasks),
        "Problem": len(cascade.problems),
    }
