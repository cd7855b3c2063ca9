"""A process of its own whose seconds and peak of memory are told: ``python -m benchmarks.child``.

Its standard input says what to do: ``{"act": …, "path": …, "settings": …}``;
the act is ``read``, ``load``, ``bulk``, ``import`` or ``form`` (``path`` is the file to write).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kinerja_graph.settings import Settings, read_settings

_STATUS: Final = Path("/proc/self/status")
_MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a process told of itself: its seconds, its largest memory in MB, how many records."""

    seconds: float
    megabytes: float
    records: int


def measure_in_child(act: str, path: Path, settings: Settings) -> Measurement:
    """Read, load, bulk load or import ``path``, or write a form to it, in a new process.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    given = {
        name: str(value) if isinstance(value, Path) else value
        for name in settings.model_fields_set
        if (value := getattr(settings, name)) is not None
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.child"],
        input=json.dumps({"act": act, "path": str(path), "settings": given}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Measurement(**json.loads(done.stdout))


def _largest() -> float:
    """Return the peak memory of this process in MB.

    Use the kernel's own peak if there is one: what ``getrusage`` reports for a new process may be
    the memory of its parent.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / _MEGA
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGA


def _run_task(act: str, path: Path, settings: Settings) -> int:
    """Return how many records were read or loaded."""
    if act == "read":
        from kinerja_graph.sources.reading import read  # noqa: PLC0415 - memory of each act alone

        cascade = read(path, settings=settings).cascade
        if cascade is None:
            raise ValueError(path)
        return sum(1 for _ in cascade.records())
    if act == "import":
        return _import_matrix(path, settings)
    if act == "form":
        return _write_form(path, settings)
    if act == "load":
        from kinerja_graph.workflow.loading import load  # noqa: PLC0415

        return sum(load(path, settings=settings).loaded.counts.values())
    from kinerja_graph.workflow.bulk import load_bulk  # noqa: PLC0415

    return sum(load_bulk([path], settings=settings).counts.values())


def _import_matrix(path: Path, settings: Settings) -> int:
    """Import a matrix by ``benchmarks.sheets.MAP`` into a folder; return how many rows it has."""
    from benchmarks.sheets import MAP  # noqa: PLC0415
    from kinerja_graph.workflow.importing import import_matrix  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        map_file, out = Path(folder, "map.yaml"), Path(folder, "plan")
        map_file.write_text(MAP, encoding="utf-8")
        done = import_matrix(
            path, map_name=str(map_file), out=out, settings=settings, language="id"
        )
        return done.written["indicators"]


def _write_form(path: Path, settings: Settings) -> int:
    """Fill the form that ``path`` is called after from the only edition; return its rows."""
    from kinerja_graph.forms.filling import Asked  # noqa: PLC0415
    from kinerja_graph.model.edition import EditionRef  # noqa: PLC0415
    from kinerja_graph.workflow import forms  # noqa: PLC0415
    from kinerja_graph.workflow.reports import time_of_report  # noqa: PLC0415
    from kinerja_graph.workflow.views import open_checked_edition  # noqa: PLC0415

    form = forms.form_folder(settings).read(path.stem)
    with open_checked_edition(settings, EditionRef()) as (store, edition):
        found = forms.fill_form(store, edition, form, Asked(), settings=settings)
    return forms.write_form(found, path, language="id", made=time_of_report()).rows


def main() -> None:
    """Run the task given on standard input."""
    order: dict[str, Any] = json.load(sys.stdin)
    began = time.perf_counter()
    records = _run_task(order["act"], Path(order["path"]), read_settings(**order["settings"]))
    seconds = time.perf_counter() - began
    json.dump({"seconds": seconds, "megabytes": _largest(), "records": records}, sys.stdout)


if __name__ == "__main__":
    main()
