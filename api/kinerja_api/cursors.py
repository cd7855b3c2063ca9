"""Cursors: where a page of a list ended, said by its last rows and not by their number.

So a list that changes between two pages neither repeats nor skips a row that stays in it. A cursor
is signed, belongs to one question, and stays with the edition of the first page (decision 0320).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

from fastapi import Request
from itsdangerous import BadData, URLSafeSerializer

from kinerja_graph.errors import UsageError
from kinerja_graph.library.plain import as_mapping
from kinerja_graph.texts import _
from kinerja_graph.workflow.access import AccountsDatabase, word

_PURPOSE: Final = "cursors"
_REMEMBERED: Final = 12
"""How many of the last rows a cursor names: if some of them go, the next one before serves."""
_DIGITS: Final = 12
_FREE: Final = frozenset({"limit", "cursor", "lang"})
"""Query parameters that may differ from page to page."""
_IDENTIFYING: Final = frozenset({
    "fingerprint", "dataset", "edition", "label", "type", "id", "from", "to", "rule", "agency",
    "outcome", "number", "year", "subject", "other", "position", "unit", "column", "row",
})  # fmt: skip
"""Keys that say which row it is; the rest of a row is what is told about it."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended.

    Attributes:
        question: digest of what was asked.
        rows: digests of the last rows, the last one first.
        dataset, edition: the edition whose rows they are; None for lists over editions.
    """

    question: str
    rows: tuple[str, ...]
    dataset: str | None = None
    edition: str | None = None

    def start(self, rows: Sequence[object]) -> int:
        """Return the position of the first row after the page.

        Raises:
            UsageError: none of the rows that it names is left (``cursor-outdated``).
        """
        places = {digest: place for place, digest in enumerate(_digests(rows))}
        for digest in self.rows:
            if digest in places:
                return places[digest] + 1
        raise UsageError(
            _("The list has changed so much that the next page cannot be told."),
            mend=_("Begin again with the first page."),
            where="cursor",
            code="cursor-outdated",
        )


class Cursors:
    """Signs cursors and reads them."""

    def __init__(self, accounts: AccountsDatabase) -> None:
        """Take the accounts database, which keeps the secret."""
        self._accounts = accounts

    def after(
        self, request: Request, data: Mapping[str, Any], rows: Sequence[object], end: int
    ) -> str:
        """Return the cursor of the page that ends before ``end`` in ``rows`` of an answer."""
        last = list(_digests(rows[:end]))[-_REMEMBERED:]
        cursor = Cursor(
            _digest_of_question(request),
            tuple(reversed(last)),
            _text(data.get("dataset")),
            _text(data.get("edition")),
        )
        return str(self._signer.dumps(asdict(cursor)))

    def read(self, request: Request, text: str) -> Cursor:
        """Return the cursor that a request names.

        Raises:
            UsageError: it was not signed here, or belongs to another question (``bad-cursor``).
        """
        try:
            told = as_mapping(self._signer.loads(text))
        except (BadData, UnicodeError):
            told = None
        if told is None:
            raise _bad(_("The cursor is damaged."))
        cursor = Cursor(**{**told, "rows": tuple(told["rows"])})
        if cursor.question != _digest_of_question(request):
            raise _bad(_("The cursor belongs to another question."))
        return cursor

    @cached_property
    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(word(self._accounts, _PURPOSE), salt=_PURPOSE)


def cursors_of(request: Request) -> Cursors:
    """Return what signs the cursors of the service."""
    found: Cursors = request.app.state.cursors
    return found


def _digests(rows: Sequence[object]) -> Iterator[str]:
    """Yield what identifies each row; equal rows are told apart by their number."""
    seen = Counter[str]()
    for row in rows:
        text = json.dumps(_identity(row), sort_keys=True, ensure_ascii=True, default=str)
        seen[text] += 1
        whole = f"{text}\0{seen[text]}"
        yield hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]


def _identity(row: object) -> object:
    facts = as_mapping(row)
    if facts is None:
        return row
    found = {name: _identity(facts[name]) for name in _IDENTIFYING & facts.keys()}
    return found or dict(facts)


def _digest_of_question(request: Request) -> str:
    asked = sorted(
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in _FREE and value
    )
    text = json.dumps([request.scope["path"], asked])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[: 2 * _DIGITS]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _bad(what: Any) -> UsageError:
    return UsageError(
        what,
        mend=_("Take it unchanged from page.cursor, and repeat the other parameters."),
        where="cursor",
        code="bad-cursor",
    )
