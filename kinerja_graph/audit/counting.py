"""Count the populations of one edition once each, and in one query if many are needed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any, Final

from kinerja_graph.errors import KinerjaError, Unavailable
from kinerja_graph.library.populations import shared
from kinerja_graph.library.statement import Reader, Statement

logger = logging.getLogger(__name__)
FEW: Final = 3
"""Up to this many populations are counted one by one; more are combined where possible."""


class Populations:
    """Counts populations of one edition, running each query only once."""

    def __init__(
        self, reader: Reader, edition: Mapping[str, Any], wanted: Iterable[Statement]
    ) -> None:
        """Run nothing yet.

        Args:
            reader: runs reading statements.
            edition: the edition's parameters that a statement may use, by name.
            wanted: the queries that will be needed, possibly repeated.
        """
        self._reader = reader
        self._edition = edition
        texts = {query.text for query in wanted} & shared().keys()
        each = Counter(shared()[text][0].name for text in texts)
        self._together = {
            text: shared()[text][0] for text in texts if each[shared()[text][0].name] > FEW
        }
        self._known: dict[str, int] = {}
        self._turns: dict[str, Lock] = {}

    def count(self, query: Statement) -> int:
        """Return the result of the counting ``query`` for the edition.

        Raises:
            KinerjaError: the statement failed.
        """
        together = self._together.get(query.text)
        with self._turns.setdefault((together or query).text, Lock()):
            if together is not None and query.text not in self._known:
                self._ask_together(together)
            if query.text not in self._known:
                rows = self._asked(query)
                self._known[query.text] = int(rows[0]["population"]) if rows else 0
            return self._known[query.text]

    def _ask_together(self, together: Statement) -> None:
        """Count everything that ``together`` counts; if it fails, count one by one from now on."""
        mine = {text: column for text, (one, column) in shared().items() if one is together}
        try:
            rows = self._asked(together)
        except Unavailable:
            raise
        except KinerjaError as error:
            logger.warning("%s failed: %s", together.name, error)
            for text in mine:
                self._together.pop(text, None)
            return
        for row in rows:
            self._known |= {text: int(row[column]) for text, column in mine.items()}

    def _asked(self, query: Statement) -> list[dict[str, Any]]:
        if query.parameters and all(self._edition[name] == () for name in query.parameters):
            return []  # of an edition without documents there is nothing to ask
        return self._reader.read(query, **{name: self._edition[name] for name in query.parameters})
