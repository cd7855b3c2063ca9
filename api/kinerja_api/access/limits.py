"""How often somebody may ask, and how much they may send."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from kinerja_api.access.refusals import Refused
from kinerja_graph.errors import SettingsError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text

BODY_BYTES: Final = 10_000_000
"""Largest body of a request that sends no plan."""
BODY_SECONDS: Final = 60.0
"""A body of which nothing more came for so long is given up."""
_FORM_BYTES: Final = 1_000_000
_UPLOADS: Final = ("/uploads", "/explore/upload")


@dataclass(frozen=True, slots=True)
class Limiter:
    """The limits of rate of the settings; counted by caller or by address, in this process."""

    known: RateLimitItem | None
    unknown: RateLimitItem | None
    wrong: RateLimitItem | None
    _counter: FixedWindowRateLimiter = field(
        default_factory=lambda: FixedWindowRateLimiter(MemoryStorage())
    )

    @classmethod
    def of(cls, settings: Settings) -> Limiter:
        """Those of ``settings``.

        Raises:
            SettingsError: one of them is no rate.
        """
        return cls(
            _rate("rate", settings.rate),
            _rate("rate_unknown", settings.rate_unknown),
            _rate("rate_wrong", settings.rate_wrong),
        )

    def count(self, limit: RateLimitItem | None, who: str) -> None:
        """Counts one request of ``who``.

        Raises:
            Refused: there were too many; with how long to wait.
        """
        if limit is None or self._counter.hit(limit, who):
            return
        ends, _ = self._counter.get_window_stats(limit, who)
        raise too_many(max(1, math.ceil(ends - time.time())))


def largest_body(path: str, settings: Settings) -> int:
    """How many bytes a request to ``path`` may send."""
    if any(path == place or path.startswith(f"{place}/") for place in _UPLOADS):
        return settings.max_file_bytes + _FORM_BYTES
    return BODY_BYTES


def too_many(seconds: int) -> Refused:
    """The caller asks too often."""
    return Refused(
        HTTPStatus.TOO_MANY_REQUESTS,
        Text(id="Terlalu banyak permintaan.", en="There are too many requests."),
        Text(id=f"Coba lagi {seconds} detik lagi.", en=f"Try again in {seconds} seconds."),
        code="too-many-requests",
        headers={"Retry-After": str(seconds)},
    )


def too_large(most: int) -> Refused:
    """The body of the request is larger than it may be."""
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Text(id="Kiriman ini terlalu besar.", en="What was sent is too large."),
        Text(id=f"Kirim paling banyak {most} bita.", en=f"Send at most {most} bytes."),
        code="too-large",
        headers={"Connection": "close"},
    )


def too_slow() -> Refused:
    """The rest of the body did not come."""
    return Refused(
        HTTPStatus.REQUEST_TIMEOUT,
        Text(id="Kiriman terputus di tengah.", en="The rest of what is sent did not come."),
        Text(id="Kirim lagi seluruhnya.", en="Send it again as a whole."),
        code="body-timeout",
        headers={"Connection": "close"},
    )


def _rate(name: str, text: str) -> RateLimitItem | None:
    if not text.strip():
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise SettingsError(
            Text(
                id="Nilai pengaturan {name} tidak dapat dipakai: {text}.",
                en="The value of setting {name} cannot be used: {text}.",
            ),
            mend=Text(
                id="Tulis misalnya 600/minute, atau kosongkan: tanpa batas.",
                en="Write for example 600/minute, or leave it empty: no limit.",
            ),
            where=name,
            name=name,
            text=text,
        ) from error
