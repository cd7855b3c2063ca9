"""``keys`` and ``users``: who may do what in the service, and who did what."""

from __future__ import annotations

from typing import Final

from kinerja_graph.cli.access_options import (
    KeyArgument,
    KeyArguments,
    LogOptions,
    PersonArgument,
    RoleOptions,
)
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.access import (
    key_parts,
    log_parts,
    made_parts,
    person_parts,
    roles,
)
from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow import access as use

_SAVE: Final = _("Save it now: this key cannot be shown again.")
_REVOKED: Final = _("Key {key} is revoked.")
_ALREADY: Final = _("Key {key} was revoked before.")
_HOLDS: Final = _("{name}: {roles}")
_WITHDRAWN: Final = _("Roles revoked from {name}: {number}.")
_FORGOTTEN: Final = _("{name} is removed; their sessions are over.")


def keys_add(context: CommandContext, what: KeyArguments, where: RoleOptions) -> int:
    """Create a key and show its secret once."""
    grants = use.build_grants(where.role, where.dataset, everywhere=where.everywhere)
    with use.accounts_database(context.settings) as accounts:
        key, secret = use.add_key(
            accounts, what.name, grants, days=what.days, by=use.operating_system_user()
        )
    if context.json:
        context.data(use.MadeKey(key, secret))
    else:
        context.answer(*made_parts(key, secret, context.language))
        context.note(line(context.say(_SAVE), "bold"))
    return 0


def keys_list(context: CommandContext) -> int:
    """List the keys, without their secrets, which nobody knows."""
    with use.accounts_database(context.settings) as accounts:
        keys = use.list_keys(accounts)
    if context.json:
        context.data(use.KeyList(keys))
    else:
        context.answer(*key_parts(keys, context.language))
    return 0


def keys_revoke(context: CommandContext, what: KeyArgument) -> int:
    """Revoke a key, effective at once."""
    with use.accounts_database(context.settings) as accounts:
        done = use.revoke_key(accounts, what.key, by=use.operating_system_user())
    if context.json:
        context.data(use.RevokedKey(what.key, done))
    else:
        _good(context, _REVOKED if done else _ALREADY, key=what.key)
    return 0


def users_list(context: CommandContext) -> int:
    """List the people who may sign in, and their roles."""
    with use.accounts_database(context.settings) as accounts:
        people = use.list_people(accounts)
    if context.json:
        context.data(use.PersonList(people))
    else:
        context.answer(*person_parts(people, context.language))
    return 0


def users_grant(context: CommandContext, who: PersonArgument, where: RoleOptions) -> int:
    """Grant a role to a person, even before their first sign-in."""
    grants = use.build_grants(where.role, where.dataset, everywhere=where.everywhere)
    with use.accounts_database(context.settings) as accounts:
        person = use.grant_roles(accounts, who.name, grants, by=use.operating_system_user())
    if context.json:
        context.data(use.GrantedPerson(person))
    else:
        held = roles(person.grants.held, context.language)
        _good(context, _HOLDS, name=person.name, roles=held)
    return 0


def users_withdraw(context: CommandContext, who: PersonArgument, where: RoleOptions) -> int:
    """Withdraw a role, effective at once."""
    grants = use.build_grants(where.role, where.dataset, everywhere=where.everywhere)
    with use.accounts_database(context.settings) as accounts:
        number = use.withdraw_roles(accounts, who.name, grants, by=use.operating_system_user())
    if context.json:
        context.data(use.WithdrawnRoles(who.name, number))
    else:
        _good(context, _WITHDRAWN, number=number, name=who.name)
    return 0


def users_forget(context: CommandContext, who: PersonArgument) -> int:
    """Remove a person with their roles and sessions."""
    with use.accounts_database(context.settings) as accounts:
        use.forget_person(accounts, who.name, by=use.operating_system_user())
    if context.json:
        context.data(use.ForgottenPerson(who.name))
    else:
        _good(context, _FORGOTTEN, name=who.name)
    return 0


def users_log(context: CommandContext, part: LogOptions) -> int:
    """Show who did what, newest first."""
    with use.accounts_database(context.settings) as accounts:
        entries = use.entries(accounts, limit=part.limit, dataset=part.dataset)
    if context.json:
        context.data(use.EntryList(entries))
    else:
        context.answer(*log_parts(entries, context.language))
    return 0


def _good(context: CommandContext, text: Text, **facts: object) -> None:
    context.answer(marked("good", context.say(text, **facts)))
