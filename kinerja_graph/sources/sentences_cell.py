"""What a planner reads about a cell: what is wrong, and how to mend it, in both languages.

The key is the code of the contract, where needed with the case of it after a colon.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences, pair
from kinerja_graph.texts import Text

_FORMULA: Final = pair(
    "Rumus di {heading} tidak memiliki hasil yang tersimpan.",
    "The formula in {heading} has no stored result.",
    "Buka buku kerja di aplikasi lembar kerja dan simpan, atau tulis nilainya.",
    "Open the workbook in a spreadsheet program and save it, or write the value.",
)
_ERROR: Final = pair(
    '{heading} berisi kesalahan rumus "{value}".',
    '{heading} holds the formula error "{value}".',
    "Perbaiki rumusnya atau tulis nilainya{blank}.",
    "Mend the formula or write the value{blank}.",
)
_ENDLESS: Final = pair(
    '{heading} berisi "{value}", yang bukan nilai.',
    '{heading} holds "{value}", which is no value.',
    "Tulis nilainya{blank}.",
    "Write the value{blank}.",
)
_LEVELS: Final = Text(
    id="Tulis 0 (daerah), 1 (perangkat daerah), 2 (program), 3 (kegiatan), 4 (sub kegiatan) atau 5 "
    "(tugas dan individu).",
    en="Write 0 (the government), 1 (agency), 2 (programme), 3 (activity), 4 (sub-activity) or 5 "
    "(task and individual).",
)

CELL_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-value": pair(
        "{heading} kosong, padahal wajib diisi.",
        "{heading} is empty, but is required.",
        "Isi {heading} di baris ini.",
        "Fill in {heading} in this row.",
    ),
    "missing-value:merged": pair(
        "{heading} wajib diisi; sel ini digabung dengan sel di atasnya, dan nilainya hanya dibaca "
        "di baris pertama.",
        "{heading} is required; this cell is merged with one above it, and the value is read in "
        "the first row alone.",
        "Pisahkan sel gabungan itu dan tulis {heading} di setiap baris.",
        "Unmerge the cells and write {heading} in each row.",
    ),
    "missing-value:merged-id": pair(
        "{heading} wajib diisi; sel ini digabung dengan sel di atasnya, dan nilainya hanya dibaca "
        "di baris pertama.",
        "{heading} is required; this cell is merged with one above it, and the value is read in "
        "the first row alone.",
        "Pisahkan sel gabungan itu dan beri setiap baris id sendiri; hapus baris ini bila termasuk "
        "baris di atasnya.",
        "Unmerge the cells and give each row an id of its own; delete this row if it belongs to "
        "the one above.",
    ),
    "missing-value:levels": pair(
        "{heading} kosong, padahal wajib diisi.",
        "{heading} is empty, but is required.",
        _LEVELS.id,
        _LEVELS.en,
    ),
    "missing-value:level": pair(
        "Indikator ini tidak mengukur sasaran dan tidak memiliki level.",
        "This indicator measures no objective and has no level.",
        "Isi {written[objective]} dengan id sasaran, atau {written[level]} dengan 0 sampai 5.",
        "Fill in {written[objective]} with the id of an objective, or {written[level]} with 0–5.",
    ),
    "missing-value:duration_unit": pair(
        "Waktu diisi tanpa satuannya.",
        "A duration is given without its unit.",
        "Isi {heading} dengan menit, jam atau hari.",
        "Fill in {heading} with minute, hour or day.",
    ),
    "missing-value:formula": _FORMULA,
    "missing-value:error": _ERROR,
    "duplicate-id": pair(
        'Id "{value}" sudah dipakai di {first}.',
        'The id "{value}" is already used in {first}.',
        "Beri baris ini id lain, atau hapus bila isinya sama.",
        "Give this row another id, or remove it if it says the same.",
    ),
    "duplicate-id:value": pair(
        "Indikator {indicator} sudah memiliki nilai tahun {year} di {first}.",
        "Indicator {indicator} already has values of {year} in {first}.",
        "Gabungkan kedua baris itu menjadi satu.",
        "Join the two rows into one.",
    ),
    "duplicate-id:contribution": pair(
        "Kontribusi {source} ke {target} sudah tertulis di {first}.",
        "The contribution from {source} to {target} already stands in {first}.",
        "Gabungkan kedua baris itu menjadi satu.",
        "Join the two rows into one.",
    ),
    "duplicate-id:dataset": pair(
        "Tabel dataset memiliki lebih dari satu baris.",
        "Table dataset has more than one row.",
        "Sisakan satu baris; edisi lain dimuat dari berkas lain.",
        "Keep one row; other editions are loaded from other files.",
    ),
    "dangling-reference": pair(
        'Id "{value}" tidak ada; di sini diperlukan id {wanted}.',
        'The id "{value}" does not exist; the id of {wanted} is needed here.',
        "Perbaiki id itu{near}, atau tambahkan barisnya.",
        "Correct the id{near}, or add its row.",
    ),
    "dangling-reference:withheld": pair(
        'Id "{value}" tidak ada; di sini diperlukan id {wanted}.',
        'The id "{value}" does not exist; the id of {wanted} is needed here.',
        "Bila yang dimaksud {first}, atau baris lain yang id-nya kosong atau salah: perbaiki id "
        "di sana, maka rujukan ini ikut benar. Bila bukan, perbaiki id ini{near}, atau tambahkan "
        "barisnya.",
        "If {first} is meant, or another row whose id is empty or wrong: mend the id there, and "
        "this reference holds. If not, correct the id here{near}, or add its row.",
    ),
    "dangling-reference:unseen": pair(
        'Id "{value}" tidak ada; id di {first} tampak sama, tetapi karakternya lain ({signs}).',
        'The id "{value}" does not exist; the one in {first} looks the same, but has other '
        "characters ({signs}).",
        "Ketik ulang id itu di kedua tempat, dengan huruf, angka dan tanda hubung.",
        "Type the id anew in both places, with letters, digits and hyphens.",
    ),
    "dangling-reference:no-rows": pair(
        'Id "{value}" tidak ada, sebab tabel {tables} tidak ada atau kosong.',
        'The id "{value}" does not exist, since there is no table {tables}, or it is empty.',
        "Tambahkan tabel itu, dengan judul {headings} dan satu baris untuk id ini.",
        "Add that table, with the headings {headings} and a row for this id.",
    ),
    "dangling-reference:name": pair(
        '"{value}" adalah nama, sedangkan di sini diperlukan id {wanted}.',
        '"{value}" is a name, and the id of {wanted} is needed here.',
        'Tulis id-nya: "{meant}".',
        'Write its id: "{meant}".',
    ),
    "dangling-reference:comma": pair(
        'Id "{value}" tidak ada, tetapi bagian-bagiannya adalah id.',
        'The id "{value}" does not exist, but its parts are ids.',
        'Daftar dipisah dengan titik koma: tulis "{parted}".',
        'Lists are split at semicolons: write "{parted}".',
    ),
    "dangling-reference:kind": pair(
        '"{value}" adalah id {actual}; di sini diperlukan id {wanted}.',
        '"{value}" is the id of {actual}; the id of {wanted} is needed here.',
        "Tulis id {wanted}.",
        "Write the id of {wanted}.",
    ),
    "bad-number": pair(
        '"{value}" bukan angka.',
        '"{value}" is no number.',
        "Tulis angkanya saja, misalnya 87,5 atau 1.250,5{unit}; kosongkan bila belum diketahui.",
        "Write the number alone, such as 87.5 or 1,250.5{unit}; leave it empty if unknown.",
    ),
    "bad-number:ambiguous": pair(
        '"{value}" dapat berarti ribuan atau pecahan.',
        '"{value}" may mean thousands or a fraction.',
        "Tulis {whole} bila ribuan, {fraction} bila pecahan. Untuk semua angka sekaligus: isi "
        "decimal di tabel dataset dengan tanda desimalnya, koma atau titik; atau pakai --decimal "
        "koma atau --decimal titik.",
        "Write {whole} for thousands, {fraction} for a fraction. For all numbers at once: fill "
        "in decimal in table dataset with the decimal sign, comma or dot; or use --decimal comma "
        "or --decimal dot.",
    ),
    "bad-number:formula": _FORMULA,
    "bad-number:error": _ERROR,
    "bad-number:endless": _ENDLESS,
    "bad-level:formula": _FORMULA,
    "bad-level:error": _ERROR,
    "bad-level:endless": _ENDLESS,
    "bad-choice:endless": _ENDLESS,
    "bad-number:infinite": pair(
        '"{value}" terlalu besar untuk sebuah angka.',
        '"{value}" is too large for a number.',
        "Periksa jumlah angkanya.",
        "Check its digits.",
    ),
    "bad-number:range": pair(
        '"{value}" bukan rentang; target berarah rentang terdiri atas dua angka.',
        '"{value}" is no range; a target of polarity range is two numbers.',
        "Tulis angka rendah dan tinggi, misalnya 80-90 atau 80..90; bila targetnya satu angka, "
        "tulis naik, turun atau tetap sebagai {polarity} di {first}.",
        "Write the low and the high number, such as 80-90 or 80..90; if the target is one number, "
        "write up, down or hold as {polarity} in {first}.",
    ),
    "bad-number:reversed": pair(
        'Rentang "{value}" menyebut angka tinggi lebih dahulu.',
        'The range "{value}" names the high number first.',
        "Tulis angka rendah lebih dahulu, misalnya 80-90.",
        "Write the low number first, such as 80-90.",
    ),
    "bad-number:not-range": pair(
        '"{value}" adalah rentang, tetapi arah indikatornya bukan rentang.',
        '"{value}" is a range, but the polarity of its indicator is not range.',
        "Tulis satu angka, atau tulis rentang sebagai {polarity} di {first}.",
        "Write one number, or write range as {polarity} in {first}.",
    ),
    "bad-number:year": pair(
        '"{value}" bukan tahun.',
        '"{value}" is no year.',
        "Tulis tahun dengan empat angka, misalnya 2026.",
        "Write the year in four digits, such as 2026.",
    ),
    "bad-number:whole": pair(
        '"{value}" bukan bilangan bulat mulai dari 1.',
        '"{value}" is no whole number from 1.',
        "Tulis 1 untuk jenjang tertinggi, 2 untuk yang di bawahnya, dan seterusnya.",
        "Write 1 for the highest rung, 2 for the next, and so on.",
    ),
    "bad-number:cell": pair(
        "{heading} berisi {what}, bukan angka.",
        "{heading} holds {what}, not a number.",
        "Format sel sebagai angka dan tulis nilainya.",
        "Format the cell as a number and write its value.",
    ),
    "bad-number:cell-range": pair(
        "{heading} berisi {what}, bukan rentang.",
        "{heading} holds {what}, not a range.",
        "Format sel sebagai teks lalu tulis kedua angkanya, misalnya 80..90.",
        "Format the cell as text, then write both numbers, such as 80..90.",
    ),
    "bad-choice": pair(
        '"{value}" bukan pilihan untuk {heading}.',
        '"{value}" is not a choice for {heading}.',
        "Pilih salah satu: {choices}.",
        "Choose one of: {choices}.",
    ),
    "bad-choice:id": pair(
        "{heading} terbaca sebagai {what} ({value}), bukan teks.",
        "{heading} was read as {what} ({value}), not as text.",
        "Format kolom itu sebagai teks lalu tulis ulang id-nya.",
        "Format the column as text, then write the id again.",
    ),
    "bad-choice:text": pair(
        "{heading} berisi {what}, bukan teks.",
        "{heading} holds {what}, not text.",
        "Tulis teks biasa.",
        "Write plain text.",
    ),
    "bad-choice:list": pair(
        "{heading} berisi daftar, bukan satu kata.",
        "{heading} holds a list, not one word.",
        "Tulis satu saja, tanpa kurung: {choices}.",
        "Write one alone, without brackets: {choices}.",
    ),
    "bad-choice:control": pair(
        "{heading} memuat karakter yang tidak terlihat (karakter kendali).",
        "{heading} holds a character that cannot be seen (a control character).",
        "Tulis ulang dengan huruf, angka dan tanda hubung, misalnya kota-contoh.",
        "Write it again with letters, digits and hyphens, such as kota-contoh.",
    ),
    "bad-choice:supervised": pair(
        'Jabatan lain berjenjang "{ladder}" mengisi {heading} dengan jawaban lain ({first}).',
        'Another position of the ladder "{ladder}" answers {heading} otherwise ({first}).',
        "Samakan {heading} semua jabatan di jenjang itu, atau kosongkan selain yang pertama.",
        "Make {heading} of all positions of the ladder equal, or leave all but the first empty.",
    ),
    "bad-level": pair(
        '"{value}" bukan level.',
        '"{value}" is no level.',
        _LEVELS.id,
        _LEVELS.en,
    ),
    "bad-level:cell": pair(
        "{heading} berisi {what}, bukan angka.",
        "{heading} holds {what}, not a number.",
        _LEVELS.id,
        _LEVELS.en,
    ),
    "bad-level:objective": pair(
        "Level {value} berbeda dari level {level} milik sasaran {objective} yang diukurnya.",
        "Level {value} differs from level {level} of objective {objective}, which it measures.",
        "Kosongkan {heading} indikator ini, atau samakan dengan sasarannya.",
        "Leave {heading} of the indicator empty, or make it equal to that of the objective.",
    ),
    "self-reference": pair(
        '"{value}" menunjuk dirinya sendiri.',
        '"{value}" refers to itself.',
        "Tulis id {wanted} yang lain, atau kosongkan.",
        "Write the id of {wanted} other than this one, or leave it empty.",
    ),
    "self-reference:contribution": pair(
        'Kontribusi ini berasal dari "{value}" dan menuju "{value}" juga.',
        'This contribution leads from "{value}" to "{value}" itself.',
        "Perbaiki {written[from]} atau {written[to]}, atau hapus baris ini.",
        "Correct {written[from]} or {written[to]}, or remove the row.",
    ),
    "unit-cycle": pair(
        "Unit-unit ini saling menjadi induk: {circle}.",
        "These units are parents of one another: {circle}.",
        "Perbaiki {heading} salah satunya; unit teratas tidak memiliki induk.",
        "Correct {heading} of one of them; the topmost unit has none.",
    ),
    "redundant-link": pair(
        'Indikator ini sudah mengukur sasaran "{value}"; kontribusi ini tidak dimuat.',
        'This indicator already measures objective "{value}"; this contribution is not loaded.',
        'Hapus "{value}" dari {heading} di baris ini.',
        'Remove "{value}" from {heading} in this row.',
    ),
    "redundant-link:contribution": pair(
        '"{source}" sudah mengukur sasaran "{value}"; kontribusi ini tidak dimuat.',
        '"{source}" already measures objective "{value}"; this contribution is not loaded.',
        "Hapus baris ini.",
        "Remove this row.",
    ),
    "self-parent": pair(
        'Unit "{value}" adalah induknya sendiri, jadi dibaca sebagai unit teratas.',
        'Unit "{value}" is its own parent, so it is read as a topmost unit.',
        "Kosongkan {heading} untuk unit teratas.",
        "Leave {heading} empty for a topmost unit.",
    ),
}
