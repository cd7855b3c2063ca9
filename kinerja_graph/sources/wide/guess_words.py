"""Headings that governments use, and what each usually means: what a proposed map starts from."""

from __future__ import annotations

from typing import Final

LEVELS: Final[dict[str, tuple[int, str]]] = {
    "tujuan": (1, "T"),
    "tujuan renstra": (1, "T"),
    "tujuan rpjmd": (0, "T"),
    "sasaran": (1, "S"),
    "sasaran strategis": (1, "S"),
    "sasaran renstra": (1, "S"),
    "sasaran rpjmd": (0, "S"),
    "program": (2, "P"),
    "kegiatan": (3, "K"),
    "sub kegiatan": (4, "SK"),
    "subkegiatan": (4, "SK"),
}
"""Level and prefix of a column of statements (rank of the field, not law)."""
CODES: Final[dict[str, str]] = {
    "kode tujuan": "tujuan",
    "kode sasaran": "sasaran",
    "kode program": "program",
    "kode kegiatan": "kegiatan",
    "kode sub kegiatan": "sub kegiatan",
}
INDICATOR: Final = ("indikator", "indikator kinerja", "nama indikator", "indikator kinerja utama")
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "measure_unit": ("satuan", "satuan ukur", "satuan indikator"),
    "baseline": ("kondisi awal", "data awal", "nilai awal", "baseline", "kondisi kinerja awal"),
    "formula": ("formula", "formulasi", "rumus", "formulasi perhitungan"),
    "data_source": ("sumber data",),
    "polarity": ("polaritas", "arah"),
}
OWNER: Final = (
    "penanggung jawab",
    "perangkat daerah penanggung jawab",
    "perangkat daerah",
    "opd",
    "opd penanggung jawab",
    "pengampu",
)
TARGET: Final = ("target", "target kinerja", "target capaian")
REALISATION: Final = ("realisasi", "realisasi kinerja")
ID: Final = ("id", "kode", "node id", "kode simpul", "no id")
PARENT: Final = ("induk", "kode induk", "parent", "parent id", "parent node id", "id induk")
NAME: Final = ("uraian", "nama", "nomenklatur", "nomenklatur urusan")
LEVEL: Final = ("jenjang", "level", "tingkat")
POST: Final = ("jabatan", "nama jabatan")
POST_ID: Final = ("kode jabatan", "id jabatan", "kode", "id")
SUPERIOR: Final = ("atasan", "kode atasan", "atasan langsung", "nama atasan")
UNIT: Final = ("unit kerja", "perangkat daerah", "opd", "unit organisasi")
CELLS: Final = ("row", "col", "value")
LEVEL_WORDS: Final[dict[str, int]] = {
    "tujuan": 1,
    "sasaran": 1,
    "program": 2,
    "kegiatan": 3,
    "sub kegiatan": 4,
    "sub_kegiatan": 4,
    "subkegiatan": 4,
}
TOTALS: Final = ("total", "jumlah total", "grand total", "jumlah keseluruhan")
ENDS: Final = ("catatan", "keterangan", "mengetahui")
NOTHING: Final = ("-", "\u2013", "n/a", "na", "nihil", "...")
_FIELD_WORDS: Final = tuple(word for words in FIELDS.values() for word in words)
EVERY: Final = frozenset(
    {
        *LEVELS, *CODES, *INDICATOR, *OWNER, *TARGET, *REALISATION, *ID, *PARENT, *NAME, *LEVEL,
        *POST, *POST_ID, *SUPERIOR, *UNIT, *CELLS, *_FIELD_WORDS,
    }
)  # fmt: skip
