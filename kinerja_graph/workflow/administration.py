"""Manage keys, people and editions as an administrator of some or all datasets.

An administrator does not see grants in other datasets, cannot revoke a key that is also valid for
other datasets, and cannot grant a right that they do not hold themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kinerja_graph.accounts.rights import EVERY, GIVES, ROLES, Grant, Grants, Right, Role
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Progress, drop_found, silent
from kinerja_graph.texts import _
from kinerja_graph.workflow.access import (
    MAX_DAYS,
    AccountsDatabase,
    Key,
    Person,
    add_key,
    list_keys,
    list_people,
    note,
    revoke_key,
)
from kinerja_graph.workflow.edition_cache import EditionCache

MAX_NAME_LENGTH: Final = 200
MAX_DATASETS: Final = 100
_ROLES: Final[Mapping[str, Role]] = {one: one for one in ROLES}
_DAYS: Final = re.compile(r"[1-9][0-9]{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministeredKey:
    """A key as an administrator sees it.

    Attributes:
        key: the key, with only the grants that the administrator may see.
        beyond: whether it is also valid for datasets that they do not administer.
    """

    key: Key
    beyond: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRequest:
    """A request for a key, as typed; ``everywhere`` asks for all datasets."""

    name: str
    role: str
    datasets: Sequence[str]
    everywhere: bool
    days: str


def administered_keys(
    accounts: AccountsDatabase, own_grants: Grants
) -> tuple[AdministeredKey, ...]:
    """Return the keys valid for a dataset that ``own_grants`` administers, newest first."""
    found: list[AdministeredKey] = []
    for key in reversed(list_keys(accounts)):
        seen = _administered(key.grants, own_grants)
        if seen.held:
            beyond = len(seen.held) < len(key.grants.held)
            found.append(AdministeredKey(key=replace(key, grants=seen), beyond=beyond))
    return tuple(found)


def administered_people(accounts: AccountsDatabase, own_grants: Grants) -> tuple[Person, ...]:
    """Return the people with a role in a dataset that ``own_grants`` administers, sorted by name.

    Only their roles in those datasets are included. An administrator of all datasets also sees
    people without any role.
    """
    everything = own_grants.may(Right.ADMIN)
    found = [
        replace(one, grants=_administered(one.grants, own_grants)) for one in list_people(accounts)
    ]
    return tuple(one for one in found if everything or one.grants.held)


def grantable_roles(own_grants: Grants) -> tuple[Role, ...]:
    """Return the roles that ``own_grants`` may grant in any dataset."""
    return tuple(
        one
        for one in ROLES
        if any(_may_grant(own_grants, Grant(one, at)) for at in _administered_datasets(own_grants))
    )


def make_key(
    accounts: AccountsDatabase, own_grants: Grants, request: KeyRequest, *, by: str
) -> tuple[Key, str]:
    """Create the requested key; return it with its secret, which cannot be shown again.

    Raises:
        UsageError: the name, dataset or role is missing or invalid, it would be valid for too
            long, or it would have rights that ``own_grants`` does not have.
    """
    role = _ROLES.get(request.role)
    datasets = tuple(dict.fromkeys(one.strip() for one in request.datasets if one.strip()))
    days = request.days.strip()
    if (
        not request.name.strip()
        or len(request.name) > MAX_NAME_LENGTH
        or not request.name.isprintable()
    ):
        raise _missing_name()
    unclear = len(datasets) > MAX_DATASETS or not all(one.isprintable() for one in datasets)
    if role is None or request.everywhere is bool(datasets) or unclear:
        raise _missing_dataset()
    if not _DAYS.fullmatch(days) or int(days) > MAX_DAYS:
        raise _invalid_days()
    grants = tuple(Grant(role, one) for one in ((EVERY,) if request.everywhere else datasets))
    if EVERY in datasets or not all(_may_grant(own_grants, one) for one in grants):
        raise _not_allowed()
    return add_key(accounts, request.name, grants, days=int(days), by=by)


def end_key(accounts: AccountsDatabase, own_grants: Grants, name: str, *, by: str) -> bool:
    """Revoke a key at once; return False if it was revoked before.

    Raises:
        UsageError: no such key, or it is valid for datasets ``own_grants`` does not administer.
    """
    found = next(
        (one for one in administered_keys(accounts, own_grants) if one.key.id == name), None
    )
    if found is None or found.beyond:
        raise _no_key(name)
    return revoke_key(accounts, name, by=by)


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody acting as an administrator.

    Attributes:
        name: their name in the log of who did what.
        grants: their grants.
        accounts: the accounts database to log to; None if there is none.
    """

    name: str
    grants: Grants
    accounts: AccountsDatabase | None


