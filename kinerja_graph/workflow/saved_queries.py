"""Save free queries by name, list them, and remove them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from kinerja_graph.accounts import saved_queries as kept
from kinerja_graph.accounts.database import AccountsDatabase
from kinerja_graph.accounts.rights import Grants, Right
from kinerja_graph.accounts.saved_queries import SavedQuery
from kinerja_graph.accounts.saved_queries import found as queries_of
from kinerja_graph.errors import UsageError
from kinerja_graph.store.guard import check_free
from kinerja_graph.texts import _

__all__ = [
    "LONGEST_NAME",
    "QuerySaver",
    "SavedQuery",
    "SavedQueryList",
    "may_change",
    "queries_of",
    "remove_query",
    "save_query",
]

LONGEST_NAME: Final = 100
"""The maximum length of the name of a query."""
MOST: Final = 1_000
"""The maximum number of saved queries."""
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class SavedQueryList:
    """Saved queries, by name.

    Attributes:
        queries: the queries.
    """

    queries: tuple[SavedQuery, ...]


@dataclass(frozen=True, slots=True)
class QuerySaver:
    """Who saves or removes a query, and what they may do."""

    name: str
    grants: Grants


def may_change(query: SavedQuery, who: QuerySaver) -> bool:
    """Tell whether somebody may replace or remove a query: its author, or an administrator.

    An administrator of one dataset may change what was saved for that dataset alone.
    """
    return query.saved_by == who.name or who.grants.may(Right.ADMIN, query.dataset)


def save_query(
    accounts: AccountsDatabase, name: str, dataset: str | None, cypher: str, *, who: QuerySaver
) -> SavedQuery:
    """Save the statement ``cypher`` as ``name`` for a dataset, or for any (None).

    Raises:
        StatementRefused: it is not one query; whether it only reads is decided when it runs.
        UsageError: the name cannot be used, it is the name of somebody else's query, or there are
            too many.
        AccountsError: the accounts database cannot be written.
    """
    chosen = " ".join(name.split())
    if not 0 < len(chosen) <= LONGEST_NAME or any(
        unicodedata.category(one) in {"Cc", "Cf", "Cs"} for one in chosen
    ):
        raise UsageError(
            _("A query cannot be saved under this name."),
            mend=_("Give it a name of 1 to {n} visible characters.").filled(n=LONGEST_NAME),
            where="name",
            code="bad-value",
        )
    check_free(cypher)
    before = kept.find(accounts, chosen, dataset)
    if before is not None and not may_change(before, who):
        raise _not_yours(before)
    if before is None and kept.count(accounts) >= MOST:
        raise UsageError(
            _("There are {n} saved queries already; no more are kept.").filled(n=MOST),
            mend=_("Remove one that is no longer needed."),
            where=chosen,
            code="too-many-queries",
        )
    return kept.save(accounts, chosen, dataset, cypher, who=who.name)


def remove_query(
    accounts: AccountsDatabase, name: str, dataset: str | None, *, who: QuerySaver
) -> SavedQuery:
    """Remove the query ``name`` of a dataset, or of any (None); return what it was.

    Raises:
        UsageError: there is none (``unknown-query``), or it is somebody else's.
        AccountsError: the accounts database cannot be written.
    """
    before = kept.find(accounts, name, dataset)
    if before is None:
        raise _unknown(accounts, name, dataset)
    if not may_change(before, who):
        raise _not_yours(before)
    kept.remove(accounts, name, dataset, who=who.name)
    return before


def _not_yours(query: SavedQuery) -> UsageError:
    return UsageError(
        _("The query {name} was saved by {by}."),
        mend=_("Choose another name, or ask them or an administrator to change it."),
        where=query.name,
        code="not-your-query",
        name=query.name,
        by=query.saved_by,
    )


def _unknown(accounts: AccountsDatabase, name: str, dataset: str | None) -> UsageError:
    names = [one.name for one in queries_of(accounts, dataset)]
    return UsageError(
        _("There is no saved query called {name}."),
        mend=_("See the list of saved queries."),
        where=name,
        code="unknown-query",
        name=name,
        nearest=get_close_matches(name, names, n=_NEAREST),
    )
