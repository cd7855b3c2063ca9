"""Who is calling, and what they may do: a route declares it with ``may``."""

from kinerja_api.access.allowing import CallerDep, may
from kinerja_api.access.caller import Caller
from kinerja_graph.accounts.rights import Right

__all__ = ["Caller", "CallerDep", "Right", "may"]
