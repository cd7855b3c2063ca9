"""``keys`` and ``users``: who may do what, and who did what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from rich import box
from rich.console import RenderableType
from rich.table import Table

from kinerja_graph.accounts.rights import EVERY
from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.texts import EMPTY, Language, Text, _

_NO_KEYS: Final = _(
    "There is no key yet. Create one: kinerja keys add NAME --role viewer --dataset D"
)
_NOBODY: Final = _(
    "There is nobody yet. Grant a role: kinerja users grant NAME --role viewer --dataset D"
)
_NO_ENTRIES: Final = _("The log is empty.")
_KEYS: Final = (
    _("Id"),
    _("Name"),
    _("Roles"),
    _("Valid until"),
    _("Used (UTC)"),
)
_PEOPLE: Final = (
    _("Name"),
    _("Roles"),
    _("Last sign-in (UTC)"),
)
_LOG: Final = (
    _("When (UTC)"),
    _("Who"),
    _("What"),
    _("Details"),
)
_STATES: Final[Mapping[str, tuple[Text, str]]] = {
    "valid": (EMPTY, ""),
    "expired": (_("ended"), "yellow"),
    "revoked": (_("revoked"), "red"),
}
_ALL: Final = _("all datasets")
_NONE: Final = _("no role")
_MADE: Final = _("Key {name} ({key}) is created and valid until {until}.")


def key_parts(found: Sequence[Mapping[str, Any]], language: Language) -> Iterator[RenderableType]:
    """The keys; ``found`` is the list of the JSON answer."""
    if not found:
        yield line(_NO_KEYS.say(language))
        return
    table = _headed(_KEYS, language, whole=(0,))
    for key in found:
        word, style = _STATES[key["state"]]
        until = line(_moment(key["expires_at"])[:10])
        if word.say(language):
            until.append(f" · {word.say(language)}", style)
        table.add_row(
            line(key["id"], "bold"),
            line(key["name"]),
            line(roles(key["grants"], language)),
            until,
            line(_moment(key["used_at"])),
        )
    yield table


def made_parts(key: Mapping[str, Any], secret: str, language: Language) -> Iterator[RenderableType]:
    """A key that was made just now, and its secret."""
    told = _MADE.say(language, name=key["name"], key=key["id"], until=key["expires_at"][:10])
    yield marked("good", told)
    yield line(f"  {roles(key['grants'], language)}", "dim")
    yield line(secret)


def person_parts(
    found: Sequence[Mapping[str, Any]], language: Language
) -> Iterator[RenderableType]:
    """The people; ``found`` is the list of the JSON answer."""
    if not found:
        yield line(_NOBODY.say(language))
        return
    table = _headed(_PEOPLE, language)
    for one in found:
        held = line(roles(one["grants"], language))
        table.add_row(line(one["name"], "bold"), held, line(_moment(one["seen_at"])))
    yield table


def log_parts(found: Sequence[Mapping[str, Any]], language: Language) -> Iterator[RenderableType]:
    """Entries of the log, newest first; ``found`` is the list of the JSON answer."""
    if not found:
        yield line(_NO_ENTRIES.say(language))
        return
    table = _headed(_LOG, language, whole=(0,))
    for one in found:
        facts = {"dataset": one["dataset"]} if one["dataset"] else {}
        told = (f"{name}: {_value(value)}" for name, value in (facts | one["facts"]).items())
        table.add_row(
            line(_moment(one["at"])), line(one["who"]), line(one["act"]), line(", ".join(told))
        )
    yield table


def roles(grants: Sequence[Mapping[str, str]], language: Language) -> str:
    """Roles with where they hold.

    >>> roles([{"role": "viewer", "dataset": "a"}, {"role": "viewer", "dataset": "b"}], "en")
    'viewer: a, b'
    """
    ordered = sorted(grants, key=lambda one: (one["role"], one["dataset"]))
    told = [
        f"{role}: {', '.join(_place(one['dataset'], language) for one in held)}"
        for role, held in groupby(ordered, key=lambda one: one["role"])
    ]
    return "; ".join(told) or _NONE.say(language)


def _place(dataset: str, language: Language) -> str:
    return _ALL.say(language) if dataset == EVERY else dataset


def _moment(text: str | None) -> str:
    return "–" if text is None else text[:16].replace("T", " ")


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _headed(headings: Sequence[Text], language: Language, whole: Sequence[int] = ()) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading.say(language), overflow="fold", no_wrap=number in whole)
    return table
