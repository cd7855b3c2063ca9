"""Read the follow-ups of findings on this machine, for commands that do not serve people."""

from __future__ import annotations

from kinerja_graph.accounts import FILE
from kinerja_graph.audit.finding import FollowUp
from kinerja_graph.settings import Settings


def recorded_follow_ups(settings: Settings) -> tuple[FollowUp, ...]:
    """Return the follow-ups of all datasets in ``settings.home``; none without accounts database.

    Raises:
        AccountsError: the accounts database cannot be used.
    """
    if not (settings.home / FILE).exists():
        return ()
    # SQLAlchemy is loaded only where there is something to read: it takes half a second
    from kinerja_graph.workflow.access import accounts_database  # noqa: PLC0415
    from kinerja_graph.workflow.follow_ups import follow_ups_of  # noqa: PLC0415

    with accounts_database(settings) as accounts:
        return follow_ups_of(accounts)
