"""A finding as shown in a picture."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_graph.render.status_colours import ToneName
from kinerja_graph.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One finding, attached to the box ``node_id`` (if no box has that id: listed, not drawn).

    ``other_id`` is the far end of the link concerned, or the missing unit; ``title`` is the title
    of the rule, ``message`` and ``remediation`` are its sentences with the facts filled in.
    ``severity`` is the tone in which it is shown: a severity, a change, or a verdict. ``cut_off`` is
    the number of results and tasks below a break (None: the rule does not count them), ``path`` the
    ids that the finding shows: for a cycle all its members, else what it is about.
    """

    node_id: str
    other_id: str | None
    rule: str
    severity: ToneName
    title: Text
    message: Text
    remediation: Text
    cut_off: int | None = None
    path: tuple[str, ...] = ()
