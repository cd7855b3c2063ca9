"""``load --bulk``: any number of datasets into an empty local Neo4j by its importer."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from kinerja_graph.errors import SourceError, UsageError
from kinerja_graph.export.admin_files import OPTIONS, AdminFiles
from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.collector import collector_at_rest
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.problem import Problem
from kinerja_graph.model.rows import Rows
from kinerja_graph.settings import Settings
from kinerja_graph.store.bulk import Filled, empty_local, import_files, workplace
from kinerja_graph.store.files import unwritable
from kinerja_graph.texts import Text
from kinerja_graph.workflow.reading import Wish, validate

ReadProgress = Callable[[str, int, int], None]
"""Told the stage (``inputs``, ``import``), done, and total."""
_MOST_TOLD: Final = 5


@dataclass(frozen=True, slots=True)
class Input:
    """One input of several: its path, its problems, and whether it was refused."""

    path: Path
    problems: tuple[Problem, ...]
    refused: bool


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What a bulk load did.

    Attributes:
        inputs: what was read, in the order of the paths.
        editions: those that are visible now, in the order of the paths.
        counts: nodes by label over all of them.
    """

    inputs: tuple[Input, ...]
    editions: tuple[Edition, ...]
    counts: dict[str, int]


class InputsRefused(SourceError):
    """Inputs of which at least one has errors: nothing is loaded. ``inputs`` holds them all."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self.inputs = tuple(inputs)
        bad = [item.path for item in inputs if item.refused]
        super().__init__(
            Text(
                id="{number} dari {total} masukan ditolak; tidak ada yang dimuat.",
                en="{number} of {total} inputs are refused; nothing is loaded.",
            ),
            mend=Text(
                id="Perbaiki galat yang didaftar; kinerja validate memeriksanya lagi.",
                en="Mend the errors listed; kinerja validate checks them again.",
            ),
            where=", ".join(str(path) for path in bad[:_MOST_TOLD]),
            number=len(bad),
            total=len(inputs),
        )


@dataclass(slots=True)
class _Filling:
    """The files that grow while one input after the other is read."""

    files: AdminFiles
    filled: list[Filled]
    counts: dict[str, int]

    def add(self, cascade: Cascade) -> None:
        """Writes a cascade as a snapshot of its own."""
        scope = secrets.token_hex(10)
        with collector_at_rest():
            rows = Rows(cascade)
            for label, count in rows.counts.items():
                self.files.nodes(label, rows.nodes(label), scope=scope)
                self.counts[label] = self.counts.get(label, 0) + count
            for ends, ties in groupby(rows.edges(), key=itemgetter(0)):
                self.files.edges(ends, map(itemgetter(1), ties), scope=scope)
        self.filled.append(Filled(cascade.plan, scope))


def load_bulk(
    paths: Sequence[Path],
    *,
    settings: Settings,
    wish: Wish | None = None,
    progress: ReadProgress | None = None,
) -> BulkOutcome:
    """Loads every input as a snapshot of its own, all of them or none.

    One input is held at a time; what was read goes into files at once.

    Raises:
        UsageError: the engine is no empty local Neo4j, or two inputs have the same names.
        InputsRefused: at least one input has errors; all were read.
        EngineError: the importer failed; the database is empty again.
        StoreError: the database failed.
    """
    told = progress or _silent
    engine = empty_local(settings)
    try:
        with workplace(engine) as folder, AdminFiles(folder) as files:
            filling = _Filling(files, [], {})
            inputs = _read_all(paths, settings, wish, filling, told)
            if any(item.refused for item in inputs):
                raise InputsRefused(inputs)
            files.close()
            told("import", 0, 1)
            words = (*OPTIONS, *files.arguments(f"{folder.as_posix()}/"))
            shown = import_files(engine, settings, words, filling.filled)
            told("import", 1, 1)
    except OSError as error:
        raise unwritable(engine.home, error) from error
    return BulkOutcome(inputs, shown, filling.counts)


def _read_all(
    paths: Sequence[Path],
    settings: Settings,
    wish: Wish | None,
    filling: _Filling,
    told: ReadProgress,
) -> tuple[Input, ...]:
    inputs: list[Input] = []
    places: dict[tuple[str, str], Path] = {}
    for number, path in enumerate(paths):
        told("inputs", number, len(paths))
        reading = validate(path, settings=settings, wish=wish)
        cascade = reading.cascade
        if cascade is not None:
            names = (cascade.plan.dataset, cascade.plan.edition)
            if names in places:
                raise _twice(names, places[names], path)
            places[names] = path
            filling.add(cascade)
        inputs.append(Input(path, reading.problems, refused=cascade is None))
        del reading, cascade
    told("inputs", len(paths), len(paths))
    return tuple(inputs)


def _twice(names: tuple[str, str], first: Path, second: Path) -> UsageError:
    return UsageError(
        Text(
            id="Dua masukan menjadi {dataset} {edition}: {first} dan {second}.",
            en="Two inputs become {dataset} {edition}: {first} and {second}.",
        ),
        mend=Text(
            id="Beri tabel dataset masing-masing nama dataset atau edition sendiri.",
            en="Give each a dataset or edition of its own in its table dataset.",
        ),
        where=str(second),
        code="same-edition",
        dataset=names[0],
        edition=names[1],
        first=first,
        second=second,
    )


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass
