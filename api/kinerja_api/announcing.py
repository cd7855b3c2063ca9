"""Tell webhooks of editions that were loaded and audited, in threads of their own.

What is to be told is kept in the accounts database, so that it survives a restart; of several
processes of a service each delivery is of one.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

from kinerja_api.access.logs import logger, on_one_line
from kinerja_api.database import Database
from kinerja_graph.accounts import webhooks
from kinerja_graph.accounts.webhooks import DueDelivery
from kinerja_graph.errors import KinerjaError, StoreError, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.access import AccountsDatabase
from kinerja_graph.workflow.upload import Upload
from kinerja_graph.workflow.webhooks import announce_loaded, attempt, audited_body

LOOK_SECONDS: Final = 1.0
"""How often it is looked whether a delivery is due."""
MOST_AT_ONCE: Final = 4
_END_SECONDS: Final = 5.0
_log = logger("kinerja_api.webhooks")


class Announcer:
    """Looks for due deliveries and sends them, a few at a time."""

    def __init__(self, accounts: AccountsDatabase, settings: Settings, database: Database) -> None:
        """Take what is needed; nothing is sent before ``begin``."""
        self._accounts = accounts
        self._settings = settings
        self._database = database
        self._ended = threading.Event()
        self._soon = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kinerja-webhooks", daemon=True)

    def begin(self) -> None:
        """Begin to look for due deliveries."""
        self._thread.start()

    def close(self) -> None:
        """Stop; what is still to be told is told after the next start."""
        self._ended.set()
        self._soon.set()
        if self._thread.is_alive():
            self._thread.join(_END_SECONDS)

    def announce(self, upload: Upload) -> None:
        """Announce that an upload was loaded."""
        if upload.dataset is None or upload.edition is None:
            return
        try:
            announce_loaded(self._accounts, upload.dataset, upload.edition, upload.loaded)
        except KinerjaError as error:
            _log.warning(on_one_line(error))
        self._soon.set()

    def _run(self) -> None:
        with ThreadPoolExecutor(MOST_AT_ONCE, "kinerja-webhook") as pool:
            while not self._ended.is_set():
                self._soon.wait(LOOK_SECONDS)
                self._soon.clear()
                try:
                    due = webhooks.claim_due(self._accounts, most=MOST_AT_ONCE)
                    more = [one for one in pool.map(self._tell, due) if one]
                except KinerjaError as error:
                    _log.warning(on_one_line(error))
                    continue
                if more:
                    self._soon.set()  # the next one of the same webhook

    def _tell(self, due: DueDelivery) -> bool:
        """Try one delivery; return whether another of its webhook may follow at once."""
        delivery = due.delivery
        if self._ended.is_set():
            return False
        if not due.body:
            body = self._made_body(due)
            if not body:
                return False
            due = replace(due, body=body)
        done = attempt(self._accounts, due, self._settings)
        _log.info(
            "webhook",
            webhook=delivery.webhook,
            delivery=delivery.number,
            status=done.status,
            error=done.error,
        )
        return done.error is None

    def _made_body(self, due: DueDelivery) -> str:
        """Return what is told of the audit of an edition; empty if there is nothing to tell now."""
        delivery = due.delivery
        try:
            store = self._database.require_store()
            body = audited_body(store, self._accounts, delivery, self._settings)
        except StoreError as error:  # it is tried again when its lease ends
            _log.warning(on_one_line(error))
            return ""
        except UsageError as error:  # it was removed meanwhile
            webhooks.note_attempt(
                self._accounts, delivery.number, status=None, error=error.code, again=None
            )
            return ""
        webhooks.make_body(self._accounts, delivery.number, body)
        return body
