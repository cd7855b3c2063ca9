"""Functions and classes named by their module, so that a declaration loads nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

Reference = str | Callable[..., Any]
"""A function or a class: itself, or ``module:name`` where it is loaded when it is needed."""
_PACKAGE: Final = "kinerja_graph."


def resolve(reference: Reference) -> Any:
    """The function or class meant; a name without its package is of this one."""
    if not isinstance(reference, str):
        return reference
    module, _, name = reference.partition(":")
    return getattr(import_module(f"{_PACKAGE}{module}"), name)
