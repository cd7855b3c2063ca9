"""One check: its result, and how to fix it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text

Verdict = Literal["ok", "warning", "error", "skipped"]
Facts = Mapping[str, Any]


@json_keys("id", "status=verdict", "message", "remedy=mend", "facts")
@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check.

    Attributes:
        id: a short name for scripts, in kebab case.
        verdict: in order; usable with a reservation; broken and needed; or not checked, or not
            needed here.
        message: one sentence, facts filled in.
        mend: what to do about it; None if there is nothing to do.
        facts: what was measured, for scripts.
    """

    id: str
    verdict: Verdict
    message: Text
    mend: Text | None = None
    facts: Facts = field(default_factory=dict[str, Any])
