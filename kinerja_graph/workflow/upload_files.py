"""The names under which files of an upload are kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.formats import READABLE, endings_to_choose, format_of
from kinerja_graph.texts import _

__all__ = [
    "LONGEST",
    "MOST_FILES",
    "READABLE",
    "check_together",
    "endings_to_choose",
    "folder_of_uploads",
    "kept_name",
]

LONGEST: Final = 120
"""Characters of a file's name."""
MOST_FILES: Final = 20
_FOLDER: Final = "uploads"


def folder_of_uploads(settings: Settings) -> Path:
    """Where the files of uploads are kept while they are worked on."""
    return settings.home / _FOLDER


def kept_name(given: str, taken: Collection[str]) -> str:
    r"""The name of a file of an upload: the last part of what the sender calls it.

    Nothing of a path is left, no control character, and no name that another file has.

    Raises:
        UsageError: no name that a plan file can have (``bad-file-name``).

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
        and name.lower().endswith(READABLE)
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


def check_together(names: Collection[str], dataset: str | None) -> None:
    """Refuses files that are no plan together.

    Raises:
        UsageError: none at all, too many, several that are not all tables, or tables of which
            nobody says the dataset.
    """
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
