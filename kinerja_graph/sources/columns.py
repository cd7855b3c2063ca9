"""The tables of the contract: their names, headings and required cells, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, Literal

from kinerja_graph.model.nodes import PROGRAMME, Label, id_of, reference
from kinerja_graph.sources import choices
from kinerja_graph.sources.choices import Choice, word_key

Kind = Literal[
    "id",
    "name",
    "text",
    "number",
    "whole",
    "year",
    "level",
    "choice",
    "target",
    "reference",
    "list",
    "tags",
]
UNITS: Final = frozenset[Label]({"Unit"})
POSTS: Final = frozenset[Label]({"Position"})
OWNERS: Final = frozenset[Label]({"Unit", "Position"})
RESULTS: Final = frozenset[Label]({"Objective", "Indicator"})
PROGRAMMES: Final = frozenset[Label]({"Programme"})
LOWER_ENDS: Final = frozenset[Label]({"Task", "Objective", "Indicator"})


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table.

    Attributes:
        name: the canonical heading.
        kind: how its cells are read.
        aliases: other headings with the same meaning, as word keys.
        required: whether every row, and therefore the table, needs it.
        choice: the words allowed for kind ``choice``.
        labels: the labels of the records that a ``reference`` or ``list`` may name.
        written_by_us: whether import and export alone fill it: the template does not offer it.
        by_spelling: the words allowed under some of its spellings. A table may have several
            columns under such a heading, of which each row fills one.
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    choice: Choice | None = None
    labels: frozenset[Label] = frozenset()
    written_by_us: bool = False
    by_spelling: Mapping[str, Choice] = field(default_factory=dict[str, Choice])

    def names(self, id_: str) -> str:
        """Return what names the record whose id is under this heading (``reference``)."""
        return reference(PROGRAMME, id_) if self.labels == PROGRAMMES else id_

    def id_of(self, named: str) -> str:
        """Return the id under this heading of the record that ``named`` names."""
        return id_of(PROGRAMME, named) if self.labels == PROGRAMMES else named

    def spelled(self, text: str) -> Heading:
        """Return the heading with the words that are allowed under this spelling of it."""
        choice = self.by_spelling.get(word_key(text))
        return self if choice is None else replace(self, choice=choice)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract.

    Attributes:
        name, aliases: its canonical name, and other names.
        label: that of its records, if any.
        headings: its columns.
        sure: whether whatever is named so is the table. Otherwise it is only what has the required
            headings too.
    """

    name: str
    aliases: tuple[str, ...]
    label: Label | None
    headings: tuple[Heading, ...]
    sure: bool = True

    def offered(self) -> tuple[Heading, ...]:
        """Return the headings that people fill in, as the template offers them."""
        return tuple(heading for heading in self.headings if not heading.written_by_us)

    def required(self) -> tuple[Heading, ...]:
        """Return the headings without which the table cannot be read."""
        return tuple(heading for heading in self.headings if heading.required)

    def find(self, text: str) -> Heading | None:
        """Return the heading for ``text``, or None."""
        return _headings(self.name).get(word_key(text))

    def spellings(self) -> tuple[str, ...]:
        """Return every spelling of a heading of this table, canonical ones first."""
        return tuple(_headings(self.name))


_TAGS: Final = Heading("tags", "tags", ("tag", "tema", "tematik"))


def _list(name: str, labels: frozenset[Label], *aliases: str) -> Heading:
    return Heading(name, "list", aliases, labels=labels)


def _text(name: str, *aliases: str) -> Heading:
    return Heading(name, "text", aliases)


def _number(name: str, *aliases: str) -> Heading:
    return Heading(name, "number", aliases)


def _chosen(name: str, choice: Choice, *aliases: str) -> Heading:
    return Heading(name, "choice", aliases, choice=choice)


def _record(name_aliases: tuple[str, ...], *own: Heading) -> tuple[Heading, ...]:
    """Return the headings of a table of records: the common ones, and its own."""
    return (
        Heading("id", "id", ("kode",), required=True),
        Heading("name", "name", ("nama", *name_aliases), required=True),
        *own,
        _text("alias", "nama_lain", "sebutan"),
        _text("source", "sumber"),
        _text("source_text", "teks_sumber", "teks_asal"),
        _text("note", "catatan", "keterangan"),
    )


