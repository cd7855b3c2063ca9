"""Libraries of data frames, which the driver loads wherever they are installed."""

from __future__ import annotations

import sys
from typing import Final

FRAMES: Final = ("pandas", "pyarrow")


def without_data_frames() -> None:
    """Says that they are absent: loading them costs every command half a second and 40 MB.

    Only for a process that is the command's own; no command gives data frames.
    """
    for name in FRAMES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: cannot be imported


def with_data_frames() -> None:
    """Takes that back, for what writes Parquet: pyarrow asks for pandas, too."""
    loaded: dict[str, object] = {**sys.modules}
    for name in FRAMES:
        if name in loaded and loaded[name] is None:
            del sys.modules[name]
