"""Authenticate and authorise callers: a route declares its permission by ``require_right``."""

from kinerja_api.access.caller import Caller
from kinerja_api.access.permissions import CallerDep, require_right
from kinerja_graph.accounts.rights import Right

__all__ = ["Caller", "CallerDep", "Right", "require_right"]
