"""Libraries of data frames and arrays, which the driver loads wherever they are installed.

``python -m kinerja_graph.data_frames MODULE`` runs a module of ours without them.
"""

from __future__ import annotations

import atexit
import gc
import sys
from runpy import run_module
from typing import Final

FRAMES: Final = ("numpy", "pandas", "pyarrow")
_SELDOM: Final = 50_000
"""New objects after which the collector runs: the driver alone makes 200,000 while it is loaded."""
_HERE: Final = "kinerja_graph.data_frames"


def without_data_frames() -> None:
    """Declare them absent: loading pandas costs every process half a second and 40 MB.

    NumPy costs 50 ms more. Only for a process that is the command's own; no command gives data
    frames.
    """
    for name in FRAMES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: cannot be imported


def with_data_frames() -> None:
    """Allow them again, for what writes Parquet: pyarrow needs the others, too."""
    loaded: dict[str, object] = {**sys.modules}
    for name in FRAMES:
        if name in loaded and loaded[name] is None:
            del sys.modules[name]


def own_process(module: str) -> list[str]:
    """Return the command that runs ``module`` of ours in a separate process, without pandas."""
    return [sys.executable, "-P", "-m", _HERE, module]


if __name__ == "__main__":
    without_data_frames()
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)  # at the end nothing is freed one by one: it goes with the process
    run_module(sys.argv[1], run_name="__main__", alter_sys=True)
