"""``open``: what the explorer is at the desk of one person: its settings, and the file it opens.

It serves this machine alone, on the embedded engine, whatever the settings say.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.formats import format_of
from kinerja_graph.sources.plan import slug
from kinerja_graph.store.arcadedb import wheel
from kinerja_graph.store.files import make_folder
from kinerja_graph.system import of_system
from kinerja_graph.texts import _
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.serving import BoundAddress, bind_address
from kinerja_graph.workflow.upload import Upload
from kinerja_graph.workflow.upload_files import WITH_SHEETS, check_together, kept_name
from kinerja_graph.workflow.uploading import Sheets, Uploads

HOST: Final = "127.0.0.1"
_WEEK_HOURS: Final = 168
_COUNT: Final = re.compile(r"[1-9][0-9]{0,2}")  # 2026 is a year
_SAID_BY: Final = "dataset"
_LOG: Final = "open.log"
_ALONE: Final = {
    "url": "embedded",
    "host": HOST,
    "port": 0,
    "hosts": "",
    "public_url": "",
    "trusted_proxies": "",
    "oidc_issuer": "",
    "oidc_client": "",
    "embed_origins": "",
    "embed_public": "",
    "token": "",
    "session_hours": _WEEK_HOURS,
    "log": "plain",
}
"""The settings that could open it to anybody else, or end a session while its page is open."""


def bind_desk(settings: Settings) -> BoundAddress:
    """Bind a free port of this machine alone, on the embedded engine.

    Raises:
        UsageError: this machine has no free port.
        EngineError: the embedded engine, which brings its own Java, is not installed.
    """
    wheel()
    return bind_address(settings.model_copy(update=_ALONE))


@contextmanager
def open_log(home: Path) -> Generator[TextIO]:
    """Open the log of what goes wrong, apart from the window in which a person started it.

    Raises:
        EngineError: the folder cannot be written.
    """
    path = make_folder(home) / _LOG
    with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
        yield log


def files_to_open(path: Path) -> tuple[Path, ...]:
    """Return the files at ``path``: one file, or the tables of one plan in a folder.

    Raises:
        UsageError: there is nothing, or no sheet and no plan.
    """
    try:
        found = sorted(path.iterdir()) if path.is_dir() else [path.resolve(strict=True)]
    except OSError as error:
        raise _not_opened(path, error) from error
    if path.is_dir():
        found = [one for one in found if (known := format_of(one.name)) and known.kind == "table"]
    names: list[str] = []
    for one in found:
        names.append(kept_name(one.name, names, WITH_SHEETS))
    check_together(names, _dataset_of(path, names), sheets=True)
    return tuple(found)


def open_files(
    uploads: Uploads, owner: str, path: Path, found: Collection[Path], sheets: Sheets
) -> Upload:
    """Start reading a copy of the files ``found`` at ``path``; they themselves stay as they are.

    Raises:
        UsageError: too many files are open, or one of these cannot be read.
    """
    folder = uploads.fresh_folder(owner)
    names: list[str] = []
    try:
        for one in found:
            names.append(kept_name(one.name, names, WITH_SHEETS))
            shutil.copyfile(one, folder / names[-1])
    except OSError as error:
        uploads.abandon(folder)
        raise _not_opened(path, error) from error
    read_options = ReadOptions(dataset=_dataset_of(path, names))
    return uploads.take(owner, folder, read_options, names, lambda _upload: None, sheets=sheets)


def _not_opened(path: Path, error: OSError) -> UsageError:
    return UsageError(
        _("{path} cannot be opened: {why}."),
        mend=_("Check the name of the file; in a file manager, drag it into this window."),
        where=str(path),
        code="no-such-file",
        path=path,
        why=of_system(error),
    )


def _dataset_of(path: Path, names: Collection[str]) -> str | None:
    """Return the dataset of tables that do not name it themselves; None of anything else."""
    if any(Path(name.lower()).stem == _SAID_BY for name in names):
        return None
    formats = [format_of(name) for name in names]
    if not any(one is not None and one.kind == "table" for one in formats):
        return None
    return slug(path.resolve().name if path.is_dir() else path.stem)


def free_edition(taken: Collection[str], wanted: str | None = None) -> str:
    """Return the name of an edition that is not ``taken``: a number, after ``wanted`` if given.

    >>> free_edition(()), free_edition({"1", "2"}, "1"), free_edition({"2026"}, "2026")
    ('1', '3', '2026-2')
    """
    numbers = [int(one) for one in taken if _COUNT.fullmatch(one)]
    if wanted is None or _COUNT.fullmatch(wanted):
        return str(max(numbers, default=0) + 1)
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
