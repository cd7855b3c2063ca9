"""The desk: the explorer of one person at this machine, which ends when its pages are closed.

One browser gets in, by an address that opens once. Its pages keep a connection open; when none is
left, the service ends. Other callers, with whatever key or session, are refused (decision 0290).
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

from fastapi import Request

from kinerja_api.access.refusals import Refused
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.upload import Upload
from kinerja_graph.workflow.uploading import Uploads

GRACE_SECONDS: Final = 10.0
"""How long after its last page was closed the service ends: a reload takes less."""
LOST_SECONDS: Final = 600.0
"""The same if a page was lost without being closed: its browser failed, or put it to sleep."""
LOOK_SECONDS: Final = 0.25
_CLOSING_SECONDS: Final = 10.0
"""How far apart a page's word that it is closed and the end of its connection may be."""
_MOST_COUNTED: Final = 1.0
"""The most that passes between two looks: a machine that slept longer was not waiting."""


class Presence:
    """How many connections of pages are open, and for how long there has been none."""

    def __init__(self) -> None:
        """Start without any: until the first page comes, it is waited for without end."""
        self._connections = 0
        self._was_here = False
        self._is_closed = False
        self._left_at = float("-inf")
        self._quiet = 0.0
        self._looked_at: float | None = None

    def enter(self) -> None:
        """Count a connection."""
        self._connections += 1
        self._was_here = True
        self._is_closed = False
        self._quiet = 0.0

    def leave(self, now: float) -> None:
        """Stop counting a connection, at ``now`` by the monotonic clock."""
        self._connections -= 1
        self._is_closed = now - self._left_at < _CLOSING_SECONDS

    def close(self, now: float) -> None:
        """Record that a page said at ``now`` that it is closed or left for another page."""
        self._left_at = now
        if not self._connections:
            self._is_closed = True

    def is_over(self, now: float) -> bool:
        """Tell whether nobody is there any more; call it regularly."""
        passed = 0.0 if self._looked_at is None else now - self._looked_at
        self._looked_at = now
        if self._connections or not self._was_here:
            return False
        self._quiet += min(passed, _MOST_COUNTED)
        return self._quiet >= (GRACE_SECONDS if self._is_closed else LOST_SECONDS)


class Desk:
    """The one person of a service, by the address that let their browser in.

    Attributes:
        host: the only ``Host`` that is accepted, with its port.
        home: the folder of what is kept.
        on_finish: called once, when the service is to end.
        presence: of their pages.
        is_finished: whether the service is to end.
        loaded: the edition that each upload was loaded as, by its id.
        upload: the id of the file that was opened with it, or of its last state; None: none was.
    """

    def __init__(
        self,
        port: int,
        home: Path,
        language: Language,
        open_file: Callable[[Uploads], Upload] | None = None,
    ) -> None:
        """Make a new address.

        Args:
            port: the port that it listens at.
            home: the folder of what is kept.
            language: of its first page: that of the window in which it was started.
            open_file: sends the file that was named with the command; None: none was.
        """
        self.host = f"127.0.0.1:{port}"
        self.home = home
        self.upload: str | None = None
        self._language = language
        self._open_file = open_file
        self.presence = Presence()
        self.is_finished = False
        self.loaded: dict[str, tuple[str, str]] = {}
        self._cookie = f"kinerja_desk_{port}"
        self.on_finish: Callable[[], object] = lambda: None
        self._word: str | None = secrets.token_urlsafe(32)
        self._lock = threading.Lock()

    @property
    def cookie_name(self) -> str:
        """The name of its session's cookie: a browser has one set for all ports of a machine."""
        return self._cookie

    @property
    def opening_url(self) -> str:
        """The address that opens it once: the page of its file, or of where to drop one."""
        path = "/desk" if self.upload is None else f"/desk/{self.upload}"
        return f"http://{self.host}{path}?token={self._word}&lang={self._language}"

    @property
    def has_file(self) -> bool:
        """Whether a file was named, which can be read again."""
        return self._open_file is not None

    def open_first(self, uploads: Uploads) -> Upload | None:
        """Send the file that was named with the command, as it is now; None: none was named.

        Raises:
            UsageError: too many are open, or it cannot be read any more.
        """
        if self._open_file is None:
            return None
        found = self._open_file(uploads)
        self.upload = found.id
        return found

    def admit(self, word: str) -> None:
        """Accept the word of the address, once.

        Raises:
            Refused: it is another word, or was used already.
        """
        with self._lock:
            known = self._word
            if known is None or not hmac.compare_digest(
                word.encode("utf-8", "replace"), known.encode()
            ):
                raise not_admitted()
            self._word = None

    def check_host(self, header: str) -> None:
        """Refuse a request for another host: a page of another site may use its own name for us.

        Raises:
            Refused: it is another host, or another port.
        """
        if header != self.host:
            raise Refused(
                HTTPStatus.MISDIRECTED_REQUEST,
                _("This page is reached at another address."),
                _("Use the address that kinerja open printed."),
                code="wrong-host",
                where="Host",
            )

    @contextmanager
    def visited(self) -> Generator[None]:
        """Count a connection of pages while the block runs."""
        self.presence.enter()
        try:
            yield
        finally:
            self.presence.leave(time.monotonic())

    def finish(self) -> None:
        """End the service, soon."""
        if not self.is_finished:
            self.is_finished = True
            self.on_finish()

    async def watch(self, is_busy: Callable[[], bool]) -> None:
        """End the service once nobody is there any more and it is not busy."""
        while not self.is_finished:
            await asyncio.sleep(LOOK_SECONDS)
            if self.presence.is_over(time.monotonic()) and not is_busy():
                self.finish()


def desk_of(request: Request) -> Desk | None:
    """Return the desk of the service that got ``request``; None of an ordinary service."""
    found: Desk | None = getattr(request.app.state, "desk", None)
    return found


def not_admitted() -> Refused:
    """Return the refusal of whoever is not the one person of a desk."""
    return Refused(
        HTTPStatus.FORBIDDEN,
        _("This page belongs to one browser window, and this is another one."),
        _(
            "The address opens once. Go back to the window that it opened, or run kinerja open "
            "again and use the new address."
        ),
        code="not-this-window",
    )
