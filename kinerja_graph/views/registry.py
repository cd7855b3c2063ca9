"""Find every view: each module of this folder that defines a ``VIEW``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from kinerja_graph.views.spec import ViewSpec

_FOLDER: Final = "kinerja_graph.views"


def _found() -> Iterator[ViewSpec]:
    for module in iter_modules(import_module(_FOLDER).__path__, f"{_FOLDER}."):
        view = getattr(import_module(module.name), "VIEW", None)
        if isinstance(view, ViewSpec):
            yield view


VIEWS: Final[Mapping[str, ViewSpec]] = {
    view.name: view for view in sorted(_found(), key=lambda one: (one.place, one.name))
}
"""The views by name, in the order of the help and the pages."""
