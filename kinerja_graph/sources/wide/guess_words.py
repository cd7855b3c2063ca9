"""Headings that governments use, and their usual meaning: the basis of a proposed map."""

from __future__ import annotations

import re
from typing import Final

from kinerja_graph.sources.wide.folding import fold

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
    "sasaran program": (2, "SP"),
    "sasaran kegiatan": (3, "SG"),
    "sasaran sub kegiatan": (4, "SS"),
    **{
        f"{word} eselon {rank}": (level, f"E{level}-")
        for word in ("sasaran", "sasaran strategis", "kinerja")
        for level, rank in enumerate(("ii", "iii", "iv"), 1)
    },
    "ultimate outcome": (1, "U"),
    "final outcome": (1, "F"),
    "intermediate outcome": (2, "M"),
    "immediate outcome": (3, "I"),
    **{
        f"{word} {level}": (level, f"L{level}-")
        for word in ("level", "jenjang", "tingkat", "kondisi level", "kondisi jenjang")
        for level in range(6)
    },
}
"""Level and id prefix of a column of statements (as practised, not as defined by law)."""
OUTPUT: Final = ("output", "keluaran")
"""The level below outcomes, if there are columns of these."""
OUTPUT_LEVEL: Final = (4, "O")
GOVERNMENT: Final = frozenset({"rpjmd", "daerah", "pemda", "kabupaten", "kota", "provinsi"})
HEADS_OF_GOVERNMENT: Final = frozenset({"pemerintah", "bupati", "gubernur", "wali", "walikota"})
AGENCY: Final = frozenset({"perangkat", "opd", "renstra", "dinas", "badan", "skpd"})
"""Words after Tujuan and Sasaran that say whose they are."""
DEPTHS: Final[dict[int, int]] = {3: 2, 5: 3, 6: 4}
"""Levels of the national nomenclature by number of code parts: programme, activity, subactivity."""
CODES: Final[dict[str, str]] = {
    "kode tujuan": "tujuan",
    "kode sasaran": "sasaran",
    "kode program": "program",
    "kode kegiatan": "kegiatan",
    "kode sub kegiatan": "sub kegiatan",
}
INDICATOR: Final = ("indikator", "indikator kinerja", "nama indikator", "indikator kinerja utama")
SHORT_INDICATOR: Final = frozenset({"iku", "ikk", "ikp", "ikd", "spm"})
"""First words of indicator headings if none has the whole word; otherwise they only mark some."""
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "measure_unit": ("satuan", "satuan ukur", "satuan indikator"),
    "baseline": (
        "kondisi awal",
        "data awal",
        "nilai awal",
        "baseline",
        "kondisi kinerja awal",
        "kondisi kinerja pada awal",
        "data capaian",
        "capaian awal",
    ),
    "formula": (
        "formula",
        "formulasi",
        "rumus",
        "formulasi perhitungan",
        "formula perhitungan",
        "rumus perhitungan",
        "cara perhitungan",
        "cara penghitungan",
        "formula cara perhitungan",
        "penjelasan formulasi perhitungan",
        "penjelasan formulasi",
        "penjelasan formula",
    ),
    "data_source": ("sumber data",),
    "polarity": ("polaritas", "arah"),
}
OWNER: Final = (
    "penanggung jawab",
    "perangkat daerah penanggung jawab",
    "perangkat daerah",
    "opd",
    "opd penanggung jawab",
    "unit kerja penanggung jawab",
    "unit kerja perangkat daerah penanggung jawab",
    "bidang penanggung jawab",
    "pengampu",
    "penanggungjawab",
    "pelaksana",
    "pj",
    "pic",
)
ANSWERS: Final = ("penanggung jawab", "penanggungjawab", "pengampu")
"""Final words of headings of owners."""
CODE_HEADS: Final = frozenset({"kode", "kode rekening", "no", "nomor"})
CODED: Final = frozenset({"kode", "kode rekening", "kode nomenklatur"})
"""Upper headings of the parts of a code."""
NAMING: Final = frozenset({"uraian", "nama", "rumusan", "pernyataan", "tolok ukur"})
"""Lower headings that only say that the thing in the upper heading is named here."""
PARTS_OF_AGENCIES: Final = frozenset(
    {"bidang", "seksi", "subbagian", "sekretariat", "bagian", "upt"}
)
"""First words of owners that are parts of an agency."""
TARGET: Final = ("target", "target kinerja", "target capaian", "target tahunan")
YEAR_OF_ROW: Final = ("tahun",)
"""The heading of a column with the year of each row."""
REALISATION: Final = ("realisasi", "realisasi kinerja", "capaian", "capaian kinerja")
MEASURED: Final = frozenset({"realisasi", "capaian"})
MONEY: Final = frozenset({"rp", "rupiah", "anggaran", "pagu", "dana", "biaya", "keuangan"})
PHYSICAL: Final = frozenset({"k", "kinerja", "fisik"})
"""Lower headings next to Rp that are not amounts of money."""
SHARES: Final = frozenset({"tingkat", "persentase", "rasio", "selisih", "%"})
"""First words of headings of columns calculated from targets and realisations."""
RUNS_ON: Final = re.compile(r"\b(?:s ?d|sampai(?: dengan)?|hingga|kumulatif)\b")
"""In a heading: the values accumulate over the years."""
BOTH: Final = re.compile(
    r"\btarget (?:dan|atau) (?:realisasi|capaian)|\b(?:realisasi|capaian) (?:dan|atau) target"
)
"""In a heading: the values below may be either."""
WHOLE_YEAR: Final = frozenset({"tahunan", "setahun", "1 tahun", "satu tahun", "akhir tahun"})
"""Lower headings that say that the value is for the whole year."""
NO_WORD: Final = frozenset({"", "tahun", "th"})
"""What remains of a heading that contains only a year."""
LOWER: Final = (
    MONEY | MEASURED | {"target", "kondisi", "satuan", "volume", "fisik", "kinerja", "tahun"}
)
"""First words of headings that belong below others."""
NUMBER: Final = ("no", "nomor", "no urut")
ID: Final = ("id", "kode", "node id", "kode simpul", "no id")
PARENT: Final = ("induk", "kode induk", "parent", "parent id", "parent node id", "id induk")
NAME: Final = ("uraian", "nama", "nomenklatur", "nomenklatur urusan")
STATED: Final = (
    "kondisi", "kondisi kinerja", "uraian kondisi", "pernyataan kinerja", "kinerja",
    "uraian kinerja", "rumusan kinerja", "sasaran kinerja", "kondisi yang diharapkan", *NAME,
)  # fmt: skip
"""Headings of the statements in a list that has a column of levels."""
LEVEL: Final = ("jenjang", "level", "tingkat", "jenjang kinerja", "level kinerja")
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
    "ultimate outcome": 1,
    "final outcome": 1,
    "intermediate outcome": 2,
    "immediate outcome": 3,
    "output": 4,
    "keluaran": 4,
}
ROMAN: Final = frozenset({"i", "ii", "iii", "iv"})
"""Quarters, if nothing precedes the number."""
_PART_OF_YEAR: Final = re.compile(
    r"\b(?:tw|tri ?wulan|trw|semester|smt|k[uw]artal|catur ?wulan|quarter)"
    r"(?: ?(?:[1-4]|i{1,3}|iv))?\b|\bq ?[1-4]\b|^bulan (?:ke )?[0-9]{1,2}$"
)
_MONTH: Final = re.compile(
    r"(?:jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun(?:i)?|jul(?:i)?|agu?s?t?(?:ustus)?"
    r"|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|des(?:ember)?)(?: (?:19|20|21)[0-9]{2})?"
)


