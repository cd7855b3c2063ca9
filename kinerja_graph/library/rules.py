"""The rules of the audit: found, read, checked and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, cast

from kinerja_graph.library.fields import Fields
from kinerja_graph.library.gate import check_statement
from kinerja_graph.library.header import Header, read_header
from kinerja_graph.library.locate import shelf
from kinerja_graph.library.queries import named, read_statement
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.schema import BY_LABEL
from kinerja_graph.texts import Text

Severity = Literal["error", "warning", "info"]
Category = Literal["chain", "level", "quality", "ownership", "alignment", "people", "evidence"]
ParameterType = Literal["int", "float", "str", "bool"]
ParameterValue = int | float | str | bool

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
CATEGORIES: Final[tuple[Category, ...]] = (
    "chain", "level", "quality", "ownership", "alignment", "people", "evidence",
)  # fmt: skip
PLACES: Final = frozenset({"subject", "other", "agency"})
RESERVED: Final = frozenset({"id", "label", "other_id", "other_label", "cut_off", "path", "origin"})
_TYPES: Final[dict[str, type]] = {"int": int, "float": float, "str": str, "bool": bool}
_NEEDED: Final = (
    "id", "severity", "category", "title", "what", "why", "mend", "message", "example", "limits",
    "source", "anchor", "columns", "identity", "population", "since",
)  # fmt: skip
_ALLOWED: Final = ("other", "needs", "needs_why", "whole", "parameters")


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule stands on: a regulation, method or practice, and what it says of the matter."""

    text: str
    about: Text


@dataclass(frozen=True, slots=True)
class Example:
    """A small case before and after it was mended."""

    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or word that users may set: its type, its value unless set, its meaning."""

    name: str
    type: ParameterType
    default: ParameterValue
    meaning: Text


@dataclass(frozen=True, slots=True)
class Whole:
    """The sentences of the one finding that says that something is absent altogether.

    They may name ``{subject}`` (the dataset) and ``{of}`` (how many things lack it).
    """

    message: Text
    mend: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check of the cascade, as its file tells it (``docs/decisions/0030-rule-header.md``).

    Attributes:
        id: the name of the fault, in kebab case; also the file stem.
        title, what, why, mend, message, limits: sentences; ``mend`` and ``message`` hold places
            in braces: ``subject``, ``other``, ``agency`` and the names of columns.
        sources: what the rule stands on, at least one.
        anchor: labels that a subject may have.
        other: labels of the far end; empty where there is none, or where it is no record.
        has_other: whether a finding names a far end.
        identity: the columns that make a finding the same finding next year.
        statement: the Cypher whose rows are the findings.
        population: the query that counts what was looked at.
        needs: queries that count what the rule cannot do without; ``needs_why`` tells it.
        whole: set where the rule collapses into one finding when everything lacks it.
        parameters: what users may set, by name.
        path: the file.
    """

    id: str
    severity: Severity
    category: Category
    title: Text
    what: Text
    why: Text
    mend: Text
    message: Text
    example: Example
    limits: Text
    sources: tuple[Source, ...]
    anchor: tuple[str, ...]
    other: tuple[str, ...] = ()
    has_other: bool = False
    identity: tuple[str, ...]
    statement: Statement
    population: Statement
    needs: tuple[Statement, ...] = ()
    needs_why: Text | None = None
    whole: Whole | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])
    since: str
    path: Path

    @property
    def references(self) -> tuple[str, ...]:
        """The names of its sources, as a finding cites them."""
        return tuple(source.text for source in self.sources)


