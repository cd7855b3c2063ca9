"""Check the rows of a rule against its header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.errors import AuditError
from kinerja_graph.library.rules import DOCUMENT, RESERVED, Rule
from kinerja_graph.texts import _

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "list": (list,),
    "map": (dict,),
}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a hit: its label (None if it is not a record) and its id.

    ``document`` is the code of the document that has it, of rules about several.
    """

    label: str | None
    id: str
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row of a rule: the subject, possibly a far end, and the facts about them.

    ``facts`` are available to the sentences; ``data`` are those that the finding keeps.
    """

    ends: tuple[End, ...]
    path: tuple[str, ...]
    cut_off: int | None
    origin: str | None
    facts: Mapping[str, Any]
    data: Mapping[str, Any]


def hits(rule: Rule, rows: Sequence[Mapping[str, Any]]) -> tuple[Hit, ...]:
    """Convert the rows of ``rule`` to hits, in the same order.

    A column ``path`` holds the members of a group: it is sorted by code point here, and if the
    subject can have only one label, it is the smallest member, whatever the engine's order. Of
    several documents it is the record that the row names: ids alone do not say of which one.

    Raises:
        AuditError: a row does not match the header: other columns, another type, a label that
            is not an anchor, no id, or a second row with the same identity.
    """
    found: list[Hit] = []
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        _check_row(rule, row)
        identity = (
            *(row[column] for column in rule.identity),
            row.get("label"),
            _document(rule, row),
        )
        if identity in seen:
            raise _broken(rule, "identity", identity)
        seen.add(identity)
        found.append(_hit(rule, row))
    return tuple(found)


def no_record(rule: Rule, end: End) -> AuditError:
    """Return the error of a rule that names a record missing from the edition."""
    return _broken(rule, f"{end.label}.id", end.id)


def _hit(rule: Rule, row: Mapping[str, Any]) -> Hit:
    label = row["label"] if "label" in row else rule.anchor[0]
    members = sorted(row["path"]) if row.get("path") else []
    document = _document(rule, row)
    is_smallest = members and len(rule.anchor) == 1 and document is None
    name = members[0] if is_smallest else row["id"]
    ends = [End(label, name, document)]
    if row.get("other_id") is not None:
        far = rule.other[0] if rule.other else None
        ends.append(End(row.get("other_label", far), row["other_id"]))
    facts = {
        column: _value(kind, row[column])
        for column, kind in rule.statement.columns.items()
        if column not in RESERVED
    }
    return Hit(
        ends=tuple(ends),
        path=tuple(members) or tuple(end.id for end in ends),
        cut_off=row.get("cut_off"),
        origin=row.get("origin"),
        facts=facts,
        data={name: value for name, value in facts.items() if name not in rule.spoken},
    )


def _document(rule: Rule, row: Mapping[str, Any]) -> str | None:
    return row.get(DOCUMENT) if rule.reads_documents else None


def _value(kind: str, value: Any) -> Any:
    """Convert float columns to float on every engine, even if one returns an integer."""
    return float(value) if kind == "float" and value is not None else value


def _check_row(rule: Rule, row: Mapping[str, Any]) -> None:
    columns = rule.statement.columns
    if set(row) != set(columns):
        raise _broken(rule, "columns", ", ".join(row))
    for column, kind in columns.items():
        value = row[column]
        wrong = value is not None and not isinstance(value, _TYPES[kind])
        if wrong or (isinstance(value, bool) and kind != "bool"):
            raise _broken(rule, column, value)
    if row["id"] is None:
        raise _broken(rule, "id", None)
    if row.get("label") is not None and row["label"] not in rule.anchor:
        raise _broken(rule, "label", row["label"])
    if row.get("other_label") is not None and row["other_label"] not in rule.other:
        raise _broken(rule, "other_label", row["other_label"])


def _broken(rule: Rule, column: str, value: object) -> AuditError:
    return AuditError(
        _("Rule {rule} gave a row that breaks its header: {column} = {value}."),
        mend=_("Correct RETURN or the header of {file}."),
        where=str(rule.path),
        rule=rule.id,
        column=column,
        value=str(value),
        file=rule.path.name,
    )