_OWNER = _list("owner", OWNERS, "pemilik", "penanggung_jawab", "pengampu")
_CONTRIBUTES = _list(
    "contributes_to",
    RESULTS,
    "berkontribusi_ke",
    "berkontribusi_pada",
    "kontribusi_ke",
    "mendukung",
)
_LEVEL_ALIASES = ("tingkat", "jenjang")

DATASET: Final = Table(
    "dataset",
    ("himpunan_data",),
    None,
    (
        Heading("dataset", "id", ("himpunan_data",)),
        Heading("edition", "id", ("edisi",)),
        Heading("name", "name", ("nama",)),
        Heading("first_year", "year", ("tahun_awal", "tahun_pertama")),
        Heading("last_year", "year", ("tahun_akhir", "tahun_terakhir")),
        Heading("as_of", "year", ("per_tahun", "per_tanggal", "tahun_tutup")),
        _chosen("decimal", choices.DECIMAL, "desimal", "tanda_desimal"),
        Heading("headings", "text", ("judul_kolom",), written_by_us=True),
        Heading("document", "id", ("dokumen",)),
    ),
)
UNIT_TABLE: Final = Table(
    "units",
    ("unit", "unit_kerja", "satuan_kerja", "perangkat_daerah", "opd"),
    "Unit",
    _record(
        ("unit", "nama_unit", "unit_kerja", "nama_opd"),
        Heading("parent", "reference", ("induk", "unit_induk", "unit_atasan"), labels=UNITS),
        _chosen("kind", choices.UNIT_KIND, "jenis", "tipe"),
    ),
)
POSITION_TABLE: Final = Table(
    "positions",
    ("position", "jabatan"),
    "Position",
    _record(
        ("jabatan", "nama_jabatan"),
        Heading(
            "unit",
            "reference",
            ("unit_kerja", "satuan_kerja", "opd"),
            required=True,
            labels=UNITS,
        ),
        _list(
            "reports_to", POSTS, "atasan", "atasan_langsung", "melapor_ke", "bertanggung_jawab_ke"
        ),
        _text("rank", "pangkat", "eselon"),
        _text("ladder", "jenjang", "jenjang_fungsional"),
        Heading("rung", "whole", ("tingkat", "anak_tangga")),
        _chosen("supervised", choices.FLAG, "disupervisi", "diawasi"),
    ),
)
OBJECTIVE_TABLE: Final = Table(
    "objectives",
    ("objective", "sasaran", "sasaran_strategis"),
    "Objective",
    _record(
        ("sasaran", "nama_sasaran", "sasaran_strategis"),
        Heading("level", "level", _LEVEL_ALIASES, required=True),
        _OWNER,
        _CONTRIBUTES,
        _chosen("cross_agency", choices.FLAG, "lintas_instansi", "lintas_opd"),
        _list(
            "expected_agencies",
            UNITS,
            "instansi_diharapkan",
            "instansi_yang_diharapkan",
            "opd_diharapkan",
            "opd_yang_diharapkan",
        ),
        _chosen("role", choices.ROLE, "peran"),
        _TAGS,
    ),
)
INDICATOR_TABLE: Final = Table(
    "indicators",
    ("indicator", "indikator", "indikator_kinerja", "iku"),
    "Indicator",
    _record(
        ("indikator", "indikator_kinerja", "nama_indikator"),
        Heading("objective", "reference", ("sasaran",), labels=frozenset({"Objective"})),
        Heading("level", "level", _LEVEL_ALIASES),
        _chosen("kind", choices.INDICATOR_KIND, "jenis"),
        _OWNER,
        _text("measure_unit", "satuan", "satuan_ukur"),
        _chosen("polarity", choices.POLARITY, "polaritas", "arah"),
        _number("baseline", "nilai_awal", "data_awal", "kondisi_awal"),
        _text("formula", "rumus", "formulasi"),
        _text("data_source", "sumber_data"),
        _CONTRIBUTES,
        _text("definition", "definisi_operasional", "definisi"),
        _text("data_provider", "penyedia_data", "unit_penyedia_data"),
        _chosen("reporting_period", choices.REPORTING_PERIOD, "periode_pelaporan"),
        _chosen("accumulation", choices.ACCUMULATION, "akumulasi", "sifat_target"),
        _TAGS,
    ),
)
TASK_TABLE: Final = Table(
    "tasks",
    ("task", "tugas", "langkah_sop", "sop"),
    "Task",
    _record(
        ("tugas", "uraian_tugas"),
        _text("activity", "kegiatan"),
        _text("step", "langkah"),
        _list("performer", POSTS, "pelaksana"),
        _number("output_quantity", "jumlah_keluaran", "jumlah_output"),
        _text("output_unit", "satuan_keluaran", "satuan_output"),
        _number("duration", "waktu", "durasi"),
        _chosen("duration_unit", choices.DURATION_UNIT, "satuan_waktu", "satuan_durasi"),
        _number("volume", "volume_setahun", "volume_per_tahun", "frekuensi"),
        _CONTRIBUTES,
        _TAGS,
    ),
)
VALUE_TABLE: Final = Table(
    "values",
    ("value", "nilai", "target", "realisasi", "target_realisasi", "target_dan_realisasi"),
    None,
    (
        Heading(
            "indicator",
            "reference",
            ("indikator", "id_indikator", "kode_indikator"),
            required=True,
            labels=frozenset({"Indicator"}),
        ),
        Heading("year", "year", ("tahun",), required=True),
        Heading(
            "period",
            "choice",
            ("periode", *choices.PERIOD_BY_HEADING),
            choice=choices.PERIOD,
            by_spelling=choices.PERIOD_BY_HEADING,
        ),
        Heading("target", "target"),
        _number("realisation", "realisasi", "realization"),
    ),
)
CONTRIBUTION_TABLE: Final = Table(
    "contributions",
    ("contribution", "kontribusi"),
    None,
    (
        Heading("from", "reference", ("dari",), required=True, labels=LOWER_ENDS),
        Heading("to", "reference", ("ke", "kepada"), required=True, labels=RESULTS),
        _chosen("basis", choices.BASIS, "dasar"),
        _chosen("kind", choices.CONTRIBUTION_KIND, "jenis"),
        _chosen("sign", choices.SIGN, "tanda", "arah"),
        _chosen("mode", choices.MODE, "cara"),
        _number("weight", "bobot"),
        _text("rationale", "alasan_logis", "dasar_pemikiran", "rasional"),
        _text("reason", "alasan", "alasan_penolakan", "keterangan_tolak"),
        _chosen("status", choices.STATUS),
    ),
)
PROGRAMME_TABLE: Final = Table(
    "programmes",
    ("programme", "program", "program_kegiatan"),
    "Programme",
    _record(
        (),
        _chosen("kind", choices.PROGRAMME_KIND, "jenis"),
        Heading("parent", "reference", ("induk",), labels=PROGRAMMES),
        Heading("unit", "reference", ("unit_kerja", "perangkat_daerah", "opd"), labels=UNITS),
        _list("serves", RESULTS, "mendukung"),
    ),
    sure=False,
)
BUDGET_TABLE: Final = Table(
    "budgets",
    ("budget", "pagu", "anggaran"),
    None,
    (
        Heading(
            "programme",
            "reference",
            ("program", "kode_program"),
            required=True,
            labels=PROGRAMMES,
        ),
        Heading("year", "year", ("tahun",), required=True),
        _number("budget", "pagu"),
        _number("spent", "realisasi"),
    ),
    sure=False,
)
RECORD_TABLES: Final = (
    UNIT_TABLE,
    POSITION_TABLE,
    OBJECTIVE_TABLE,
    INDICATOR_TABLE,
    TASK_TABLE,
    PROGRAMME_TABLE,
)
TABLES: Final = (
    DATASET,
    *RECORD_TABLES[:-1],
    VALUE_TABLE,
    CONTRIBUTION_TABLE,
    PROGRAMME_TABLE,
    BUDGET_TABLE,
)


@cache
def _tables() -> dict[str, Table]:
    return {word_key(name): table for table in TABLES for name in (table.name, *table.aliases)}


@cache
def _headings(table: str) -> dict[str, Heading]:
    own = _tables()[table].headings
    names = {heading.name: heading for heading in own}
    return names | {alias: heading for heading in own for alias in heading.aliases}


def table_named(text: str) -> Table | None:
    """Return the table for the name of a file, sheet or list, or None.

    >>> table_named("Indikator Kinerja").name
    'indicators'
    """
    return _tables().get(word_key(text))
