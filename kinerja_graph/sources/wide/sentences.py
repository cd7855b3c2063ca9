"""What a person reads about a cell of a matrix that did not go in as it should."""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences, pair
from kinerja_graph.texts import Text

NOTES: Final[dict[str, Sentences]] = {
    "bad-number": pair(
        '"{value}" bukan angka yang dapat dibaca; ditulis apa adanya, dan load akan menolaknya.',
        '"{value}" is no number that can be read; it is written as it stands, and load refuses it.',
        "Tulis satu angka di sel itu. Di peta: amounts: with-unit untuk 1 Dokumen, empty untuk -.",
        "Write one number in the cell. In the map: amounts: with-unit for 1 Dokumen, empty for -.",
    ),
    "bad-number:ambiguous": pair(
        '"{value}" dapat dibaca dua arah; ditulis apa adanya.',
        '"{value}" can be read in two ways; it is written as it stands.',
        "Tulis decimal: comma atau decimal: dot di peta.",
        "Write decimal: comma or decimal: dot in the map.",
    ),
    "other-unit": pair(
        'Satuan "{value}" berbeda dari satuan indikatornya, "{unit}"; ditulis apa adanya.',
        'The unit "{value}" is not that of its indicator, "{unit}"; it is written as it stands.',
        "Samakan satuannya di matriks.",
        "Make the units equal in the matrix.",
    ),
    "missing-value:name": pair(
        "Baris ini berisi nilai, tetapi indikatornya tidak bernama.",
        "The row has values, but its indicator has no name.",
        "Isi nama indikatornya, atau kosongkan nilainya.",
        "Give the indicator a name, or empty the values.",
    ),
    "missing-statement": pair(
        "Indikator ini tidak punya tujuan, sasaran atau program di atasnya.",
        "The indicator has no goal, objective or programme above it.",
        "Isi kolom induknya, atau periksa levels di peta.",
        "Fill the columns above it, or check levels of the map.",
    ),
    "alone": pair(
        '"{value}" berdiri sendiri di barisnya, tanpa indikator dan tanpa apa pun di bawahnya.',
        '"{value}" stands alone in its row, without an indicator and with nothing below it.',
        "Bila ini catatan, tulis stop atau rows di peta.",
        "Where it is a note, write stop or rows into the map.",
    ),
    "dangling-reference:parent": pair(
        'Induk "{value}" tidak ada di matriks ini; acuannya ditulis apa adanya.',
        'The parent "{value}" is not in this matrix; the reference is written as it stands.',
        "Perbaiki acuannya, atau tambahkan baris induknya.",
        "Mend the reference, or add the row of the parent.",
    ),
    "ambiguous-parent": pair(
        '"{value}" adalah nama beberapa baris ({number}); tidak dihubungkan.',
        '"{value}" is the name of several rows ({number}); it is not linked.',
        "Sebut induk atau atasan dengan kodenya.",
        "Name the parent or superior by its code.",
    ),
    "parent-circle": pair(
        'Induk "{value}" berada di bawah baris ini sendiri; hubungannya tetap ditulis.',
        'The parent "{value}" stands below this row itself; the link is written all the same.',
        "Perbaiki induknya; audit melaporkannya sebagai lingkaran.",
        "Mend the parent; the audit reports it as a circle.",
    ),
    "own-parent": pair(
        '"{value}" adalah induknya sendiri: dibaca sebagai puncak.',
        '"{value}" is its own parent: read as a root.',
        "Kosongkan induknya bila memang puncak.",
        "Empty the parent where it is a root.",
    ),
    "bad-level": pair(
        'Jenjang "{value}" tidak dikenal peta; ditulis apa adanya.',
        'The level "{value}" is not known to the map; it is written as it stands.',
        "Tambahkan kata itu ke words pada level di peta.",
        "Add the word to words of the level in the map.",
    ),
    "second-value": pair(
        'Nilai kedua untuk {id}, {year}: "{value}"; yang pertama, "{first}", dipakai.',
        'A second value of {id} for {year}: "{value}"; the first, "{first}", is kept.',
        "Hapus salah satunya di matriks, atau bedakan indikatornya.",
        "Remove one of them from the matrix, or tell the indicators apart.",
    ),
    "other-text": pair(
        '"{value}" berbeda dari isi pertama untuk {id}, "{first}"; yang pertama dipakai.',
        '"{value}" is not what was first said of {id}, "{first}"; the first is kept.',
        "Samakan keduanya di matriks.",
        "Make the two equal in the matrix.",
    ),
    "same-id": pair(
        "Kode {value} sudah dipakai oleh isi lain ({first}); di sini menjadi {id}.",
        "The code {value} stands for something else already ({first}); here it becomes {id}.",
        "Periksa kodenya, atau pakai within atau unit di peta.",
        "Check the code, or use within or unit in the map.",
    ),
    "unequal-parts": pair(
        "Sel ini berisi {number} bagian untuk {wanted} indikator; tidak dipakai.",
        "The cell holds {number} parts for {wanted} indicators; it is not used.",
        "Samakan jumlahnya, satu baris untuk tiap indikator.",
        "Make the numbers equal, one line for each indicator.",
    ),
    "dangling-reference:superior": pair(
        'Tidak ada jabatan "{value}" di daftar ini; ditulis apa adanya.',
        'There is no post "{value}" in this list; it is written as it stands.',
        "Perbaiki nama atasannya, atau tambahkan jabatannya.",
        "Mend the name of the superior, or add the post.",
    ),
    "missing-number": pair(
        'Nomor "{value}" tidak ada pada atasan; indikator ini tidak dihubungkan.',
        'The number "{value}" is not among those of the superior; the indicator is not linked.',
        "Periksa nomor di kiri indikator.",
        "Check the number to the left of the indicator.",
    ),
    "no-number": pair(
        "Indikator ini tidak bernomor; tidak dihubungkan ke atasan.",
        "The indicator has no number; it is not linked to the superior.",
        "Tulis nomor indikator atasan di kirinya.",
        "Write the number of the superior's indicator to its left.",
    ),
}
WARNINGS: Final = frozenset(
    {"alone", "own-parent", "second-value", "other-text", "same-id", "missing-number", "no-number"}
)
LEFT: Final[dict[str, Text]] = {
    "above": Text(id="di atas judul", en="above the headings"),
    "outside": Text(id="di luar baris yang disebut peta", en="outside the rows of the map"),
    "skip": Text(id="baris yang dilewati menurut peta", en="rows that the map skips"),
    "stop": Text(id="di bawah akhir tabel menurut peta", en="below the end that the map names"),
    "headings": Text(id="baris yang mengulang judul", en="rows that repeat the headings"),
    "numbers": Text(id="baris nomor kolom", en="rows of column numbers"),
    "empty": Text(id="tanda sel kosong menurut peta", en="signs of an empty cell"),
    "column": Text(id="kolom yang tidak disebut peta", en="columns that the map does not name"),
    "depth": Text(id="kode di luar depths", en="codes outside depths"),
    "cell": Text(id="sel yang tidak masuk ke tabel mana pun", en="cells that went into no table"),
}
"""Why something of a matrix is in no table."""
