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
    "bad-number:word": pair(
        '"{value}" bukan angka; ditulis apa adanya, dan load akan menolaknya.',
        '"{value}" is no number; it is written as it stands, and load refuses it.',
        "Untuk predikat tulis nilainya (misalnya 72,5). Tanda bahwa isinya belum ada: tulis di "
        "empty pada peta.",
        "Of a grade write its score (such as 72.5). A sign that nothing is known goes into empty "
        "of the map.",
    ),
    "bad-number:limit": pair(
        '"{value}" adalah batas, bukan angka; ditulis apa adanya, dan load akan menolaknya.',
        '"{value}" is a limit, not a number; it is written as it stands, and load refuses it.',
        "Tulis angkanya saja; bahwa makin besar atau makin kecil makin baik ditulis di polarity.",
        "Write the number alone; whether more or less is better goes into polarity.",
    ),
    "bad-number:several": pair(
        '"{value}" memuat lebih dari satu angka; ditulis apa adanya, dan load akan menolaknya.',
        '"{value}" holds more than one number; it is written as it stands, and load refuses it.',
        "Tulis satu angka. Dua keluaran: jadikan dua indikator. Rentang: 80-85.",
        "Write one number. Two outputs: make two indicators of them. A range: 80-85.",
    ),
    "bad-number:range": pair(
        '"{value}" adalah rentang; ditulis apa adanya, dan load menerimanya hanya sebagai target '
        "indikator yang arahnya rentang.",
        '"{value}" is a range; it is written as it stands, and load takes it only as a target of '
        "an indicator whose polarity is range.",
        "Tulis satu angka; atau isi polarity indikator itu dengan rentang.",
        "Write one number; or give the indicator the polarity range.",
    ),
    "bad-number:date": pair(
        '"{value}" adalah tanggal; ditulis apa adanya, dan load akan menolaknya.',
        '"{value}" is a date; it is written as it stands, and load refuses it.',
        "Aplikasi lembar kerja mengubah 5-10 atau 2/3 menjadi tanggal: format selnya sebagai "
        "teks, lalu tulis lagi angkanya.",
        "Spreadsheets turn 5-10 or 2/3 into dates: format the cell as text, then write the number "
        "again.",
    ),
    "bad-number:uncached": pair(
        "Rumus di sel ini tidak menyimpan hasilnya; ditulis #N/A, dan load akan menolaknya.",
        "The formula in this cell keeps no result; #N/A is written, and load refuses it.",
        "Buka matriksnya di aplikasi lembar kerja dan simpan, atau tulis angkanya.",
        "Open the matrix in a spreadsheet application and save it, or write the number.",
    ),
    "percent": pair(
        'Sel ini berisi persen, tetapi satuan indikatornya "{unit}"; dibaca {value}.',
        'The cell holds a percentage, but the unit of its indicator is "{unit}"; read as {value}.',
        "Samakan satuannya, atau ubah format selnya.",
        "Make the units equal, or change the format of the cell.",
    ),
    "fraction": pair(
        '{value} bersatuan "{unit}": bila yang dimaksud {hundredfold}, angkanya tersimpan sebagai '
        "pecahan.",
        '{value} has the unit "{unit}": where {hundredfold} is meant, the number is stored as a '
        "fraction.",
        "Beri sel itu format persen, atau tulis {hundredfold}. Bila memang sekecil itu, biarkan.",
        "Format the cell as a percentage, or write {hundredfold}. Where it is that small, let it "
        "be.",
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
    "missing-value:year": pair(
        'Baris ini berisi nilai, tetapi tahunnya tidak terbaca ("{value}"); tidak dipakai.',
        'The row has values, but no year that can be read ("{value}"); they are not used.',
        "Isi tahunnya dengan empat angka; bila dikosongkan karena sama, tulis above: true.",
        "Give the year in four digits; where it is left blank because it is the same, write "
        "above: true.",
    ),
    "missing-value:formula": pair(
        "Rumus di sel ini tidak menyimpan hasilnya, atau hasilnya galat ({value}); dikosongkan.",
        "The formula in this cell keeps no result, or an error ({value}); it is left blank.",
        "Perbaiki rumusnya, simpan matriksnya di aplikasi lembar kerja, atau tulis teksnya.",
        "Mend the formula, save the matrix in a spreadsheet application, or write the text.",
    ),
    "left-out:depth": pair(
        'Kode "{value}" tidak punya jenjang di depths ({parts} bagian); baris ini dan '
        "indikatornya dilewati.",
        'The code "{value}" has no level in depths ({parts} parts); the row and its indicator are '
        "left out.",
        "Tambahkan {parts} ke depths di peta, atau perbaiki kodenya.",
        "Add {parts} to depths of the map, or mend the code.",
    ),
    "number-code": pair(
        "Kode {value} tersimpan sebagai angka; nol di ujungnya hilang (2.10 menjadi 2.1).",
        "The code {value} is stored as a number; zeros at its end are lost (2.10 becomes 2.1).",
        "Format kolom kode sebagai teks, lalu tulis lagi kodenya.",
        "Format the column of codes as text, then write the code again.",
    ),
    "total": pair(
        '"{value}" tampaknya baris jumlah, tetapi dibaca sebagai catatan rencana.',
        '"{value}" looks like a row of totals, but is read as a record of the plan.',
        "Tulis awal teksnya di skip pada peta.",
        "Write its first words into skip of the map.",
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
        'Induk "{value}" tidak ada di matriks ini; rujukannya ditulis apa adanya.',
        'The parent "{value}" is not in this matrix; the reference is written as it stands.',
        "Perbaiki rujukannya, atau tambahkan baris induknya.",
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
    "hidden:sheet": pair(
        "Lembar yang tersembunyi di buku kerja dibaca: {value}.",
        "A sheet that is hidden in the workbook is read: {value}.",
        "Bila bukan bagian rencana, hapus lembarnya dari sheet pada peta.",
        "Where it is no part of the plan, remove it from sheet of the map.",
    ),
    "hidden:rows": pair(
        "Baris yang tersembunyi di lembar ikut dibaca: {rows}.",
        "Rows that are hidden in the sheet are read: {rows}.",
        "Bila bukan bagian rencana, hapus dari matriks, atau tulis rows atau skip di peta.",
        "Where they are no part of the plan, remove them, or write rows or skip into the map.",
    ),
    "hidden:columns": pair(
        "Kolom yang tersembunyi di lembar ikut dibaca: {columns}.",
        "Columns that are hidden in the sheet are read: {columns}.",
        "Bila bukan bagian rencana, hapus kolomnya dari peta atau dari matriks.",
        "Where they are no part of the plan, remove them from the map or from the matrix.",
    ),
    "order-skip": pair(
        'Jenjang {value} berdiri langsung di bawah "{above}" (jenjang {up}); dihubungkan ke sana.',
        'Level {value} stands directly below "{above}" (level {up}); it is linked to it.',
        "Periksa jenjangnya, dan bahwa baris ini berada di bawah induknya.",
        "Check its level, and that the row stands below its parent.",
    ),
    "order-above": pair(
        "Di atas baris berjenjang {value} ini tidak ada baris yang jenjangnya lebih tinggi; tidak "
        "dihubungkan.",
        "Above this row of level {value} there is no row of a higher level; it is not linked.",
        "Pindahkan barisnya ke bawah induknya, atau tambahkan kolom induk.",
        "Move the row below its parent, or add a column of parents.",
    ),
    "order-unclear": pair(
        "Baris-barisnya diurutkan jenjang demi jenjang, jadi urutannya tidak menunjukkan induk: "
        "{number} baris mulai dari sini tidak dihubungkan.",
        "The rows are listed level after level, so that their order tells no parent: {number} "
        "{number:row|rows} from here on are not linked.",
        "Letakkan setiap baris tepat di bawah induknya, atau tambahkan kolom induk dan sebut di "
        "parent.",
        "Put each row right below its parent, or add a column of parents and name it in parent.",
    ),
    "order-level": pair(
        '"{value}" tidak berjenjang; tidak dihubungkan.',
        '"{value}" has no level; it is not linked.',
        "Isi jenjangnya; bila ini indikator kedua baris di atasnya, kosongkan namanya.",
        "Fill in its level; where it is a second indicator of the row above, empty its name.",
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
    {
        "hidden:columns",
        "hidden:rows",
        "hidden:sheet",
        "order-skip",
        "alone",
        "own-parent",
        "second-value",
        "other-text",
        "same-id",
        "missing-number",
        "no-number",
        "percent",
        "fraction",
        "left-out:depth",
        "number-code",
        "total",
    }
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
