"""Find the report formats: every module of this folder that has a ``FORMAT``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.report.formats.spec import DocumentFormat
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.texts import _

_FOLDER: Final = "kinerja_graph.report.formats"


def _found() -> Iterator[DocumentFormat]:
    for module in iter_modules(import_module(_FOLDER).__path__, f"{_FOLDER}."):
        found = getattr(import_module(module.name), "FORMAT", None)
        if isinstance(found, DocumentFormat):
            yield found


FORMATS: Final[Mapping[str, DocumentFormat]] = {
    one.name: one for one in sorted(_found(), key=lambda one: (one.place, one.name))
}
"""The formats by name, in the order in which help and pages list them."""
ENDINGS: Final = tuple(one.endings[0] for one in FORMATS.values())
"""The usual file extension of each."""


def format_of(out: Path) -> DocumentFormat:
    """Return the format for a file name.

    Raises:
        UsageError: reports are not written with this file extension.
    """
    ending = out.suffix.lower()
    found = next((one for one in FORMATS.values() if ending in one.endings), None)
    if found is None:
        raise UsageError(
            _("Reports are not written as {suffix}."),
            mend=_("Give a name that ends in {endings}."),
            where="--out",
            code="bad-ending",
            suffix=out.suffix or out.name,
            endings=one_of(ENDINGS),
        )
    return found
