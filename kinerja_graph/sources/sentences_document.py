"""What a planner reads of a JSON or YAML document where the sentence for sheets does not fit.

The keys are those of the other sentences; documents have rows and headings, but no columns.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.sources.sentence import Sentences, pair

DOCUMENT_SENTENCES: Final[dict[str, Sentences]] = {
    "missing-heading": pair(
        "Tidak satu pun baris tabel {table} memiliki {heading}.",
        "No row of table {table} has {heading}.",
        "Tambahkan {heading} (atau: {aliases_id}) di setiap baris.",
        "Add {heading} (or: {aliases_en}) to each row.",
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
        "{heading} berisi {what_id}, bukan angka.",
        "{heading} holds {what_en}, not a number.",
        "Tulis angkanya saja, misalnya 87.5.",
        "Write the number alone, such as 87.5.",
    ),
    "bad-choice:id": pair(
        "{heading} terbaca sebagai {what_id} ({value}), bukan teks.",
        "{heading} was read as {what_en} ({value}), not as text.",
        'Apit id itu dengan tanda kutip, misalnya "A1".',
        'Put the id in quotation marks, such as "A1".',
    ),
}
