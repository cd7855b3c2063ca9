"""Format times as each language writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from kinerja_graph.texts import Language

_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "id": (
        "Januari", "Februari", "Maret", "April",
        "Mei", "Juni", "Juli", "Agustus",  # codespell:ignore
        "September", "Oktober", "November", "Desember",  # codespell:ignore
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
}  # fmt: skip
_AT: Final[dict[Language, str]] = {"id": " pukul ", "en": " at "}
_HOUR_MARK: Final[dict[Language, str]] = {"id": ".", "en": ":"}


def moment(time: datetime, language: Language) -> str:
    """Format a time with its UTC offset.

    >>> moment(datetime(2026, 11, 5, 9, 4, tzinfo=UTC), "id")
    '5 November 2026 pukul 09.04 UTC'
    """
    day = f"{time.day} {_MONTHS[language][time.month - 1]} {time.year}"
    clock = f"{time.hour:02d}{_HOUR_MARK[language]}{time.minute:02d}"
    return f"{day}{_AT[language]}{clock} {_offset(time)}"


def read_moment(text: str, language: Language) -> str:
    """Format a time of the graph (ISO 8601 in UTC) for readers; other texts stay as they are."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(time if time.tzinfo else time.replace(tzinfo=UTC), language)


def _offset(time: datetime) -> str:
    offset = time.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours:02d}:{rest:02d}"
