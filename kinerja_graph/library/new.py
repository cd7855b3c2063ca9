"""Create a custom rule: a rule file and a case file that pass from the start."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.library.locate import library_folder
from kinerja_graph.texts import _

TEMPLATE: Final = "new-rule"
ENDINGS: Final = (".cypher", ".yaml")
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def skeleton(name: str, taken: Iterable[str]) -> dict[str, str]:
    """Return the texts of the two files of a rule ``name``, by file name.

    ``taken`` holds the ids of existing rules.

    Raises:
        UsageError: ``name`` is not a valid id, or is taken.
    """
    if not _ID.fullmatch(name):
        raise UsageError(
            _("“{name}” is not an id of a rule."),
            mend=_("Use lower-case letters, digits and hyphens, such as late-report."),
            where=name,
            code="bad-rule-id",
            name=name,
        )
    if name in set(taken):
        raise UsageError(
            _("Id {name} is already used."),
            mend=_("Choose another id; ids of the product's rules cannot be used again."),
            where=name,
            code="rule-id-taken",
            name=name,
        )
    return {f"{name}{ending}": _template(ending).replace(TEMPLATE, name) for ending in ENDINGS}


def _template(ending: str) -> str:
    path: Path = library_folder("template") / f"{TEMPLATE}{ending}"
    return path.read_text(encoding="utf-8")
