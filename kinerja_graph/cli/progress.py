"""Progress on standard error, where that is a terminal; silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from kinerja_graph.texts import Language, Text, _

_STAGES: Final = {
    "inputs": _("Inputs"),
    "import": _("Importing"),
    "editions": _("Editions"),
    "wait": _("Waiting for another load"),
    "records": _("Records"),
    "ties": _("Ties"),
    "show": _("Showing"),
    "remove": _("Removing"),
}
RULES: Final = _("Rules")
DATASETS: Final = _("Datasets")


@contextmanager
def load_progress(language: Language) -> Generator[Callable[[str, int, int], None]]:
    """Yield a progress callback for loads: one bar a stage, with rate and time left."""
    with _bars() as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if bars is None:
                return
            if stage not in tasks:
                word = _STAGES[stage].say(language) if stage in _STAGES else stage
                tasks[stage] = bars.add_task(word, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


@contextmanager
def audit_progress(
    language: Language, things: Text = RULES
) -> Generator[Callable[[int, int, str], None]]:
    """Yield a progress callback for audits: one bar with the current rule (or other ``things``)."""
    word = things.say(language)
    with _bars() as bars:
        tasks: list[TaskID] = []

        def show(done: int, total: int, rule: str) -> None:
            if bars is None:
                return
            if not tasks:
                tasks.append(bars.add_task(word, total=total))
            bars.update(tasks[0], completed=done, description=f"{word}: {rule}")

        yield show


@contextmanager
def stages(language: Language) -> Generator[Callable[[Text], None]]:
    """Yield a progress callback for jobs of a few steps, showing the current one."""
    with _bars() as bars:
        tasks: list[TaskID] = []

        def show(text: Text) -> None:
            if bars is None:
                return
            if tasks:
                bars.remove_task(tasks.pop())
            tasks.append(bars.add_task(text.say(language), total=None))

        yield show


@contextmanager
def _bars() -> Generator[Progress | None]:
    if not sys.stderr.isatty():
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield bars
