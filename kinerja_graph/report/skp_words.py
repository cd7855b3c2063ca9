"""What the workbook of draft SKP items says beside the plan's own words."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import Text

CONTENTS: Final = Text(id="Daftar isi", en="Contents")
ITEMS: Final = Text(id="Butir SKP", en="SKP items")
ROLES: Final = Text(id="Matriks peran hasil", en="Roles and results")
TITLE: Final = Text(id="Konsep butir SKP", en="Draft SKP items")
OF_YEAR: Final = Text(id="Target tahun {year}", en="Targets of {year}")
CURRENT: Final = Text(
    id="Target setiap indikator: tahun rencana pertama yang belum ditutup, selain itu yang "
    "terakhir bertarget",
    en="Targets of each indicator: the first plan year that is not closed, else the last with one",
)
EXPLAINED: Final = (
    Text(
        id="Konsep ini disusun dari rencana yang dimuat, menurut unsur formulir SKP "
        "(PermenPANRB 6/2022). Yang tidak ada dalam rencana dibiarkan kosong; kolom Catatan "
        "menyebutnya.",
        en="This draft is made from the loaded plan, by the parts of the SKP form "
        "(PermenPANRB 6/2022). What the plan does not say stays empty; the column Notes names it.",
    ),
    Text(
        id="Target tugas adalah keluaran satu kali pelaksanaan. Waktu baku adalah standar, bukan "
        "target.",
        en="The target of a task is what one execution puts out. Standard time is a standard, "
        "not a target.",
    ),
    Text(
        id="Saring kolom Jabatan atau Unit kerja pada lembar Butir SKP untuk membagikannya; saat "
        "dicetak, setiap jabatan mulai pada halaman baru.",
        en="Filter the column Post or Unit of the sheet SKP items to hand it round; in print "
        "every post begins on a new page.",
    ),
)
POSTS: Final = (
    (Text(id="Jabatan", en="Post"), 44),
    (Text(id="Id", en="Id"), 16),
    (Text(id="Unit kerja", en="Unit"), 30),
    (Text(id="Instansi", en="Agency"), 30),
    (Text(id="Atasan", en="Superiors"), 30),
    (Text(id="Butir", en="Items"), 8),
    (Text(id="Tanpa target", en="No target"), 9),
    (Text(id="Tanpa hasil pimpinan", en="No leader's result"), 11),
    (Text(id="Jam kerja setahun", en="Hours a year"), 11),
)
"""Headings and widths (in characters) of the list of posts."""
COLUMNS: Final = (
    (Text(id="Jabatan", en="Post"), 24),
    (Text(id="No", en="No"), 5),
    (
        Text(
            id="Rencana hasil kerja pimpinan yang diintervensi", en="Leader's result that is served"
        ),
        34,
    ),
    (Text(id="Rencana hasil kerja", en="Own result"), 34),
    (Text(id="Aspek", en="Aspect"), 11),
    (Text(id="Indikator kinerja individu", en="Individual indicator"), 34),
    (Text(id="Target", en="Target"), 10),
    (Text(id="s.d.", en="up to"), 8),
    (Text(id="Satuan", en="Measure unit"), 13),
    (Text(id="Tahun", en="Year"), 7),
    (Text(id="Unit kerja", en="Unit"), 28),
    (Text(id="Instansi", en="Agency"), 28),
    (Text(id="Atasan", en="Superiors"), 28),
    (Text(id="Waktu baku (menit)", en="Standard time (minutes)"), 12),
    (Text(id="Volume setahun", en="Times a year"), 10),
    (Text(id="Id jabatan", en="Id of the post"), 16),
    (Text(id="Id sumber", en="Id of the source"), 18),
    (Text(id="Catatan", en="Notes"), 44),
)
"""Headings and widths of the items; those up to the year are printed."""
PRINTED: Final = 10
ASPECT_COLUMN: Final = 5
ROLES_OF: Final = Text(
    id="Matriks peran hasil: {leader} ({id})", en="Matrix of roles and results: {leader} ({id})"
)
MEMBER: Final = Text(id="Anggota", en="Member")
BORROWED: Final = Text(id="{name} (bukan bawahan langsung)", en="{name} (not a direct subordinate)")
UNCOVERED: Final = Text(
    id="Belum ditopang oleh satu bawahan pun", en="No subordinate supports it yet"
)
NO_ROLES: Final = Text(
    id="Tidak ada jabatan yang memiliki hasil dan sekaligus bawahan langsung.",
    en="No post owns a result and has a direct subordinate.",
)
PAGE: Final = Text(id="Halaman &P dari &N", en="Page &P of &N")
