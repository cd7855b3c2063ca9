"""Refer to functions and classes by module name, so that declarations import nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

Reference = str | Callable[..., Any]
"""A function or class: itself, or ``module:name`` to be imported when needed."""
_PACKAGE: Final = "kinerja_graph."


def resolve(reference: Reference) -> Any:
    """Return the function or class referred to; module names are relative to this package."""
    if not isinstance(reference, str):
        return reference
    module, _, name = reference.partition(":")
    return getattr(import_module(f"{_PACKAGE}{module}"), name)
