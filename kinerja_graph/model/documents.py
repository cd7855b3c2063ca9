"""The documents of an edition: their codes, other words for them, and their fixed order."""

from __future__ import annotations

import re
from typing import Final

PLAN: Final = "plan"
"""The code of the plan itself (pohon kinerja, cascading); nobody states it."""
CODES: Final = (PLAN, "rpjmd", "renstra", "rkpd", "renja", "iku", "pk", "renaksi", "dpa")
"""The known codes, in their order; any other code comes after these."""
_OTHER_WORDS: Final = {
    "perjanjian-kinerja": "pk",
    "rencana-aksi": "renaksi",
    "rka": "dpa",
}
_GAP: Final = re.compile(r"[\s_-]+")
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLACES: Final = {code: place for place, code in enumerate(CODES)}
_LONGEST: Final = 100


def document_code(text: str) -> str | None:
    """Return the code that ``text`` stands for; None if it is none.

    >>> document_code(" Perjanjian_Kinerja "), document_code("Lampiran 2"), document_code("PK/2026")
    ('pk', 'lampiran-2', None)
    """
    code = _GAP.sub("-", text.strip().casefold()).strip("-")
    if len(code) > _LONGEST or not _CODE.fullmatch(code):
        return None
    return _OTHER_WORDS.get(code, code)


def document_order(code: str) -> tuple[int, str]:
    """Return the sort key of a code.

    >>> sorted(["pk", "lampiran", "plan", "iku"], key=document_order)
    ['plan', 'iku', 'pk', 'lampiran']
    """
    return _PLACES.get(code, len(CODES)), code
