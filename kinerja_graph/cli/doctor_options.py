"""What ``doctor`` takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from kinerja_graph.cli.options import Option
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorOptions:
    """How far the examination goes."""

    start: Annotated[
        bool,
        Option(
            "--start",
            _("start the embedded engine if it is not running, so that it is checked too"),
        ),
    ] = False
