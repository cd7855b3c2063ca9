"""Generated sentences for the page of each rule; words in `backticks` are code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.library.cells import ANY, Column, by_table
from kinerja_graph.library.rule import Rule, Severity
from kinerja_graph.model.tables import KEYS
from kinerja_graph.texts import Language, Text, _

SEVERITIES_MEAN: Final[Mapping[Severity, Text]] = {
    "error": _("Error: the logic of the plan breaks here, or its content cannot be used."),
    "warning": _(
        "Warning: usually wrong, but some circumstances justify it; fix it or explain it."
    ),
    "info": _("Info: worth a question, not necessarily wrong."),
}
_TABLE: Final = _("table `{table}`, {columns}")
_COLUMNS: Final = (
    _("column {names}"),
    _("columns {names}"),
)
_ANY: Final = _("the column that the finding names, in the tables {tables}")
_SPLIT: Final = _("Several ids in one cell are separated by semicolons (`;`).")
_LINK: Final = _(
    "A contribution may also be written as a row of the table `contributions` (`from`, `to`)."
)
_ROW: Final = _("A row of the table `{table}` is identified by {keys}.")
_AND: Final = _(" and ")
_ALWAYS: Final = _(
    "This rule runs on every plan. Where there is nothing to count, it gives 0 of 0."
)
_NEEDS: Final = _(
    "Where its data is absent, the report says that the rule does not apply, not that it found "
    "nothing, and why: {why}"
)
READ_FROM_COPIES: Final = _(
    "Regulations were read in public copies and summaries; whether an article is violated is "
    "for people to judge."
)
_REGULATIONS: Final = ("Permen", "Perpres", "PER/")


def where_to_mend(rule: Rule, language: Language) -> str:
    """Return the tables and columns to fix, and how their cells are written; else ``""``.

    >>> from kinerja_graph.library.rules import load_rules
    >>> rules = {rule.id: rule for rule in load_rules()}
    >>> where_to_mend(rules["missing-formula"], "en")
    'Table `indicators`, column `formula`.'
    """
    if not rule.fields:
        return ""
    tables = "; ".join(_tables(rule.fields, language))
    return " ".join((f"{tables[:1].upper()}{tables[1:]}.", *_hints(rule.fields, language)))


def when_it_applies(rule: Rule, language: Language) -> str:
    """Return when the rule does not apply, or that it always does."""
    if rule.needs_why is None:
        return _ALWAYS.say(language)
    return _NEEDS.say(language, why=rule.needs_why.say(language))


def cites_regulations(rule: Rule) -> bool:
    """Return whether the rule's sources include a regulation."""
    return any(source.text.startswith(_REGULATIONS) for source in rule.sources)


def _tables(columns: Sequence[Column], language: Language) -> Iterator[str]:
    open_ended = [f"`{column.table}`" for column in columns if column.name == ANY]
    if open_ended:
        yield _ANY.say(language, tables=", ".join(open_ended))
    for table, found in by_table(column for column in columns if column.name != ANY):
        names = ", ".join(f"`{column.name}`" for column in found)
        listed = _COLUMNS[len(found) > 1].filled(names=names)
        yield _TABLE.say(language, table=table, columns=listed)


def _hints(columns: Sequence[Column], language: Language) -> Iterator[str]:
    if any(column.is_list for column in columns):
        yield _SPLIT.say(language)
    tables = {column.table for column in columns}
    links = any(column.name == "contributes_to" for column in columns)
    if links and Column("contributions", "from") not in columns:
        yield _LINK.say(language)
        tables.discard("contributions")
    for table in sorted(tables & {"values", "contributions"}):
        keys = _AND.say(language).join(f"`{name}`" for name in KEYS[table])
        yield _ROW.say(language, table=table, keys=keys)