@dataclass(frozen=True, slots=True)
class DroppedEditions:
    """The editions that were removed.

    Attributes:
        dropped: the editions.
    """

    dropped: tuple[EditionRef, ...]

    @classmethod
    def of(cls, gone: Sequence[Edition]) -> DroppedEditions:
        """Return what is told of editions that were removed."""
        return cls(tuple(EditionRef(one.dataset, one.edition, one.document) for one in gone))


def remove_editions(  # noqa: PLR0913
    store: Store,
    dataset: str,
    edition: str | None = None,
    document: str | None = None,
    *,
    by: Administrator,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Edition, ...]:
    """Remove an edition, or all editions of a dataset, on behalf of its administrator; log it.

    An edition goes with all of its documents, unless ``document`` names one of them.

    The waivers, baseline, log and keys of the dataset stay, since it may be loaded again.

    Raises:
        UsageError: they do not administer the dataset, whether or not it exists (``forbidden``);
            or there is no such dataset or edition (only names that they may see are given).
        StoreError: the database failed.
        AccountsError: it was removed, but this could not be logged.
    """
    if not by.grants.may(Right.ADMIN, dataset):
        raise _may_not_remove(by.name, dataset)
    meant = EditionRef(dataset, edition, document)
    gone = drop_found(store, _find(store, meant, by), settings=settings, progress=progress)
    if not gone:  # somebody else has removed it in the meantime
        _find(store, meant, by)
    if by.accounts is not None:
        for one in gone:
            note(by.accounts, by.name, "edition-removed", one.dataset, edition=one.edition)
    return gone


def _find(store: Store, meant: EditionRef, by: Administrator) -> tuple[Edition, ...]:
    """Return the snapshots that are meant."""
    return EditionCache(store).read().removable(meant, by.grants.seen)


def _administered(grants: Grants, own_grants: Grants) -> Grants:
    return Grants(tuple(one for one in grants.held if own_grants.may(Right.ADMIN, one.dataset)))


def _administered_datasets(own_grants: Grants) -> set[str]:
    return {one.dataset for one in own_grants.held}


def _may_grant(own_grants: Grants, wanted: Grant) -> bool:
    """Return whether ``own_grants`` administers the dataset and holds all rights of the role there.

    ``cypher`` sees all datasets, so it can only be granted for all of them.
    """
    if wanted.role == "cypher" and wanted.dataset != EVERY:
        return False
    needed = GIVES[wanted.role] | {Right.ADMIN}
    return all(own_grants.may(right, wanted.dataset) for right in needed)


def _missing_name() -> UsageError:
    return UsageError(
        _("The key has no suitable name."),
        mend=_("Say who or which system uses it, in at most {most} characters."),
        where="name",
        code="name-needed",
        most=MAX_NAME_LENGTH,
    )


def _missing_dataset() -> UsageError:
    return UsageError(
        _("It is not clear which role is given, and in which datasets."),
        mend=_("Choose a role; write the datasets, or choose all of them, not both."),
        where="dataset",
        code="datasets-needed",
    )


def _invalid_days() -> UsageError:
    return UsageError(
        _("A key is valid for 1 to {most} days."),
        mend=_("Choose another time; create a new key when the old one expires."),
        where="days",
        code="bad-days",
        most=MAX_DAYS,
    )


def _not_allowed() -> UsageError:
    return UsageError(
        _("You cannot grant a right that you do not have there yourself."),
        mend=_("Name datasets that you administer; free queries are given for all of them."),
        where="role, dataset",
        code="not-yours-to-give",
    )


def _no_key(name: str) -> UsageError:
    return UsageError(
        _("There is no key {name} that you can revoke."),
        mend=_(
            "A key that opens other datasets too is revoked by the administrator of the service."
        ),
        where=name,
        code="unknown-key",
        name=name,
    )


def _may_not_remove(name: str, dataset: str) -> UsageError:
    return UsageError(
        _("{name} may not remove editions of dataset {dataset}."),
        mend=_("Ask an administrator of the dataset to remove it."),
        where=dataset,
        code="forbidden",
        name=name,
        dataset=dataset,
    )
