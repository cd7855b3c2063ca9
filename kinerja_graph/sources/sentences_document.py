"""What a planner reads of a JSON or YAML document where the sentence for sheets does not fit.

The keys are those of the other sentences; documents have rows and headings, but no columns.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences, pair
from kinerja_graph.texts import Text

DOCUMENT_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-heading": pair(
        "Tidak satu pun baris tabel {table} memiliki {heading}.",
        "No row of table {table} has {heading}.",
        "Tambahkan {heading} (atau: {aliases}) di setiap baris.",
        "Add {heading} (or: {aliases}) to each row.",
    ),
    "unknown-heading": pair(
        'Judul "{value}" tidak dikenal di tabel {table}; nilainya tidak dibaca.',
        'The heading "{value}" is not known in table {table}; its values are not read.',
        "Ganti dengan judul yang dikenal{near}, atau biarkan bila nilainya tidak perlu.",
        "Use a known heading{near}, or leave it if the values are not needed.",
    ),
    "unknown-heading:second": pair(
        'Ada baris tabel {table} yang mengisi {heading} dua kali; "{value}" di situ tidak dibaca.',
        'A row of table {table} gives {heading} twice; "{value}" is not read there.',
        "Gabungkan kedua nilai itu di bawah satu judul.",
        "Join the two values under one heading.",
    ),
    "unknown-heading:none": pair(
        'Nilai "{value}" berada di bawah judul kosong, sehingga tidak dibaca.',
        'The value "{value}" stands under a blank heading, so it is not read.',
        "Beri judulnya, atau hapus bila tidak perlu.",
        "Give it a heading, or remove it if it is not needed.",
    ),
    "bad-number": pair(
        '"{value}" bukan angka.',
        '"{value}" is no number.',
        "Tulis angkanya saja, misalnya 87.5; satuan tidak ditulis di sini.",
        "Write the number alone, such as 87.5; its unit does not belong here.",
    ),
    "bad-number:cell": pair(
        "{heading} berisi {what}, bukan angka.",
        "{heading} holds {what}, not a number.",
        "Tulis angkanya saja, misalnya 87.5.",
        "Write the number alone, such as 87.5.",
    ),
    "bad-choice:id": pair(
        "{heading} terbaca sebagai {what} ({value}), bukan teks.",
        "{heading} was read as {what} ({value}), not as text.",
        'Apit id itu dengan tanda kutip, misalnya "A1".',
        'Put the id in quotation marks, such as "A1".',
    ),
}

CAUSES: Final[dict[str, Sentences]] = {
    "decimal-comma": pair(
        "angka berkoma desimal",
        "a number with a decimal comma",
        "tulis {number}",
        "write {number}",
    ),
    "either-comma": pair(
        "angka berkoma",
        "a number with a comma",
        "tulis {thousands} bila ribuan, {number} bila desimal",
        "write {thousands} for thousands, {number} for decimals",
    ),
    "leading-zero": pair(
        "angka diawali 0",
        "a number begins with 0",
        'apit dengan "…" atau hapus 0-nya',
        'put it in "…" or drop the 0',
    ),
    "dots": pair(
        "angka dengan beberapa titik",
        "a number with several dots",
        'apit kode dengan "…"; tulis ribuan tanpa titik',
        'put a code in "…"; write thousands without dots',
    ),
    "open-text": pair(
        "teks tidak ditutup sampai akhir baris",
        "the text is not closed by the end of the line",
        'tulis " penutupnya di sana',
        'write the closing " there',
    ),
    "quotes": pair(
        "tanda kutip {sign} tidak berlaku di JSON",
        "the quotation mark {sign} is none in JSON",
        'tulis " di kedua ujung teks',
        'write " at both ends of the text',
    ),
    "word": pair(
        "kata tanpa tanda kutip",
        "a word without quotes",
        'tulis "{word}"',
        'write "{word}"',
    ),
    "word-or": pair(
        "kata tanpa tanda kutip",
        "a word without quotes",
        'tulis "{word}" atau {plain}',
        'write "{word}", or {plain}',
    ),
    "escape": pair(
        "urutan \\ tidak dikenal",
        "a sequence with \\ is not known",
        "tulis setiap \\ sebagai \\\\",
        "write each \\ as \\\\",
    ),
    "tab": pair(
        "ada tab pada lekuk",
        "a tab in the indent",
        "pakai spasi",
        "use blanks",
    ),
    "tab-between": pair(
        "ada tab",
        "there is a tab",
        "pakai spasi",
        "use blanks",
    ),
    "colon-or-indent": pair(
        "titik dua di dalam teks yang tidak diapit tanda kutip, atau baris ini terlalu menjorok",
        "a colon stands in a text without quotes, or this line is indented too far",
        'apit teks itu dengan "…", atau samakan lekuknya dengan baris lain',
        'put the text in "…", or indent the line like the others',
    ),
    "colon": pair(
        "titik dua tidak ditemukan",
        "a colon is missing",
        'tulis ": " sesudah judulnya',
        'write ": " after the heading',
    ),
    "blank": pair(
        'spasi sesudah "{sign}" tidak ditemukan',
        'a blank is missing after "{sign}"',
        'tulis "{sign} "',
        'write "{sign} "',
    ),
    "sign": pair(
        "teks diawali {sign}",
        "a text begins with {sign}",
        'apit teksnya dengan "…"',
        'put the text in "…"',
    ),
    "alias": pair(
        "teks diawali *, atau alias tanpa jangkarnya",
        "a text begins with *, or an alias without its anchor",
        'apit teks itu dengan "…", atau beri jangkar (&nama)',
        'put the text in "…", or write the anchor (&name)',
    ),
    "list": pair(
        "daftar dimulai di baris judulnya",
        "a list begins in the line of its heading",
        "mulailah daftar itu di baris berikutnya",
        "begin it in the next line",
    ),
    "character": pair(
        "ada karakter {sign}",
        "it holds the character {sign}",
        "hapus karakter itu",
        "remove it",
    ),
    "row": pair(
        "",
        "",
        'bila catatan baru dimulai di sana, awali dengan "- "',
        'if a new record begins there, begin it with "- "',
    ),
}
"""Why a text is no document, and how to mend it; the place stands between the two."""


def cause(case: str, where: Text, **facts: object) -> Text:
    """A cause as the tail of a sentence: what is wrong, ``where``, and how to mend it."""
    what, mend = (text.filled(**facts) for text in CAUSES[case])
    return Text(
        id=f"{what.id}{where.id}; {mend.id}",
        en=f"{what.en}{where.en}; {mend.en}",
    )