def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """All rules of the product, and those of ``folder`` where one is given, sorted by id.

    Raises:
        LibraryError: a file breaks a rule of the header, or two files have one id; with file,
            line and how to mend it.
    """
    return _sorted([*read_rules(shelf("rules")), *(read_rules(folder) if folder else ())])


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of ``folder`` alone, sorted by id; its ``queries/`` may hold queries of its own.

    Raises:
        LibraryError: the folder is not there, or a file breaks a rule of the header.
    """
    if not folder.is_dir():
        nowhere = Header(path=folder, values={}, lines={}, body="", body_line=1)
        raise nowhere.fault(
            Text(id="Folder aturan tidak ada.", en="There is no such folder of rules."),
            Text(id="Periksa namanya.", en="Check its name."),
        )
    return _sorted(read_rule(path) for path in sorted(folder.glob("*.cypher")))


def read_rule(path: Path) -> Rule:
    """The rule in the file ``path``.

    Raises:
        LibraryError: a key is unknown, missing or unfit, or the statement does not keep to the
            header or the schema; with file, line and how to mend it.
    """
    header = read_header(path)
    fields = Fields(header)
    fields.close(_NEEDED, _ALLOWED)
    columns = fields.columns()
    places = PLACES | {name for name in columns if name not in RESERVED - {"cut_off", "path"}}
    parameters = _parameters(fields)
    rule = Rule(
        id=fields.string("id"),
        severity=cast("Severity", fields.string("severity", SEVERITIES)),
        category=cast("Category", fields.string("category", CATEGORIES)),
        title=fields.text("title"),
        what=fields.text("what"),
        why=fields.text("why"),
        mend=fields.text("mend", places | parameters.keys()),
        message=fields.text("message", places | parameters.keys()),
        example=_example(fields),
        limits=fields.text("limits"),
        sources=_sources(fields),
        anchor=fields.strings("anchor"),
        other=fields.strings("other"),
        has_other="other_id" in columns,
        identity=fields.strings("identity"),
        statement=Statement(
            name=path.stem,
            text=header.body,
            columns=columns,
            parameters=frozenset(parameters) | ({"scope"} if "$scope" in header.body else set()),
        ),
        population=_query(fields, path, "population", fields.string("population")),
        needs=tuple(_query(fields, path, "needs", name) for name in fields.strings("needs")),
        needs_why=fields.text("needs_why") if fields.has("needs_why") else None,
        whole=_whole(fields),
        parameters=parameters,
        since=fields.string("since"),
        path=path,
    )
    _check(header, rule)
    return rule


def _sorted(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in known:
            header = read_header(rule.path)
            raise header.fault(
                Text(
                    id="Id {name} sudah dipakai {file}.", en="Id {name} is taken by {file}."
                ).filled(name=rule.id, file=known[rule.id].path),
                Text(
                    id="Beri aturan ini id dan nama berkas lain.",
                    en="Give this rule another id and file name.",
                ),
                key="id",
            )
        known[rule.id] = rule
    return tuple(known[name] for name in sorted(known))


def _check(header: Header, rule: Rule) -> None:
    """What holds between the keys of one header."""
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
        ("needs_why", bool(rule.needs) == (rule.needs_why is not None), "needs + needs_why"),
    )  # fmt: skip
    for key, holds, shape in demands:
        if not holds:
            raise header.fault(
                Text(
                    id="Kunci {key} tidak cocok dengan sisanya.",
                    en="Key {key} does not fit the rest.",
                ).filled(key=key),
                Text(id="Yang diharapkan: {shape}", en="Expected: {shape}").filled(shape=shape),
                key=key,
            )
    check_statement(header, rule.statement)


def _query(fields: Fields, path: Path, key: str, name: str) -> Statement:
    """The counting query ``name``: of the rule's own folder, else of the product."""
    own = path.parent / "queries" / f"{name}.cypher"
    if own.is_file():
        query = read_statement(own)
    elif name in {file.stem for file in shelf("queries").glob("*.cypher")}:
        query = named(name)
    else:
        raise fields.header.fault(
            Text(id="Tidak ada kueri {name}.", en="There is no query {name}.").filled(name=name),
            Text(
                id="Tulis queries/{name}.cypher di samping aturan, atau pakai population-*.",
                en="Write queries/{name}.cypher beside the rule, or use one of population-*.",
            ).filled(name=name),
            key=key,
        )
    if dict(query.columns) != {"population": "int"} or query.parameters - {"scope"}:
        raise fields.header.fault(
            Text(id="Kueri {name} tidak menghitung.", en="Query {name} does not count.").filled(
                name=name
            ),
            Text(
                id="Ia harus memberi satu kolom population: int dan hanya memakai $scope.",
                en="It has to return one column population: int and to use $scope alone.",
            ),
            key=key,
        )
    return query


def _example(fields: Fields) -> Example:
    value = fields.mapping("example")
    return Example(
        before=fields.as_text("example", value.get("before")),
        after=fields.as_text("example", value.get("after")),
    )


def _sources(fields: Fields) -> tuple[Source, ...]:
    return tuple(
        Source(text=str(item.get("text", "")), about=fields.as_text("source", item.get("about")))
        for item in fields.items("source")
    )


def _whole(fields: Fields) -> Whole | None:
    value: Any = fields.header.values.get("whole", False)
    if isinstance(value, dict):
        return Whole(
            message=fields.as_text("whole", value.get("message"), {"subject", "of"}),
            mend=fields.as_text("whole", value.get("mend"), {"subject", "of"}),
        )
    if not fields.flag("whole"):
        return None
    title, mend = fields.text("title"), fields.text("mend", {"subject"})
    return Whole(
        message=Text(
            id=_plain(title.id) + ": berlaku untuk semua {of} hal yang diperiksa di {subject}.",
            en=_plain(title.en) + ": true of all {of} things that were looked at in {subject}.",
        ),
        mend=mend,
    )


def _parameters(fields: Fields) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for name, value in fields.mapping("parameters").items():
        kind = value.get("type") if isinstance(value, dict) else None
        default = value.get("default") if isinstance(value, dict) else None
        fits = kind in _TYPES and isinstance(default, _TYPES[kind])
        if not fits or (kind != "bool" and isinstance(default, bool)):
            raise fields.header.fault(
                Text(
                    id="Parameter {name} tidak lengkap.", en="Parameter {name} is not complete."
                ).filled(name=name),
                Text(
                    id="Tulis {{type: int, default: 5, meaning: {{id: …, en: …}}}}.",
                    en="Write {{type: int, default: 5, meaning: {{id: …, en: …}}}}.",
                ).filled(name=name),
                key="parameters",
            )
        meaning = fields.as_text("parameters", value.get("meaning"))
        parameters[name] = Parameter(
            name, cast("ParameterType", kind), cast("ParameterValue", default), meaning
        )
    return parameters


def _plain(text: str) -> str:
    """``text`` inside a template: its braces are no places."""
    return text.replace("{", "{{").replace("}", "}}")
