"""Check and clean the names under which the files of an upload are stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.columns import table_named
from kinerja_graph.sources.formats import (
    FORMATS,
    READABLE,
    endings_to_choose,
    format_of,
    format_of_matrix,
)
from kinerja_graph.texts import _

__all__ = [
    "LONGEST",
    "MOST_FILES",
    "READABLE",
    "WITH_SHEETS",
    "check_together",
    "endings_to_choose",
    "folder_of_uploads",
    "kept_name",
    "sheet_endings",
]

LONGEST: Final = 120
"""The maximum length of a file name, in characters."""
MOST_FILES: Final = 20
_FOLDER: Final = "uploads"
WITH_SHEETS: Final = (
    *READABLE,
    *(end for one in FORMATS if one.imported and one.sheets for end in one.endings),
)
"""The endings of files that can be read or imported as a plan."""


def folder_of_uploads(settings: Settings) -> Path:
    """Return the folder for the files of unfinished uploads."""
    return settings.home / _FOLDER


def sheet_endings() -> str:
    """Return the endings of sheets that can be imported, for display."""
    found = (end for one in FORMATS if one.sheets for end in one.endings[:1])
    return ", ".join(found)


def kept_name(given: str, taken: Collection[str], endings: tuple[str, ...] = READABLE) -> str:
    r"""Return the name under which to store a file: the last part of the sender's name for it.

    Raises:
        UsageError: the name is not one of a plan file, contains control characters, or is used by
            another file (``bad-file-name``).

    >>> kept_name("..\\\\..\\\\Rencana Kota.xlsx", ())
    'Rencana Kota.xlsx'
    """
    name = unicodedata.normalize("NFC", PurePosixPath(given.replace("\\", "/")).name)
    fits = (
        0 < len(name) <= LONGEST
        and len(name.encode("utf-8", "replace")) <= LONGEST * 2
        and name.isprintable()
        and not name.startswith(".")
        and not any(one in name for one in '<>:"|?*')
        and name.lower().endswith(endings)
        and name.casefold() not in {one.casefold() for one in taken}
    )
    if fits:
        return name
    shown = "".join(one if one.isprintable() else "�" for one in given)[:LONGEST]
    raise UsageError(
        _("A file called “{name}” is not accepted."),
        mend=_("Send one {file_ending}, or several {table_ending} with different names."),
        where=shown,
        code="bad-file-name",
        name=shown,
        **endings_to_choose(),
    )


def _is_sheet(name: str) -> bool:
    """Return whether a file may be a sheet to import: it can hold a matrix and is not a table."""
    known = format_of_matrix(name)
    if known is None:
        return False
    return known.kind != "table" or table_named(PurePosixPath(name).stem) is None


def check_together(
    names: Collection[str], dataset: str | None, *, sheets: bool = False, by_map: bool = False
) -> None:
    """Refuse files that do not form a plan.

    Args:
        names: the names of the files.
        dataset: the dataset, if it was named.
        sheets: whether a single sheet to import is allowed.
        by_map: whether a map was sent, so that it must be a sheet.

    Raises:
        UsageError: there are no files, too many, several that are not all tables, or tables whose
            dataset is not named.
    """
    if sheets and len(names) == 1 and all(map(_is_sheet, names)):
        return
    if by_map:
        raise UsageError(
            _("A map was sent, but not with one sheet."),
            mend=_("Send the map with the one sheet that it is for ({endings})."),
            where="map",
            code="no-plan",
            endings=sheet_endings(),
        )
    tables = [name for name in names if (one := format_of(name)) and one.kind == "table"]
    if not names or len(names) > MOST_FILES or (len(names) > 1 and len(tables) < len(names)):
        raise UsageError(
            _("The upload contains {number} files that do not form a plan together."),
            mend=_("Send one workbook or document, or the {table_ending} tables of one plan."),
            where="files",
            code="no-plan",
            number=len(names),
            **endings_to_choose(),
        )
    told = dataset is not None or any(
        PurePosixPath(name.lower()).stem == "dataset" for name in tables
    )
    if tables and not told:
        raise UsageError(
            _("It is not clear which dataset these tables belong to."),
            mend=_("Name it with ?dataset=…, or send dataset.csv too."),
            where="dataset",
            code="dataset-needed",
        )
