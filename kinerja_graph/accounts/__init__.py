"""The accounts database, one SQLite file: permissions, waivers, follow-ups, notes, the log."""

from __future__ import annotations

from typing import Final

FILE: Final = "kinerja.sqlite"
"""The name of that file in the home folder."""
