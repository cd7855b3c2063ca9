"""``validate``: report what is wrong with plan files, without an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kinerja_graph.errors import SourceError
from kinerja_graph.library.references import resolve
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.lenient import done_about
from kinerja_graph.sources.plan import ReadOptions
from kinerja_graph.sources.reading import Reading, read
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.hints import hints

__all__ = [
    "InputRefused",
    "InputReport",
    "ReadOptions",
    "Validated",
    "done_about",
    "matrix_cells",
    "read_accepted",
    "read_counts",
    "validate",
]


class InputRefused(SourceError):
    """An input with errors, of which nothing was loaded.

    Attributes:
        path: the input.
        reading: what was read, with all problems.
    """

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.reading = reading
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        super().__init__(
            _("The input is refused: {number:error|errors}; nothing is loaded."),
            mend=_("Fix the errors listed; kinerja validate checks them again."),
            where=str(path),
            number=len(errors),
        )


def validate(path: Path, *, settings: Settings, wish: ReadOptions | None = None) -> Reading:
    """Return everything that is wrong with an input; loads nothing and needs no engine.

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
        document=how.document,
        lenient=how.lenient,
        decimal=how.decimal,
    )


def read_accepted(
    path: Path, settings: Settings, wish: ReadOptions | None
) -> tuple[Reading, Cascade]:
    """Read ``path`` and return the result.

    Raises:
        InputRefused: the input has errors.
    """
    reading = validate(path, settings=settings, wish=wish)
    if reading.cascade is None:
        raise InputRefused(path, reading)
    return reading, reading.cascade


def matrix_cells(
    path: Path, problems: Sequence[Problem], settings: Settings
) -> Mapping[Problem, str]:
    """Return the cell of the matrix behind each problem, where the plan was imported from one."""
    if not problems:
        return {}
    cells: Mapping[Problem, str] = resolve("sources.wide.tracing:matrix_cells")(
        path, problems, settings
    )
    return cells


def read_counts(reading: Reading) -> dict[str, int] | None:
    """Return the number of records read by label; None for a refused input."""
    cascade = reading.cascade
    if cascade is None:
        return None
    some = {"Programme": len(cascade.programmes)} if cascade.programmes else {}
    return {
        "Unit": len(cascade.units),
        "Position": len(cascade.positions),
        "Objective": len(cascade.objectives),
        "Indicator": len(cascade.indicators),
        "Task": len(cascade.tasks),
        **some,
        "Problem": len(cascade.problems),
    }


@json_keys("*problem", optional=("matrix_cell", "done"))
@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """A problem in an input, as part of an answer.

    Attributes:
        matrix_cell: the cell that its value came from, if the plan was imported.
        done: what was done about it, if the input was accepted anyway.
    """

    problem: Problem
    matrix_cell: str | None = None
    done: Text | None = None


@json_keys("errors", "loaded")
@dataclass(frozen=True, slots=True)
class InputReport:
    """The report on an input (contract §2).

    Attributes:
        loaded: nodes by label; None if nothing was loaded.
        cells: if the plan was imported: the cell that each problem came from.
    """

    reading: Reading
    loaded: Mapping[str, int] | None = None
    cells: Mapping[Problem, str] = field(default_factory=dict[Problem, str])

    @property
    def errors(self) -> tuple[ReportedProblem, ...]:
        """Everything that is wrong with it."""
        taken = self.loaded is not None
        return tuple(
            ReportedProblem(one, self.cells.get(one), done_about(one) if taken else None)
            for one in self.reading.problems
        )


@json_keys("*report", "read", "hints")
@dataclass(frozen=True, slots=True)
class Validated:
    """The report on an input that was only read."""

    report: InputReport

    @property
    def read(self) -> Mapping[str, int] | None:
        """The number of records by label; None if it is refused."""
        return read_counts(self.report.reading)

    @property
    def hints(self) -> tuple[Text, ...]:
        """What is not a problem, but worth a look."""
        return hints(self.report.reading)
