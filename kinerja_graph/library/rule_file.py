"""Read a rule from its file and check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from kinerja_graph.library.cells import ANY, Column
from kinerja_graph.library.fields import Fields
from kinerja_graph.library.gate import check_statement
from kinerja_graph.library.header import Header, read_header
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.library.queries import named, names, read_statement
from kinerja_graph.library.rule import (
    CATEGORIES,
    IMPLICIT,
    PLACES,
    RESERVED,
    SEVERITIES,
    Category,
    Example,
    Parameter,
    ParameterType,
    ParameterValue,
    Rule,
    Severity,
    Source,
    Whole,
)
from kinerja_graph.library.statement import Statement
from kinerja_graph.library.tokens import statement_tokens
from kinerja_graph.model.schema import BY_LABEL
from kinerja_graph.texts import Text, _, escape_braces

_TYPES: Final[dict[str, type]] = {"int": int, "float": float, "str": str, "bool": bool}
_NEEDED: Final = (
    "id", "severity", "category", "title", "what", "why", "mend", "message", "example", "limits",
    "source", "anchor", "columns", "identity", "population", "since",
)  # fmt: skip
_ALLOWED: Final = (
    "other", "needs", "needs_why", "whole", "top_first", "mend_across", "parameters", "spoken",
    "fields", "below",
)  # fmt: skip


def read_rule(path: Path, *, marked: bool = False) -> Rule:
    """Read the rule in the file ``path``; ``marked``: its sentences keep their backticks.

    Raises:
        LibraryError: a key is unknown, missing or invalid, or the statement does not match the
            header or the schema; with file, line and how to fix it.
    """
    header = read_header(path)
    fields = Fields(header, marked)
    fields.close(_NEEDED, _ALLOWED)
    columns = fields.columns()
    places = PLACES | {name for name in columns if name not in RESERVED - {"cut_off", "path"}}
    parameters = _parameters(fields)
    across = places | parameters.keys() | {"agencies"}
    rule = Rule(
        id=fields.string("id"),
        severity=cast("Severity", fields.string("severity", SEVERITIES)),
        category=cast("Category", fields.string("category", CATEGORIES)),
        title=fields.text("title"),
        what=fields.text("what"),
        why=fields.text("why"),
        mend=fields.text("mend", places | parameters.keys()),
        mend_marked=replace(fields, marked=True).text("mend"),
        message=fields.text("message", places | parameters.keys()),
        below=fields.text("below", places | parameters.keys()) if fields.has("below") else None,
        example=_example(fields),
        limits=fields.text("limits"),
        sources=_sources(fields),
        anchor=fields.strings("anchor"),
        other=fields.strings("other"),
        has_other="other_id" in columns,
        identity=fields.strings("identity"),
        spoken=fields.strings("spoken"),
        fields=fields.columns_of_tables("fields"),
        statement=Statement(
            name=path.stem,
            text=header.body,
            columns=columns,
            parameters=frozenset(parameters) | _implicit(header),
        ),
        population=_query(fields, path, "population", fields.string("population")),
        needs=tuple(_query(fields, path, "needs", name) for name in fields.strings("needs")),
        needs_why=fields.text("needs_why") if fields.has("needs_why") else None,
        whole=_whole(fields, path, columns),
        top_first=fields.flag("top_first"),
        mend_across=fields.text("mend_across", across) if fields.has("mend_across") else None,
        parameters=parameters,
        since=fields.string("since"),
        path=path,
    )
    _check(header, rule)
    return rule


def _check(header: Header, rule: Rule) -> None:
    """Check the constraints between the keys of one header."""
    columns = rule.statement.columns
    labels = {*BY_LABEL} - {"Edition", "Problem"}
    demands = (
        ("id", rule.id == rule.path.stem, "id = " + rule.path.stem),
        ("anchor", bool(rule.anchor) and labels.issuperset(rule.anchor), ", ".join(sorted(labels))),
        ("other", labels.issuperset(rule.other), ", ".join(sorted(labels))),
        ("columns", "id" in columns, "id: str"),
        ("columns", len(rule.anchor) == 1 or "label" in columns, "label: str"),
        ("columns", rule.has_other == ("other" in header.values), "other_id: str + other: […]"),
        ("columns", not rule.other[1:] or "other_label" in columns, "other_label: str"),
        ("identity", rule.identity in (("id",), ("id", "other_id")), "[id] | [id, other_id]"),
        ("identity", set(rule.identity) <= set(columns), "columns"),
        ("below", rule.below is None or "cut_off" in columns, "columns: {cut_off: int}"),
        ("spoken", set(rule.spoken) <= set(columns) - RESERVED, "columns"),
        ("top_first", not rule.top_first or _links_up(rule), "fields: […, *.contributes_to]"),
        ("mend_across", rule.mend_across is None or "path" in columns, "columns: {path: list}"),
        ("needs", bool(rule.needs) == (rule.needs_why is not None), "needs + needs_why"),
        ("example", _named(rule) <= set(rule.fields), "fields: " + ", ".join(_fields_needed(rule))),
    )  # fmt: skip
    for key, holds, shape in demands:
        if not holds:
            raise header.fault(
                _("Key {key} does not agree with the rest.").filled(key=key),
                _("Expected: {shape}").filled(shape=shape),
                key=key,
            )
    check_statement(header, rule.statement)
    if "scope" not in rule.statement.parameters and not rule.reads_documents:
        raise header.fault(
            _("This rule does not use $scope: it would read all editions at once."),
            _("Begin in one edition, such as MATCH (x:Indicator {scope: $scope})."),
            line=header.body_line,
        )


def _links_up(rule: Rule) -> bool:
    """Return whether what is corrected includes the results that a record contributes to."""
    return any(column.name == "contributes_to" for column in rule.fields)


def _named(rule: Rule) -> set[Column]:
    """Return the columns of the example that ``fields`` must list."""
    whole = {column.table for column in rule.fields if column.name == ANY}
    return {cell.column for cell in rule.example.cells if cell.column.table not in whole}


def _fields_needed(rule: Rule) -> list[str]:
    return sorted(map(str, _named(rule)))


def _implicit(header: Header) -> frozenset[str]:
    used = {token.text[1:] for token in statement_tokens(header.body) if token.kind == "parameter"}
    return IMPLICIT & used


def _query(fields: Fields, path: Path, key: str, name: str) -> Statement:
    """Return the counting query ``name`` from the rule's own folder, else from the product."""
    own = path.parent / "queries" / f"{name}.cypher"
    if own.is_file():
        query = read_statement(own)
    elif name in names():
        query = named(name)
    else:
        raise fields.header.fault(
            _("There is no query {name}.").filled(name=name),
            _("Write queries/{name}.cypher beside the rule, or use one of population-*.").filled(
                name=name
            ),
            key=key,
        )
    if dict(query.columns) != {"population": "int"} or query.parameters - IMPLICIT:
        raise fields.header.fault(
            _("Query {name} is not a counting query.").filled(name=name),
            _("It must return one column, population: int, and use only $scope and years."),
            key=key,
        )
    return query


