"""What a planner reads about a whole file or a heading, in both languages: what, and how to mend.

The key is the code of the contract, where needed with the case of it after a colon.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences, pair

FILE_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-file": pair(
        "Tidak ada berkas atau folder {path}.",
        "There is no file or folder {path}.",
        "Periksa ejaan dan folder tempat perintah dijalankan.",
        "Check the spelling and the folder in which the command runs.",
    ),
    "missing-file:no-table": pair(
        "{path} tidak memuat satu pun tabel yang dikenal; yang ada: {found}.",
        "{path} holds no known table; it holds: {found}.",
        "Namai berkas CSV, lembar atau daftar menurut tabelnya: {tables}. "
        "Bila isinya matriks instansi sendiri: kinerja import.",
        "Name the CSV files, sheets or lists after their tables: {tables}. "
        "If it is a matrix of your own: kinerja import.",
    ),
    "missing-file:other-format": pair(
        "Folder {path} tidak memuat berkas CSV tabel yang dikenal; yang ada: {found}.",
        "The folder {path} holds no CSV file of a known table; it holds: {found}.",
        "Berikan berkasnya sendiri: {path}/{inner}.",
        "Give the file itself: {path}/{inner}.",
    ),
    "missing-file:ending": pair(
        "Folder {path} tidak memuat berkas CSV tabel yang dikenal; yang ada: {found}.",
        "The folder {path} holds no CSV file of a known table; it holds: {found}.",
        "Nama berkas CSV harus berakhiran .csv: simpan {inner} sebagai {stem}.csv.",
        "The name of a CSV file must end in .csv: save {inner} as {stem}.csv.",
    ),
    "missing-file:deeper": pair(
        "Folder {path} tidak memuat berkas CSV tabel yang dikenal; yang ada: {found}.",
        "The folder {path} holds no CSV file of a known table; it holds: {found}.",
        "Bila tabelnya ada di dalam folder itu, berikan {path}/{inner}.",
        "If the tables stand in that folder, give {path}/{inner}.",
    ),
    "missing-file:top": pair(
        "{path} berisi {why}, bukan objek yang memuat tabel-tabel.",
        "{path} holds {why}, not an object of tables.",
        'Tulis daftar baris di bawah nama tabelnya: {{"units": [{{"id": "A1", "name": "…"}}]}}.',
        'Write the list of rows under the name of its table: {{"units": [{{"id": "A1", "name": '
        '"…"}}]}}.',
    ),
    "missing-file:empty": pair(
        "{path} kosong: tidak ada satu pun tabel di dalamnya.",
        "{path} is empty: there is no table in it.",
        "Isi dengan berkas CSV, lembar atau daftar bernama: {tables}. "
        "kinerja template OUT.xlsx menulis buku kerja siap isi.",
        "Fill it with CSV files, sheets or lists of these names: {tables}. "
        "kinerja template OUT.xlsx writes a workbook to fill in.",
    ),
    "missing-file:format": pair(
        "{path} bukan berkas yang dapat dibaca sebagai rencana.",
        "{path} is not a file that can be read as a plan.",
        "Berikan folder berkas .csv, satu buku kerja .xlsx, atau satu dokumen .json atau .yaml.",
        "Give a folder of .csv files, one .xlsx workbook, or one .json or .yaml document.",
    ),
    "missing-file:matrix": pair(
        "{path} bukan matriks yang dapat diimpor.",
        "{path} is not a matrix that can be imported.",
        "Berikan satu buku kerja .xlsx atau satu berkas .csv.",
        "Give one workbook .xlsx or one .csv file.",
    ),
    "missing-file:sheet": pair(
        "Buku kerja ini tidak punya satu lembar yang dimaksud peta; yang ada: {found}.",
        "The workbook has no single sheet that the map means; it has: {found}.",
        "Tulis sheet: dengan judul lembar yang diimpor.",
        "Write sheet: with the title of the sheet to be imported.",
    ),
    "missing-value:rows": pair(
        "Tidak ada baris berisi di bawah judul (baris {row}).",
        "There is no filled row below the headings (row {row}).",
        "Periksa sheet, headings dan rows di peta, dan apakah matriksnya kosong.",
        "Check sheet, headings and rows of the map, and whether the matrix is empty.",
    ),
    "missing-value:nothing": pair(
        "Peta ini tidak membaca satu pun catatan dari matriks.",
        "The map reads not a single record from the matrix.",
        "Periksa kolom dan baris yang disebut peta; --guess mengusulkan peta.",
        "Check the columns and rows that the map names; --guess proposes a map.",
    ),
    "missing-heading:matrix": pair(
        'Judul "{wanted}" yang disebut peta (baris {line}) tidak ada; mungkin: {near}.',
        'The heading "{wanted}" that the map names (line {line}) is missing; perhaps: {near}.',
        "Samakan dengan judul di matriks, periksa headings, atau tulis optional: true.",
        "Write it as the matrix has it, check headings, or write optional: true.",
    ),
    "missing-heading:letter": pair(
        'Judul "{wanted}" yang disebut peta (baris {line}) tidak ada.',
        'The heading "{wanted}" that the map names (line {line}) is missing.',
        "Bila yang dimaksud huruf kolom, tulis {{letter: {wanted}}}; bila judul, samakan dengan "
        "matriks.",
        "If the letter of a column is meant, write {{letter: {wanted}}}; if a heading, write it as "
        "the matrix has it.",
    ),
    "missing-heading:several": pair(
        'Judul "{wanted}" yang disebut peta (baris {line}) ada di beberapa kolom: {near}.',
        'The heading "{wanted}" that the map names (line {line}) stands over several: {near}.',
        "Tulis dengan judul di atasnya (A > B), dengan after, atau dengan letter.",
        "Write it with the heading above it (A > B), with after, or with letter.",
    ),
    "missing-heading:blank": pair(
        "Matriks ini kosong: tidak ada satu pun judul kolom.",
        "The matrix is empty: there is not a single heading of a column.",
        "Isi matriksnya, atau berikan berkas yang berisi.",
        "Fill in the matrix, or give the file that holds it.",
    ),
    "missing-heading:guess": pair(
        "Tidak ada judul kolom yang dikenal; yang terlihat: {found}.",
        "No heading of a column is known; what is seen: {found}.",
        "Tulis petanya sendiri: docs/import.md menyebut setiap kunci.",
        "Write the map yourself: docs/import.md names every key.",
    ),
    "unreadable-file": pair(
        "Berkas tidak dapat dibuka: {why}.",
        "The file cannot be opened: {why}.",
        "Periksa hak baca dan pastikan itu berkas biasa yang utuh, lalu ulangi.",
        "Check the read permission and that it is an ordinary, whole file, then try again.",
    ),
    "unreadable-file:changed": pair(
        "Berkas ini berubah selagi dibaca.",
        "The file changed while it was read.",
        "Tunggu sampai penyimpanannya selesai, tutup program yang menulisnya, lalu ulangi.",
        "Wait until it is saved, close the program that writes it, then try again.",
    ),
    "unreadable-file:folder": pair(
        "Ini folder atau berkas khusus, bukan berkas biasa.",
        "This is a folder or a special file, not an ordinary file.",
        "Ganti dengan berkas biasa, atau beri nama lain.",
        "Replace it by an ordinary file, or rename it.",
    ),
    "unreadable-file:quote": pair(
        "Tanda kutip yang dibuka di baris {line} (baris teks ke-{at}) tidak ditutup; sisa berkas "
        "menjadi satu sel.",
        "The quotation mark opened in row {line} (line {at} of the text) is never closed: the rest "
        "becomes one cell.",
        'Tutup tanda kutip itu; tanda kutip di dalam sel ditulis dua kali ("").',
        'Close it; write a quotation mark inside a cell twice ("").',
    ),
    "unreadable-file:stray-quote": pair(
        "Tanda kutip yang dibuka di baris {line} (baris teks ke-{at}) baru ditutup beberapa baris "
        "di bawahnya, di tengah sel lain.",
        "The quotation mark opened in row {line} (line {at} of the text) is closed only some lines "
        "below, amid another cell.",
        'Tutup tanda kutip itu di selnya; tanda kutip di dalam sel ditulis dua kali ("").',
        'Close it in its own cell; write a quotation mark inside a cell twice ("").',
    ),
    "unreadable-file:encrypted": pair(
        "Buku kerja dilindungi kata sandi, atau disimpan dalam format .xls lama.",
        "The workbook is protected by a password, or saved in the old .xls format.",
        "Buka di aplikasi lembar kerja, hapus kata sandinya, dan simpan sebagai .xlsx.",
        "Open it in a spreadsheet program, remove the password, and save it as .xlsx.",
    ),
    "unreadable-file:workbook": pair(
        "Buku kerja rusak: {why}.",
        "The workbook is broken: {why}.",
        "Buka di aplikasi lembar kerja dan simpan lagi sebagai .xlsx; bila tidak dapat dibuka, "
        "salin atau unduh lagi berkasnya.",
        "Open it in a spreadsheet program and save it again as .xlsx; if it does not open, copy or "
        "download it again.",
    ),
    "unreadable-file:document": pair(
        "Dokumen tidak dapat dibaca: {why}.",
        "The document cannot be read: {why}.",
        "Perbaiki di tempat itu; periksa koma, kurung, lekuk, dan tanda kutip di dekatnya.",
        "Mend it there; look at commas, brackets, indents and quotation marks nearby.",
    ),
    "unreadable-file:doubled": pair(
        'Kunci "{key}" tertulis dua kali dalam satu objek{place}.',
        'The key "{key}" stands twice in one object{place}.',
        "Hapus salah satunya, atau jadikan objek tersendiri; tabel yang sama digabung menjadi "
        "satu daftar.",
        "Remove one of the two, or make it an object of its own; join two lists of one table.",
    ),
    "unreadable-file:shape": pair(
        "Tabel {table} harus berupa daftar baris berisi judul dan nilai, bukan {why}.",
        "Table {table} must be a list of rows of headings and values, not {why}.",
        'Tulis seperti: "{table}": [{{"id": "A1", "name": "…"}}].',
        'Write it like: "{table}": [{{"id": "A1", "name": "…"}}].',
    ),
    "not-utf8": pair(
        "Berkas bukan teks UTF-8 (baris teks ke-{line}, bita ke-{at}).",
        "The file is not UTF-8 text (line {line} of the text, byte {at}).",
        'Simpan lagi dari aplikasi lembar kerja sebagai "CSV UTF-8", atau dari editor teks dengan '
        "pengodean UTF-8.",
        'Save it again from a spreadsheet program as "CSV UTF-8", or from a text editor with the '
        "encoding UTF-8.",
    ),
    "not-utf8:nul": pair(
        "Berkas memuat bita kosong (NUL; baris teks ke-{line}, bita ke-{at}), seperti teks UTF-16 "
        "atau berkas yang rusak.",
        "The file holds a zero byte (NUL; line {line} of the text, byte {at}), as UTF-16 text and "
        "damaged files do.",
        'Buka berkas itu, hapus karakter aneh di baris itu bila ada, lalu simpan sebagai "CSV '
        'UTF-8", atau dari editor teks dengan pengodean UTF-8.',
        'Open it, remove a strange character of that line if there is one, and save it as "CSV '
        'UTF-8", or from a text editor with the encoding UTF-8.',
    ),
    "not-utf8:character": pair(
        "Sebuah teks di baris {line} memuat karakter yang tidak dapat disimpan ({character}).",
        "A text in row {line} holds a character that cannot be stored ({character}).",
        "Hapus karakter itu dari teks.",
        "Remove that character from the text.",
    ),
    "too-large:file": pair(
        "Berkas berukuran {size} bita; batasnya {limit}.",
        "The file has {size} bytes; the limit is {limit}.",
        "Bagi rencana itu, atau naikkan KINERJA_MAX_FILE_BYTES.",
        "Divide the plan, or raise KINERJA_MAX_FILE_BYTES.",
    ),
    "too-large:aliases": pair(
        "Alias YAML (*nama) melipatgandakan isi dokumen menjadi lebih dari {limit} sel.",
        "YAML aliases (*name) multiply the document to more than {limit} cells.",
        "Tulis isinya tanpa alias, atau bagi rencana itu.",
        "Write it out without aliases, or divide the plan.",
    ),
    "too-large:unpacked": pair(
        "Isi buku kerja menjadi {size} bita bila dibuka; batasnya {limit}.",
        "The workbook unpacks to {size} bytes; the limit is {limit}.",
        "Bagi buku kerja itu, atau naikkan KINERJA_MAX_UNPACKED_BYTES.",
        "Divide the workbook, or raise KINERJA_MAX_UNPACKED_BYTES.",
    ),
    "too-large:ratio": pair(
        "Isi buku kerja {ratio} kali lebih besar daripada berkasnya; batasnya {limit}.",
        "The workbook unpacks to {ratio} times its size; the limit is {limit}.",
        "Hapus lembar dan gambar yang tidak perlu, atau naikkan KINERJA_MAX_UNPACKED_RATIO.",
        "Remove sheets and pictures that are not needed, or raise KINERJA_MAX_UNPACKED_RATIO.",
    ),
    "too-large:cell": pair(
        "Satu sel di baris {line} lebih panjang daripada {limit} karakter.",
        "A cell in row {line} is longer than {limit} characters.",
        "Ringkas sel itu; bila tidak ada sel sepanjang itu, cari tanda kutip yang tidak ditutup.",
        "Shorten it; if no cell is that long, look for a quotation mark that is not closed.",
    ),
    "too-large:text": pair(
        "Sebuah teks di baris {line} lebih panjang daripada {limit} karakter.",
        "A text in row {line} is longer than {limit} characters.",
        "Ringkas teks itu.",
        "Shorten it.",
    ),
    "too-large:nesting": pair(
        "Dokumen bersarang lebih dalam daripada {limit} tingkat.",
        "The document is nested deeper than {limit} levels.",
        "Tulis setiap tabel sebagai daftar baris yang sederhana.",
        "Write each table as a plain list of rows.",
    ),
    "missing-heading": pair(
        "Tabel {table} tidak memiliki kolom {heading}.",
        "Table {table} has no column {heading}.",
        "Tambahkan judul {heading} (atau: {aliases}) di baris 1.",
        "Add the heading {heading} (or: {aliases}) in row 1.",
    ),
    "missing-heading:none": pair(
        "Tabel {table} tidak memiliki kolom {heading}: di baris 1 tidak ada judul yang dikenal.",
        "Table {table} has no column {heading}: row 1 holds no known heading.",
        "Tulis judul kolomnya di baris 1, misalnya {heading} (atau: {aliases}); bila baris 1 "
        "sudah berisi data, sisipkan baris judul di atasnya.",
        "Write the headings in row 1, such as {heading} (or: {aliases}); if row 1 holds data "
        "already, insert a row for the headings above it.",
    ),
    "missing-heading:quoted": pair(
        "Baris 1 tabel {table} hanya satu sel, sehingga {heading} tidak ditemukan.",
        "Row 1 of table {table} is a single cell, so {heading} is not found.",
        "Hapus tanda kutip yang mengapit seluruh baris; sel sendiri yang dipisah dengan {sign}.",
        "Take away the quotation marks around whole lines, so that {sign} parts the cells.",
    ),
    "missing-heading:sep": pair(
        "Tabel {table} tidak memiliki kolom {heading} di baris 1, sebab di sana tertulis sep=.",
        "Table {table} has no column {heading} in row 1, since sep= stands there.",
        "Hapus baris sep= di editor teks; aplikasi lembar kerja menyembunyikannya.",
        "Remove the line sep= in a text editor; spreadsheet programs hide it.",
    ),
    "missing-heading:separator": pair(
        'Kolom tabel {table} dipisah dengan "{sign}", sehingga {heading} tidak ditemukan.',
        'The columns of table {table} are separated by "{sign}", so {heading} is not found.',
        "Pisahkan kolom dengan koma, titik koma atau tab, lalu simpan lagi.",
        "Separate the columns by comma, semicolon or tab, and save it again.",
    ),
    "missing-heading:lower": pair(
        "Tabel {table} tidak memiliki kolom {heading} di baris 1; judulnya tampak di baris {at}.",
        "Table {table} has no column {heading} in row 1; its headings seem to stand in row {at}.",
        "Hapus baris di atas baris {at}, sehingga judul kolom berada di baris 1.",
        "Delete the rows above row {at}, so that the headings stand in row 1.",
    ),
    "unknown-heading": pair(
        'Judul "{value}" tidak dikenal di tabel {table}; kolomnya tidak dibaca.',
        'The heading "{value}" is not known in table {table}; its column is not read.',
        "Ganti dengan judul yang dikenal{near}, atau biarkan bila kolom itu tidak perlu.",
        "Use a known heading{near}, or leave it if the column is not needed.",
    ),
    "unknown-heading:second": pair(
        'Judul "{value}" adalah kolom {heading} kedua di tabel {table}; kolom ini tidak dibaca.',
        'The heading "{value}" is a second column {heading} in table {table}; it is not read.',
        "Gabungkan kedua kolom itu, atau hapus salah satunya.",
        "Join the two columns, or remove one.",
    ),
    "unknown-heading:beside": pair(
        'Isi "{value}" berada di kolom tanpa judul, sehingga tidak dibaca.',
        'The cell "{value}" stands in a column without a heading, so it is not read.',
        "Beri judul kolomnya di baris 1, atau kosongkan bila tidak perlu.",
        "Give its column a heading in row 1, or empty the cell if it is not needed.",
    ),
    "unknown-heading:none": pair(
        'Isi "{value}" berada di luar kolom yang berjudul, sehingga tidak dibaca.',
        'The cell "{value}" stands outside the columns with a heading, so it is not read.',
        "Beri judul kolomnya di baris 1, atau apit sel yang memuat pemisah dengan tanda kutip.",
        "Give its column a heading in row 1, or put a cell that holds the separator in quotes.",
    ),
}
