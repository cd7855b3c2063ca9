"""What random governments are called: plain and hostile words, and words that fold alike."""

from __future__ import annotations

from typing import Final

NAMES: Final = (
    "Jumlah dokumen",
    "jumlah  DOKUMEN",
    "Persentase kemacetan",
    "Persentase\nkemacetan",
    "Terlaksananya rapat",
    "Tersusunnya laporan",
    "jumlah",
    "Jumlahan",
    "Menurunnya kemiskinan",
    "Indeks kepuasan masyarakat",
    "Straße lancar",
    "STRASSE LANCAR",
    "İndeks",
    "Waktu tempuh rata-rata",
)
DOINGS: Final = ("Melaksanakan rapat", "menyusun", "Mengelola\u00a0arsip", "MEMBUAT laporan")
STATES: Final = (
    "Lancarnya lalu lintas",
    "Sehatnya warga",
    "Melaksanakannya",
    "Tertibnya pasar",
    "Mengelolah",
)
HOSTILE: Final = (
    "'; MATCH (n) DETACH DELETE n //",
    '"}) RETURN 1 //',
    "<script>alert(1)</script>",
    "{{7*7}} ${scope} $scope %s {0}",
    "\u202eterbalik\u202c",
    "\U0001f6a6 lampu \U0010fffd",
    "\uff5e lebar",
    "null",
    "=1+1",
    "\\u0027 \\ \\\\",
    "e\u0301 gabungan",
    "`backtick`",
    "x" * 400,
)
UNITS: Final = ("Persen", "persen", "PERSEN ", "Dokumen", "dokumen", "Menit", "Straße", "STRASSE")
TAGS: Final = ("Stunting", "stunting", " Kota  Layak", "KOTA LAYAK", "Kemiskinan")
LADDERS: Final = ("Analis Kebijakan", "analis  kebijakan", "Perencana", "Auditor")
WHITE: Final = (None, "", "   ", "\t", "\u00a0")
FIRST_YEAR: Final = 2024
YEARS: Final = tuple(range(FIRST_YEAR, FIRST_YEAR + 5))
"""The years that values may have."""

IDENTIFIERS: Final = (
    "{prefix}{number}",
    "{prefix}-{number:02d}",
    "{number}.{prefix}",
    "{prefix} {number}",
    "{prefix}{number}'\"\\",
    "\uff5e{prefix}{number}",
    "\U0001f6a6{prefix}{number}",
    "É{prefix}{number}",
    "e\u0301{prefix}{number}",
    "{prefix}/{number}/$scope",
    "<b>{prefix}{number}</b>",
    "Z{number}{prefix}",
    "a{number}{prefix}",
)
"""Ids whose order by code point differs from other orders, or that other languages would read."""
