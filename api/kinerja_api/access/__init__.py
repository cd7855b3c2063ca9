"""Authenticate and authorise callers: a route declares the permission it needs with ``may``."""

from kinerja_api.access.allowing import CallerDep, may
from kinerja_api.access.caller import Caller
from kinerja_graph.accounts.rights import Right

__all__ = ["Caller", "CallerDep", "Right", "may"]
