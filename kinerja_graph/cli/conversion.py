"""Convert what is typed as Typer does, without its validators where they are not needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

_AS_TYPED: Final[Mapping[Any, Callable[[str], Any]]] = {str: str, Path: Path}
"""What takes every word that can be typed: it needs no validator."""


def convert_when_given(parameter: Any) -> Any:
    """Return a parameter of Typer's, which from now on converts only what is given."""
    if not isinstance(parameter.get_runtime_param, partial):
        kind = parameter.type_descriptor.annotation
        parameter.get_runtime_param = partial(_WhenGiven, parameter.get_runtime_param, kind)
    return parameter


class _WhenGiven:
    """Convert what was given as Typer does, and make its converter only for that.

    Typer makes one for each parameter, a validator of pydantic's, even where nothing was given, and
    where whatever was given is a text or a path.
    """

    def __init__(self, make: Callable[[], Any], kind: Any) -> None:
        self._make = make
        self._kind = kind

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return ``value`` as the command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if value in ((), []):
            return []
        as_typed = _AS_TYPED.get(self._kind)
        if as_typed is not None and isinstance(value, str):
            return as_typed(value)
        return self._make().coerce(value, param=param, ctx=ctx)
