"""The *node* of contract §4: find records by id and describe them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described, describe
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.derive import fold
from kinerja_graph.model.edition import Edition, edition_gone
from kinerja_graph.model.nodes import id_of, reference
from kinerja_graph.texts import _

NEAREST: Final = 3
_LIKE_ENOUGH: Final = 0.6
_CONTAINED: Final = 0.9
_PERHAPS: Final = _("Perhaps you mean: {listed}.")
_NONE_LIKE: Final = _("Check the id in the plan files; no id or name is similar.")


@dataclass(frozen=True, slots=True)
class Found:
    """A record of the edition: its label, its id, and its key in the graph."""

    label: str
    id: str
    key: str


def key_of(edition: Edition, name: str) -> str:
    """Return the key of the record ``name`` (an id) in the graph."""
    return f"{edition.scope}/{name}"


def find(reader: Reader, edition: Edition, name: str) -> Found:
    """Return the record whose id is ``name``.

    Raises:
        UsageError: there is none (``unknown-id``); the error suggests similar ids.
    """
    key = key_of(edition, name)
    rows = reader.read(named("find-record"), key=key)
    if rows:
        return Found(rows[0]["label"], rows[0]["id"], key)
    raise unknown_id(reader, edition, name)


def unknown_id(reader: Reader, edition: Edition, name: str) -> UsageError:
    """Return the error for an unknown id; it suggests similar ids."""
    records = reader.read(named("find-names"), scope=edition.scope)
    if any(record["id"] == name for record in records):
        return UsageError(
            _("“{name}” is a programme; no chain leads to it or on from it."),
            mend=_("Ask for the results that it serves, or fill a form."),
            where=f"{edition.dataset} {edition.edition}",
            code="no-chain",
            name=name,
        )
    return _unknown(edition, name, nearest(name, records))


def require_agencies(reader: Reader, editions: Sequence[Edition], names: Iterable[str]) -> None:
    """Check that every id is an agency in at least one of the editions.

    Raises:
        UsageError: one of them is an agency in none (``unknown-id``).
    """
    unknown = list(dict.fromkeys(names))
    for edition in editions:
        if unknown:
            units = describe(reader, edition.scope, "Unit", unknown)
            unknown = [one for one in unknown if one not in units or one not in units[one].agencies]
    if unknown:
        raise unknown_agency(reader, editions[0], unknown[0])


def unknown_agency(reader: Reader, edition: Edition, name: str) -> UsageError:
    """Return the error for an id that is not an agency; it suggests agencies.

    They are the agency that the unit ``name`` belongs to, or else those with a similar id or name.
    """
    units = read_packed(reader, named("find-units"), scope=edition.scope)
    agencies = {unit["id"]: unit for unit in units if unit["agency"] == unit["id"]}
    unit = next((one for one in units if one["id"] == name), None)
    if unit is not None and unit["agency"] in agencies:
        near: Sequence[Mapping[str, Any]] = [agencies[unit["agency"]]]
    else:
        near = nearest(name, agencies.values())
    return UsageError(
        _("There is no agency with the id “{name}”.")
        if unit is None
        else _("“{name}” is a unit, but not an agency: its kind is neither opd nor external."),
        mend=_PERHAPS if near else _("Give the id of an agency; kinerja matrix lists them."),
        where=f"{edition.dataset} {edition.edition}",
        code="unknown-id",
        **_facts(name, near),
    )


def nearest(wanted: str, records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return up to three records (``id``, ``name``) whose id or name is most similar to ``wanted``.

    Both are folded first, so case and white space do not matter; a name that contains the text
    counts as very similar. Best first, ties by id.
    """
    text = fold(wanted) or ""
    matcher = SequenceMatcher(b=text, autojunk=False)
    scored = [(-_likeness(matcher, text, record), record["id"], record) for record in records]
    scored = [item for item in scored if -item[0] >= _LIKE_ENOUGH]
    return [record for _, _, record in sorted(scored, key=lambda item: item[:2])[:NEAREST]]


def _likeness(matcher: SequenceMatcher[str], text: str, record: Mapping[str, Any]) -> float:
    best = 0.0
    for candidate in (fold(record["id"]), fold(record["name"])):
        if not candidate or not text:
            continue
        if text in candidate:
            best = max(best, _CONTAINED)
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def _unknown(edition: Edition, name: str, near: Sequence[Mapping[str, Any]]) -> UsageError:
    return UsageError(
        _("There is no record with the id “{name}”."),
        mend=_PERHAPS if near else _NONE_LIKE,
        where=f"{edition.dataset} {edition.edition}",
        code="unknown-id",
        **_facts(name, near),
    )


def _facts(name: str, near: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the error for an unknown id says of it and of similar ones."""
    listed = (
        f"{record['id']} («{record['name']}»)" if record["name"] else record["id"]
        for record in near
    )
    return {
        "name": name,
        "listed": ", ".join(listed),
        "nearest": [record["id"] for record in near],
        "nearest_names": {record["id"]: record["name"] for record in near},
    }


def describe_all(
    reader: Reader, edition: Edition, labels: Mapping[str, str]
) -> dict[str, Described]:
    """Describe every record of ``labels`` (label by what names it); return them likewise.

    Raises:
        EditionGone: the snapshot was removed while it was being read.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for name, label in labels.items():
        wanted[label].append(name)
    known: dict[str, Described] = {}
    for label, ids in sorted(wanted.items()):
        found = describe(reader, edition.scope, label, [id_of(label, one) for one in ids])
        known.update({reference(label, one): record for one, record in found.items()})
    if len(known) < len(labels):
        raise edition_gone(edition)
    return known