def _example(fields: Fields) -> Example:
    value = fields.mapping("example")
    return Example(
        before=fields.as_text("example", value.get("before")),
        after=fields.as_text("example", value.get("after")),
        cells=fields.cells("example", value.get("cells")),
    )


def _sources(fields: Fields) -> tuple[Source, ...]:
    return tuple(
        Source(
            name=_source_name(fields, item.get("text", "")),
            about=fields.as_text("source", item.get("about")),
        )
        for item in fields.items("source")
    )


def _source_name(fields: Fields, value: object) -> Text:
    """Return the name of a source: the same in both languages, as for regulations, or one each."""
    if as_mapping(value) is not None:
        return fields.as_text("source", value)
    return Text(id=str(value), en=str(value))


def _whole(fields: Fields, path: Path, columns: Mapping[str, str]) -> Whole | None:
    value = as_mapping(fields.header.values.get("whole"))
    if value is not None:
        same = as_list(value.get("same", [])) or []
        names = tuple(name for name in columns if name in same and name not in RESERVED)
        if len(names) < len(same) or not value.keys() <= {"message", "mend", "every", "same"}:
            raise fields.unfit("whole", "{message: …, mend: …, every: population-…, same: […]}")
        places = {"subject", "of", *names}
        every = value.get("every")
        return Whole(
            message=fields.as_text("whole", value.get("message"), places),
            mend=fields.as_text("whole", value.get("mend"), places),
            mend_marked=replace(fields, marked=True).as_text("whole", value.get("mend")),
            every=None if every is None else _query(fields, path, "whole", str(every)),
            same=names,
        )
    if not fields.flag("whole"):
        return None
    title, mend = fields.text("title"), fields.text("mend", {"subject"})
    told = Text(id=escape_braces(title.id), en=escape_braces(title.en))
    return Whole(
        message=Text(
            id=told.id + ": berlaku untuk semua {of} hal yang diperiksa di {subject}.",
            en=told.en + ": true of all {of} things that were looked at in {subject}.",
        ),
        mend=mend,
        mend_marked=replace(fields, marked=True).text("mend"),
    )


def _parameters(fields: Fields) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for name, given in fields.mapping("parameters").items():
        value = as_mapping(given) or {}
        kind, default = value.get("type"), value.get("default")
        fits = kind in _TYPES and isinstance(default, _TYPES[kind])
        if not fits or (kind != "bool" and isinstance(default, bool)):
            raise fields.header.fault(
                _("Parameter {name} is not complete.").filled(name=name),
                _("Write {{type: int, default: 5, meaning: {{id: …, en: …}}}}.").filled(name=name),
                key="parameters",
            )
        meaning = fields.as_text("parameters", value.get("meaning"))
        parameters[name] = Parameter(
            name, cast("ParameterType", kind), cast("ParameterValue", default), meaning
        )
    return parameters
