"""Find the maps that come with the product, by name."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from kinerja_graph.sources.wide.mapfile import read_items
from kinerja_graph.sources.wide.plan import Map
from kinerja_graph.sources.wide.plan_reading import read_map

MAPS_FOLDER: Final = Path(str(files("kinerja_graph.sources.wide"))) / "maps"
"""Their folder: each is a file ``<name>.yaml`` whose first line says what it is for."""


def builtin_map_names() -> tuple[str, ...]:
    """Return the names of the built-in maps, sorted."""
    return tuple(sorted(path.stem for path in MAPS_FOLDER.glob("*.yaml")))


def builtin_map_path(name: str) -> Path | None:
    """Return the file of a built-in map; None if there is none with this name."""
    return MAPS_FOLDER / f"{name}.yaml" if name in builtin_map_names() else None


def load_map(path: Path) -> Map:
    """Load the map in a file.

    Raises:
        UsageError: it cannot be read, or is not a valid map, with its line.
    """
    return read_map(read_items(path))
