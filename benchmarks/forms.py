"""All official forms of the city as files, and one form of a large plan in a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.child import measure_in_child
from benchmarks.engines import shared
from benchmarks.figure import Figure, timed
from gallery import FORMS, City, laid_out, load_city
from kinerja_graph.report.official.formats import form_file
from kinerja_graph.report.official.names import FORM_FORMATS
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.reports import time_of_report

CITY_SECONDS: Final = 10.0
"""Of every shipped form of the city, each filled once and written as XLSX, DOCX and PDF."""
LARGE_SECONDS: Final = 20.0
LARGE_MEMORY: Final = 600
"""MB of the process that fills ``kke-1`` of the large plan, without the engine."""
LARGE_FORM: Final = "kke-1"
_NAME: Final = "bench-forms"


def measure_forms(settings: Settings, plan: Path, rounds: int) -> Iterator[Figure]:
    """Time all forms of the city, the first time and the best of ``rounds``; fill a large one."""
    with open_store(settings) as store, tempfile.TemporaryDirectory() as folder:
        engine = f"{store.engine.name} {store.engine.version}"
        city = load_city(store, settings, _NAME, Path(folder))
        runs = [timed(lambda: _write_forms(city, Path(folder))) for _ in range(rounds + 1)]
        drop(store, _NAME, settings=settings)
        cascade = read(plan, settings=settings, dataset=_NAME).cascade
        if cascade is None:
            raise ValueError(plan)
        load(store, cascade, settings=settings)
        told = measure_in_child("form", Path(folder) / f"{LARGE_FORM}.xlsx", settings)
        if shared():
            drop(store, _NAME, settings=settings)
    size = f"{len(FORMS)} forms, {runs[0][1]} files"
    parts = {"first": runs[0][0]}
    best = min(took for took, _ in runs[1:])
    yield Figure("forms of the city", engine, size, best, None, CITY_SECONDS, parts)
    size = f"{told.records} rows of {LARGE_FORM}"
    yield Figure("a large form", engine, size, told.seconds, None, LARGE_SECONDS)
    name = "memory of a large form"
    yield Figure(name, engine, size, told.megabytes, None, LARGE_MEMORY, {}, "MB")


def _write_forms(city: City, folder: Path) -> int:
    """Fill every form as the gallery does, and write it in every format; return how many files."""
    made, files = time_of_report(), 0
    for shown in FORMS:
        laid = laid_out(city, shown)
        for form in FORM_FORMATS:
            (folder / f"{shown.name}.{form.name}").write_bytes(form_file(laid, form, made))
            files += 1
    return files
