"""What the page of every rule says beside its own sentences; words in `backticks` are code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.library.cells import ANY, Column, by_table
from kinerja_graph.library.rule import Rule, Severity
from kinerja_graph.model.tables import KEYS
from kinerja_graph.texts import Language, Text

SEVERITIES_MEAN: Final[Mapping[Severity, Text]] = {
    "error": Text(
        id="Galat: logika rencana putus di sini, atau isinya tidak dapat dipakai.",
        en="Error: the logic of the plan breaks here, or its content cannot be used.",
    ),
    "warning": Text(
        id="Peringatan: biasanya keliru, tetapi ada keadaan yang membenarkannya; perbaiki atau "
        "jelaskan.",
        en="Warning: usually wrong, but some circumstances justify it; mend it or explain it.",
    ),
    "info": Text(
        id="Info: patut ditanyakan, belum tentu keliru.",
        en="Info: worth a question, not necessarily wrong.",
    ),
}
_TABLE: Final = Text(id="tabel `{table}` kolom {columns}", en="table `{table}`, {columns}")
_COLUMNS: Final = (Text(id="", en="column "), Text(id="", en="columns "))
_ANY: Final = Text(
    id="kolom yang disebut temuan, pada tabel {tables}",
    en="the column that the finding names, in the tables {tables}",
)
_SPLIT: Final = Text(
    id="Beberapa id dalam satu sel dipisahkan titik koma (`;`).",
    en="Several ids in one cell are parted by semicolons (`;`).",
)
_LINK: Final = Text(
    id="Kontribusi boleh juga ditulis sebagai baris tabel `contributions` (`from`, `to`).",
    en="A contribution may also be written as a row of the table `contributions` (`from`, `to`).",
)
_ROW: Final = Text(
    id="Satu baris tabel `{table}` dikenali dari {keys}.",
    en="A row of the table `{table}` is known by {keys}.",
)
_AND: Final = Text(id=" dan ", en=" and ")
_ALWAYS: Final = Text(
    id="Aturan ini dijalankan pada setiap rencana. Bila yang dihitung tidak ada satu pun, hasilnya "
    "0 dari 0.",
    en="This rule runs on every plan. Where there is nothing to count, it gives 0 of 0.",
)
_NEEDS: Final = Text(
    id="Bila datanya tidak ada, laporan menyebut aturan ini «tidak berlaku», bukan «tanpa temuan», "
    "dengan sebabnya: {why}",
    en="Where its data is absent, the report says that the rule does not apply, not that it found "
    "nothing, and why: {why}",
)
READ_FROM_COPIES: Final = Text(
    id="Peraturan dibaca dari salinan dan ringkasan publik; apakah suatu pasal dilanggar, "
    "manusialah yang menilainya.",
    en="Regulations were read in public copies and summaries; whether an article is violated is "
    "for people to judge.",
)
_REGULATIONS: Final = ("Permen", "Perpres", "PER/")


def where_to_mend(rule: Rule, language: Language) -> str:
    """The tables and columns that are mended, and how their cells are written; else ``""``.

    >>> from kinerja_graph.library.rules import load_rules
    >>> rules = {rule.id: rule for rule in load_rules()}
    >>> where_to_mend(rules["missing-formula"], "en")
    'Table `indicators`, column `formula`.'
    """
    if not rule.fields:
        return ""
    told = "; ".join(_tables(rule.fields, language))
    return " ".join((f"{told[:1].upper()}{told[1:]}.", *_hints(rule.fields, language)))


def when_it_applies(rule: Rule, language: Language) -> str:
    """When the rule does not apply, or that it always does."""
    if rule.needs_why is None:
        return _ALWAYS.say(language)
    return _NEEDS.say(language, why=rule.needs_why.say(language))


def cites_regulations(rule: Rule) -> bool:
    """Whether the rule names a regulation among its sources."""
    return any(source.text.startswith(_REGULATIONS) for source in rule.sources)


def _tables(columns: Sequence[Column], language: Language) -> Iterator[str]:
    open_ended = [f"`{column.table}`" for column in columns if column.name == ANY]
    if open_ended:
        yield _ANY.say(language, tables=", ".join(open_ended))
    for table, found in by_table(column for column in columns if column.name != ANY):
        names = ", ".join(f"`{column.name}`" for column in found)
        word = _COLUMNS[len(found) > 1].say(language)
        yield _TABLE.say(language, table=table, columns=word + names)


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