def part_of_year(text: str) -> bool:
    """Return whether a heading or cell names a quarter, a half or a month of a year.

    >>> part_of_year("s.d. Triwulan II 2026"), part_of_year("TW-1"), part_of_year("Agustus")
    (True, True, True)
    >>> part_of_year("Target 2026"), part_of_year("Jumlah bulan"), part_of_year("Semestinya")
    (False, False, False)
    """
    said = fold(text)
    return bool(_PART_OF_YEAR.search(said) or _MONTH.fullmatch(said))


_CODES_OF_PARTS: Final = (
    ("Q", re.compile(r"\b(?:tw|tri ?wulan|trw|k[uw]artal|quarter|q) ?(?:ke )?([1-4]|i{1,3}|iv)\b")),
    ("S", re.compile(r"\b(?:semester|smt) ?(?:ke )?([12]|ii?)\b")),
    ("M", re.compile(r"^bulan ?(?:ke )?(1[0-2]|[1-9])$")),
)
_ROMAN_NUMBERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "mei",
    "jun",
    "jul",
    "agu",
    "sep",
    "okt",
    "nov",
    "des",
)


def code_of_part(text: str) -> str | None:
    """Return the code of the quarter, half or month that a heading names, or None.

    >>> code_of_part("Target TW-IV 2026"), code_of_part("Semester 2"), code_of_part("Agustus")
    ('Q4', 'S2', 'M08')
    >>> code_of_part("Triwulan"), code_of_part("Caturwulan I"), code_of_part("Target 2026")
    (None, None, None)
    """
    said = fold(text)
    for sign, pattern in _CODES_OF_PARTS:
        named = pattern.search(said)
        if named is not None:
            number = _ROMAN_NUMBERS.get(named[1]) or int(named[1])
            return f"{sign}{number:02}" if sign == "M" else f"{sign}{number}"
    short = said[:3].replace("ags", "agu").replace("agt", "agu")
    if _MONTH.fullmatch(said) and short in _MONTHS:
        return f"M{_MONTHS.index(short) + 1:02}"
    return None


ENDS: Final = ("catatan", "keterangan", "mengetahui")
NOTHING: Final = ("-", "\u2013", "n/a", "na", "n.a", "n.a.", "tad", "t.a.d", "t.a.d.", "...")
"""Signs that a value is unknown. ``nihil`` is not among them: it may mean zero."""
POSTS: Final = frozenset(
    {"kepala", "kabid", "kabag", "kasi", "kasubag", "kasubbag", "camat", "lurah", "sekretaris"}
)
"""First words of owners that are posts, not units."""
OFFICES: Final = (
    "dinas", "badan", "inspektorat", "sekretariat", "satuan polisi", "kecamatan", "kelurahan",
    "rumah sakit", "rsud",
)  # fmt: skip
"""First words of the names of agencies."""
FIRST: Final = (
    *LEVELS,
    "indikator",
    "satuan",
    "target",
    "realisasi",
    "penanggung jawab",
    "kondisi awal",
)
"""First words of headings of matrices."""
_FIELD_WORDS: Final = tuple(word for words in FIELDS.values() for word in words)
EVERY: Final = frozenset(
    {
        *LEVELS, *CODES, *INDICATOR, *OWNER, *TARGET, *REALISATION, *ID, *PARENT, *NAME, *LEVEL,
        *POST, *POST_ID, *SUPERIOR, *UNIT, *CELLS, *_FIELD_WORDS, *NUMBER,
    }
)  # fmt: skip
