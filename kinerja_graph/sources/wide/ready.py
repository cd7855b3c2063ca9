"""The maps that come with the product, by name."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from kinerja_graph.sources.wide.mapfile import read_items
from kinerja_graph.sources.wide.plan import Map
from kinerja_graph.sources.wide.plan_reading import read_map

MAPS: Final = Path(str(files("kinerja_graph.sources.wide"))) / "maps"
"""Their folder; each is a file ``<name>.yaml`` whose first line says what it is for."""


def ready_names() -> tuple[str, ...]:
    """The names of the ready maps, sorted."""
    return tuple(sorted(path.stem for path in MAPS.glob("*.yaml")))


def ready_path(name: str) -> Path | None:
    """The file of a ready map; None where there is none of this name."""
    return MAPS / f"{name}.yaml" if name in ready_names() else None


def load_map(path: Path) -> Map:
    """The map in a file.

    Raises:
        UsageError: it cannot be read, or does not say what a map says, with its line.
    """
    return read_map(read_items(path))
