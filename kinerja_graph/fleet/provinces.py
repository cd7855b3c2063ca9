"""Which province a dataset is of: by a file, or by the code of a region at the start of its id."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.report.provinces import PROVINCES, Province, province_named, province_of_code
from kinerja_graph.texts import Text, _

Provinces = Callable[[str], Province | None]
_WHERE: Final = "--provinces"
_CODE: Final = "bad-provinces"
_NO_PROVINCE: Final = _("Line {line} of {path}: {name} is not one of the 38 provinces.")
_DATASET: Final = "dataset"
_PROVINCE: Final = ("province", "provinsi")


def read_provinces(path: Path | None) -> Provinces:
    """Return what tells the province of a dataset; a dataset that ``path`` names is where it says.

    The file is CSV (comma, semicolon or tab) in UTF-8 with the columns ``dataset`` and ``province``
    (or ``provinsi``): a code of two digits, or a name.

    Raises:
        UsageError: it cannot be read, a column is missing, or there is no such province.
    """
    named = {} if path is None else _read(path)
    return lambda dataset: named.get(dataset) or province_of_code(dataset)


def _read(path: Path) -> dict[str, Province]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            _("{path} cannot be read as a CSV file."),
            mend=_("Check that the file exists, may be read, and is UTF-8."),
            where=_WHERE,
            code=_CODE,
            path=path,
        ) from error
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    headings = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    dataset = headings.get(_DATASET)
    province = next((headings[name] for name in _PROVINCE if name in headings), None)
    if dataset is None or province is None:
        raise _refused(_("{path} does not have the columns dataset and province."), path)
    found: dict[str, Province] = {}
    for row in rows:
        name = (row[province] or "").strip()
        one = province_named(name)
        if one is None:
            raise _refused(_NO_PROVINCE, path, line=rows.line_num, name=name or "–")
        found[(row[dataset] or "").strip()] = one
    return found


def _refused(what: Text, path: Path, **facts: object) -> UsageError:
    return UsageError(
        what,
        mend=_("Write a row for each dataset: its id, and {example}."),
        where=_WHERE,
        code=_CODE,
        path=path,
        example=f"{PROVINCES['32'].code} / {PROVINCES['32'].name}",
        **facts,
    )
