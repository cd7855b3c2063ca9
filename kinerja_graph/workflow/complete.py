"""An audit in which no rule failed, where less is of no use."""

from __future__ import annotations

from kinerja_graph.audit.finding import Audit
from kinerja_graph.errors import AuditError
from kinerja_graph.texts import _


def complete(found: Audit) -> Audit:
    """``found``, in which every rule ran or had nothing to look at.

    Raises:
        AuditError: a rule failed.
    """
    if not found.failed:
        return found
    raise AuditError(
        _("The audit is incomplete; rules failed: {rules}."),
        mend=_("Try again; if it keeps failing, report why the rule failed."),
        where=f"{found.dataset} {found.edition}",
        rules=", ".join(run.id for run in found.failed),
    )
