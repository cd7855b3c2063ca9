"""What each table and heading of the contract means, as the notes of the template say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.texts import Text

TABLE_MEANINGS: Final[Mapping[str, Text]] = {
    "dataset": Text(
        id="Satu baris: rencana siapa dan keadaan yang mana. Boleh dikosongkan.",
        en="One row: whose plan, and which state of it. May stay empty.",
    ),
    "units": Text(
        id="Pemerintah daerah, perangkat daerah, unit di bawahnya, pihak luar.",
        en="The government, its agencies, their sub-units, external bodies.",
    ),
    "positions": Text(id="Jabatan, bukan orang.", en="Posts, not the people who hold them."),
    "objectives": Text(
        id="Sasaran: kondisi yang hendak dicapai.", en="Objectives: conditions to be reached."
    ),
    "indicators": Text(
        id="Indikator kinerja: ukuran sasaran, atau hasil tanpa sasaran.",
        en="Performance indicators: measures of an objective, or results without one.",
    ),
    "tasks": Text(id="Langkah SOP.", en="Steps of standard operating procedures (SOP)."),
    "values": Text(
        id="Target dan realisasi, satu baris untuk tiap indikator dan tahun.",
        en="Targets and realisations, one row for each indicator and year.",
    ),
    "contributions": Text(
        id="Hanya bila sebuah kontribusi perlu keterangan: jenis, bobot, alasan, status.",
        en="Only where a contribution needs more: kind, weight, reason, status.",
    ),
}

_COMMON: Final[Mapping[str, Text]] = {
    "id": Text(
        id="Kode pendek, hanya satu kali di seluruh buku kerja.",
        en="A short code that stands once in the whole workbook.",
    ),
    "name": Text(id="Nama lengkap.", en="The full name."),
    "alias": Text(id="Nama lain yang dipakai.", en="Another name in use."),
    "source": Text(id="Siapa yang memberikan data ini.", en="Who supplied the record."),
    "source_text": Text(id="Teks asal sebelum diperbaiki.", en="The wording before correction."),
    "level": Text(
        id="0 hasil akhir pemerintah daerah, 1 dan 2 hasil, 3 dan 4 keluaran, 5 perorangan.",
        en="0 the government's own outcome, 1 and 2 outcomes, 3 and 4 outputs, 5 the individual.",
    ),
    "owner": Text(
        id="Id unit atau jabatan yang bertanggung jawab; beberapa dipisah titik koma.",
        en="Ids of units or posts that answer for it; several are parted by semicolons.",
    ),
    "contributes_to": Text(
        id="Id sasaran atau indikator di atasnya yang didukung; beberapa dipisah titik koma.",
        en="Ids of the higher objectives or indicators it supports; parted by semicolons.",
    ),
}
_OWN: Final[Mapping[str, Text]] = {
    "dataset.dataset": Text(
        id="Nama pendek pemerintah daerah.", en="Short name of the government."
    ),
    "dataset.edition": Text(id="Keadaan rencana: 2026-murni.", en="State of the plan: 2026-murni."),
    "dataset.name": Text(id="Judul rencana.", en="Title of the plan."),
    "dataset.first_year": Text(id="Tahun pertama rencana.", en="First year of the plan."),
    "dataset.last_year": Text(id="Tahun terakhir rencana.", en="Last year of the plan."),
    "dataset.as_of": Text(id="Tahun terakhir yang sudah ditutup.", en="The last closed year."),
    "dataset.decimal": Text(
        id="Tanda desimal bila 1.250 dapat dibaca dua arah.",
        en="The decimal sign where 1.250 could be read in two ways.",
    ),
    "units.parent": Text(id="Id unit di atasnya.", en="Id of the unit above it."),
    "units.kind": Text(id="Jenis unit.", en="The kind of unit."),
    "positions.unit": Text(id="Id unit tempat jabatan ini.", en="Id of the unit it sits in."),
    "positions.reports_to": Text(
        id="Id jabatan atasan; beberapa dipisah titik koma.",
        en="Ids of the superior posts; several are parted by semicolons.",
    ),
    "positions.rank": Text(id="Pangkat atau eselon.", en="The rank of the post."),
    "positions.ladder": Text(id="Nama jenjang fungsional.", en="Name of the functional ladder."),
    "positions.rung": Text(id="Anak tangga; 1 tertinggi.", en="The rung; 1 is the highest."),
    "positions.supervised": Text(
        id="Apakah anak tangga yang lebih tinggi membawahi yang lebih rendah.",
        en="Whether a higher rung supervises the lower ones.",
    ),
    "objectives.cross_agency": Text(
        id="Apakah memerlukan beberapa instansi.", en="Whether it needs several agencies."
    ),
    "objectives.expected_agencies": Text(
        id="Id unit yang diharapkan ikut; beberapa dipisah titik koma.",
        en="Ids of the units that are expected to take part; parted by semicolons.",
    ),
    "indicators.objective": Text(
        id="Id sasaran yang diukur.", en="Id of the objective that it measures."
    ),
    "indicators.level": Text(
        id="Wajib bila tanpa sasaran: 0 hasil akhir sampai 5 perorangan.",
        en="Needed where there is no objective: 0 the final outcome to 5 the individual.",
    ),
    "indicators.kind": Text(id="Jenis indikator.", en="The kind of indicator."),
    "indicators.measure_unit": Text(id="Satuan ukur.", en="The unit in which it is measured."),
    "indicators.polarity": Text(
        id="Arah yang baik: naik, turun, tetap, atau rentang.",
        en="Which way is good: up, down, hold or range.",
    ),
    "indicators.baseline": Text(id="Nilai awal.", en="The value at the start."),
    "indicators.formula": Text(id="Cara menghitung.", en="How it is computed."),
    "indicators.data_source": Text(id="Sumber data.", en="Where the figures come from."),
    "tasks.activity": Text(id="Kegiatan tempat langkah ini.", en="The activity it belongs to."),
    "tasks.step": Text(id="Nomor langkah.", en="The number of the step."),
    "tasks.performer": Text(
        id="Id jabatan pelaksana; beberapa dipisah titik koma.",
        en="Ids of the posts that do it; several are parted by semicolons.",
    ),
    "tasks.output_quantity": Text(id="Jumlah keluaran.", en="How much it puts out."),
    "tasks.output_unit": Text(id="Satuan keluaran.", en="What it puts out."),
    "tasks.duration": Text(
        id="Waktu baku sekali kerja; isi juga satuannya.",
        en="Standard time of one execution; give its unit too.",
    ),
    "tasks.duration_unit": Text(id="Satuan waktu; hari = 7,5 jam.", en="Its unit; a day is 7.5 h."),
    "tasks.volume": Text(id="Berapa kali setahun.", en="How often a year."),
    "values.indicator": Text(id="Id indikator.", en="Id of the indicator."),
    "values.year": Text(id="Tahun.", en="The year."),
    "values.target": Text(
        id="Satu angka; untuk arah rentang dua angka: 80..90. Kosong berarti belum diketahui.",
        en="One number; two for polarity range: 80..90. Empty means unknown.",
    ),
    "values.realisation": Text(
        id="Angka yang dicapai; kosong berarti belum diketahui.",
        en="The figure reached; empty means unknown.",
    ),
    "contributions.from": Text(
        id="Id tugas atau hasil di bawah.", en="Id of the lower task or result."
    ),
    "contributions.to": Text(id="Id hasil di atas.", en="Id of the higher result."),
    "contributions.kind": Text(
        id="Vertikal (baku) atau lintas.", en="Vertical (default) or crosscutting."
    ),
    "contributions.sign": Text(
        id="+ (baku) searah, - berlawanan arah.", en="+ (default) same way, - opposite way."
    ),
    "contributions.mode": Text(
        id="jumlah bila nilai bawah dijumlahkan menjadi nilai atas.",
        en="sum where the lower values add up to the upper.",
    ),
    "contributions.weight": Text(id="Bobot.", en="Its weight."),
    "contributions.rationale": Text(
        id="Mengapa yang bawah menghasilkan yang atas.", en="Why the lower brings about the upper."
    ),
    "contributions.reason": Text(
        id="Alasan bila melompati jenjang.", en="The reason where it skips a level."
    ),
    "contributions.status": Text(
        id="Diterima (baku), diminta, atau ditolak.", en="Accepted (default), requested, rejected."
    ),
}


def meaning(table: str, heading: str) -> Text:
    """What ``heading`` means in ``table``.

    Raises:
        KeyError: nothing is written about it.
    """
    return _OWN.get(f"{table}.{heading}") or _COMMON[heading]
