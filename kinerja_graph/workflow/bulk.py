"""``load --bulk``: load any number of datasets into an empty local Neo4j with its importer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.errors import SourceError, UsageError
from kinerja_graph.export.admin_files import OPTIONS, AdminFiles, arguments
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.model.problem import Problem
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.plan import check_read_options
from kinerja_graph.store.bulk import empty_local, import_files, workplace
from kinerja_graph.store.files import unwritable
from kinerja_graph.texts import _
from kinerja_graph.workflow.bulk_filling import InputResult, process_input
from kinerja_graph.workflow.bulk_workers import WorkerPool, worker_count
from kinerja_graph.workflow.reading import ReadOptions

ReadProgress = Callable[[str, int, int], None]
"""Called with the stage (``inputs``, ``import``), the number done, and the total."""
_MAX_LISTED: Final = 5


@dataclass(frozen=True, slots=True)
class Input:
    """One of several inputs: its path, its problems, and whether it was refused."""

    path: Path
    problems: tuple[Problem, ...]
    refused: bool


@json_keys("*problem", "input=path")
@dataclass(frozen=True, slots=True)
class InputProblem:
    """A problem of one of several inputs, and the path of that input."""

    problem: Problem
    path: Path


@json_keys("errors", "loaded", "datasets")
@dataclass(frozen=True, slots=True)
class BulkReport:
    """The report on several inputs (contract §2).

    Attributes:
        loaded: number of nodes by label over all inputs; None if nothing was loaded.
        datasets: the editions that are visible now, in the order of the paths.
    """

    inputs: tuple[Input, ...]
    loaded: Mapping[str, int] | None = None
    datasets: tuple[EditionRef, ...] = ()

    @property
    def errors(self) -> tuple[InputProblem, ...]:
        """All problems, input by input."""
        return tuple(InputProblem(one, item.path) for item in self.inputs for one in item.problems)


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """The outcome of a bulk load.

    Attributes:
        inputs: what was read, in the order of the paths.
        editions: the editions that are visible now, in the order of the paths.
        counts: number of nodes by label over all of them.
        moved: the new address of the server; None if it is unchanged.
    """

    inputs: tuple[Input, ...]
    editions: tuple[Edition, ...]
    counts: dict[str, int]
    moved: str | None

    @property
    def report(self) -> BulkReport:
        """The report on the inputs."""
        loaded = tuple(EditionRef(one.dataset, one.edition) for one in self.editions)
        return BulkReport(self.inputs, self.counts, loaded)


class InputsRefused(SourceError):
    """At least one input has errors, so nothing is loaded. ``inputs`` holds all of them."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self.inputs = tuple(inputs)
        bad = [item.path for item in inputs if item.refused]
        super().__init__(
            _("{number} of {total} inputs are refused; nothing is loaded."),
            mend=_("Fix the errors listed; kinerja validate checks them again."),
            where=", ".join(str(path) for path in bad[:_MAX_LISTED]),
            number=len(bad),
            total=len(inputs),
        )


def load_bulk(
    paths: Sequence[Path],
    *,
    settings: Settings,
    options: ReadOptions | None = None,
    progress: ReadProgress | None = None,
) -> BulkOutcome:
    """Load every input as a snapshot of its own, all of them or none.

    Large inputs are read one at a time, small ones by as many processes as there are cores; rows
    are written to files as soon as an input is read.

    Raises:
        UsageError: the engine is not an empty local Neo4j, or two inputs have the same dataset and
            edition.
        InputsRefused: at least one input has errors; all were read.
        EngineError: the importer failed; the database is empty again.
        StoreError: the database failed, or a reading process ended unexpectedly.
    """
    told = progress or _ignore_progress
    if options is not None:
        check_read_options(options)
    engine = empty_local(settings)
    try:
        with workplace(engine) as folder:
            poured, files = _read_all(paths, folder, settings, options, told)
            inputs = tuple(Input(one.path, one.problems, one.filled is None) for one in poured)
            filled = [one.filled for one in poured if one.filled is not None]
            if len(filled) < len(inputs):
                raise InputsRefused(inputs)
            told("import", 0, 1)
            words = (*OPTIONS, *arguments(files, f"{folder.as_posix()}/"))
            imported = import_files(engine, settings, words, filled)
            told("import", 1, 1)
    except OSError as error:
        raise unwritable(engine.place.folder, error) from error
    counts = sum((Counter(one.counts) for one in poured), Counter[str]())
    return BulkOutcome(inputs, imported.editions, dict(counts), imported.moved)


def _read_all(
    paths: Sequence[Path],
    folder: Path,
    settings: Settings,
    options: ReadOptions | None,
    report_progress: ReadProgress,
) -> tuple[list[InputResult], Collection[str]]:
    """Read every input; return their results and the names of the files with accepted rows."""
    number = worker_count(paths)
    if number > 1:
        with WorkerPool(number, folder, settings, options) as hands:
            return _collect_results(
                paths, hands.process_inputs(paths), report_progress
            ), hands.close()
    with AdminFiles(folder) as files:
        one_by_one = (process_input(path, files, settings, options) for path in paths)
        return _collect_results(paths, one_by_one, report_progress), files.counts


def _collect_results(
    paths: Sequence[Path], results: Iterator[InputResult], report_progress: ReadProgress
) -> list[InputResult]:
    """Collect the results as they arrive; stop at a second input for the same edition."""
    poured: list[InputResult] = []
    places: dict[tuple[str, str], Path] = {}
    report_progress("inputs", 0, len(paths))
    for one in results:
        if one.filled is not None:
            names = (one.filled.plan.dataset, one.filled.plan.edition)
            if names in places:
                raise _same_edition_twice(names, places[names], one.path)
            places[names] = one.path
        poured.append(one)
        report_progress("inputs", len(poured), len(paths))
    return poured


def _same_edition_twice(names: tuple[str, str], first: Path, second: Path) -> UsageError:
    return UsageError(
        _("Two inputs become {dataset} {edition}: {first} and {second}."),
        mend=_("Give each a dataset or edition of its own in its table dataset."),
        where=str(second),
        code="same-edition",
        dataset=names[0],
        edition=names[1],
        first=first,
        second=second,
    )


def _ignore_progress(_stage: str, _done: int, _total: int) -> None:
    pass
