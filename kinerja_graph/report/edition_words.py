"""Words for what changes between two editions: groups, kinds of tie, properties, values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.texts import Text

NOTHING: Final = Text(id="tidak ada", en="none")
GROUPS: Final[Mapping[str, Text]] = {
    "added": Text(id="Ditambahkan", en="Added"),
    "removed": Text(id="Dihapus", en="Removed"),
    "relabelled": Text(id="Berganti jenis catatan", en="Another kind of record"),
    "renamed": Text(id="Berganti nama", en="Renamed"),
    "moved": Text(id="Berpindah induk", en="Moved"),
    "reowned": Text(id="Berganti pemilik atau pelaksana", en="Re-owned"),
    "retargeted": Text(id="Target yang berubah", en="Targets changed"),
    "retargeted_of": Text(
        id="Indikator yang targetnya berubah", en="Indicators with other targets"
    ),
    "realised": Text(id="Realisasi yang berubah", en="Realisations changed"),
    "realised_of": Text(
        id="Indikator yang realisasinya berubah", en="Indicators with other realisations"
    ),
    "reorganised": Text(
        id="Organisasi dan instansi yang diharapkan", en="Organisation and expected agencies"
    ),
    "redefined": Text(id="Rumusan lain yang berubah", en="Other properties changed"),
    "relinked": Text(id="Keterangan kontribusi yang berubah", en="Contributions changed"),
    "findings_new": Text(id="Temuan baru", en="New findings"),
    "findings_gone": Text(id="Temuan yang sudah selesai", en="Findings gone"),
}
ENDS: Final[Mapping[str, tuple[Text, Text]]] = {
    "CONTRIBUTES_TO": (
        Text(id="tidak lagi berkontribusi ke", en="no longer contributes to"),
        Text(id="kini berkontribusi ke", en="now contributes to"),
    ),
    "MEASURES": (
        Text(id="tidak lagi mengukur", en="no longer measures"),
        Text(id="kini mengukur", en="now measures"),
    ),
    "OWNS": (
        Text(id="tidak lagi dimiliki oleh", en="no longer owned by"),
        Text(id="kini dimiliki oleh", en="now owned by"),
    ),
    "PERFORMS": (
        Text(id="tidak lagi dilaksanakan oleh", en="no longer performed by"),
        Text(id="kini dilaksanakan oleh", en="now performed by"),
    ),
    "PART_OF": (
        Text(id="tidak lagi bagian dari", en="no longer part of"),
        Text(id="kini bagian dari", en="now part of"),
    ),
    "IN_UNIT": (
        Text(id="tidak lagi berada di", en="no longer in"),
        Text(id="kini berada di", en="now in"),
    ),
    "REPORTS_TO": (
        Text(id="tidak lagi melapor kepada", en="no longer reports to"),
        Text(id="kini melapor kepada", en="now reports to"),
    ),
    "EXPECTS": (
        Text(id="tidak lagi mengharapkan", en="no longer expects"),
        Text(id="kini mengharapkan", en="now expects"),
    ),
}
"""By type of edge: how a far end that is gone is told, and one that came."""
TIES: Final[Mapping[str, Text]] = {
    "CONTRIBUTES_TO": Text(id="kontribusi", en="contribution"),
    "MEASURES": Text(id="sasaran yang diukur", en="objective measured"),
    "OWNS": Text(id="pemilik", en="owner"),
    "PERFORMS": Text(id="pelaksana", en="performer"),
    "PART_OF": Text(id="unit induk", en="parent unit"),
    "IN_UNIT": Text(id="unit kerja", en="unit"),
    "REPORTS_TO": Text(id="atasan", en="superior"),
    "EXPECTS": Text(id="instansi yang diharapkan", en="expected agency"),
}
"""What the far end of an edge is, by its type."""
LABELS_OF_ONE: Final[Mapping[str, Text]] = {
    "Unit": Text(id="unit kerja", en="unit"),
    "Position": Text(id="jabatan", en="post"),
    "Objective": Text(id="sasaran", en="objective"),
    "Indicator": Text(id="indikator", en="indicator"),
    "Task": Text(id="tugas", en="task"),
}
PROPERTIES: Final[Mapping[str, Text]] = {
    "activity": Text(id="kegiatan", en="activity"),
    "alias": Text(id="nama lain", en="alias"),
    "baseline": Text(id="nilai awal", en="baseline"),
    "cross_agency": Text(id="lintas instansi", en="cross-agency"),
    "data_source": Text(id="sumber data", en="data source"),
    "duration_minutes": Text(id="waktu baku (menit)", en="standard time (minutes)"),
    "formula": Text(id="rumus", en="formula"),
    "kind": Text(id="jenis", en="kind"),
    "ladder": Text(id="jenjang jabatan fungsional", en="functional ladder"),
    "level": Text(id="tingkat", en="level"),
    "measure_unit": Text(id="satuan", en="measure unit"),
    "mode": Text(id="cara menghitung", en="mode"),
    "output_quantity": Text(id="jumlah keluaran", en="output quantity"),
    "output_unit": Text(id="satuan keluaran", en="output unit"),
    "polarity": Text(id="arah", en="polarity"),
    "rank": Text(id="pangkat", en="rank"),
    "rationale": Text(id="alasan sebab-akibat", en="rationale"),
    "reason": Text(id="alasan melompati tingkat", en="reason for skipping a level"),
    "rung": Text(id="tingkat dalam jenjang", en="rung"),
    "sign": Text(id="tanda", en="sign"),
    "status": Text(id="status", en="status"),
    "step": Text(id="langkah", en="step"),
    "supervised": Text(id="jenjang atas menyelia", en="higher rungs supervise"),
    "volume": Text(id="volume setahun", en="times a year"),
    "weight": Text(id="bobot", en="weight"),
}
VALUES: Final[Mapping[str, Text]] = {
    "yes": Text(id="ya", en="yes"),
    "no": Text(id="tidak", en="no"),
    "kind.impact": Text(id="dampak", en="impact"),
    "kind.outcome": Text(id="hasil", en="outcome"),
    "kind.output": Text(id="keluaran", en="output"),
    "kind.process": Text(id="proses", en="process"),
    "kind.input": Text(id="masukan", en="input"),
    "kind.pemda": Text(id="pemerintah daerah", en="government"),
    "kind.opd": Text(id="perangkat daerah", en="agency"),
    "kind.unit": Text(id="unit kerja", en="unit"),
    "kind.external": Text(id="instansi luar", en="external body"),
    "kind.vertical": Text(id="vertikal", en="vertical"),
    "kind.crosscutting": Text(id="lintas instansi", en="crosscutting"),
    "mode.sum": Text(id="dijumlahkan", en="sum"),
    "polarity.up": Text(id="naik lebih baik", en="higher is better"),
    "polarity.down": Text(id="turun lebih baik", en="lower is better"),
    "polarity.hold": Text(id="tetap", en="hold steady"),
    "polarity.range": Text(id="dalam rentang", en="within a range"),
    "status.accepted": Text(id="diterima", en="accepted"),
    "status.requested": Text(id="diminta", en="requested"),
    "status.rejected": Text(id="ditolak", en="rejected"),
}
"""Choices of the input by property and value."""
