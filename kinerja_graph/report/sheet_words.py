"""Names of sheets and columns of the workbook, in both languages."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import Text

SHEET_WORDS: Final[dict[str, Text]] = {
    "sheet.summary": Text(id="Ringkasan", en="Summary"),
    "sheet.findings": Text(id="Temuan", en="Findings"),
    "sheet.crosscutting": Text(id="Lintas instansi", en="Crosscutting"),
    "sheet.resolved": Text(id="Selesai", en="Resolved"),
    "sheet.rules": Text(id="Aturan", en="Rules"),
    "sheet.agencies": Text(id="Temuan menurut instansi", en="Findings by agency"),
    "about.agencies": Text(
        id="Temuan yang dihitung, menurut instansi.", en="Findings that count, by agency."
    ),
    "about.findings": Text(
        id="Semua temuan, satu baris satu temuan.", en="Every finding, one a row."
    ),
    "about.crosscutting": Text(
        id="Instansi di balik setiap hasil lintas instansi.",
        en="The agencies behind each crosscutting outcome.",
    ),
    "about.resolved": Text(
        id="Temuan pembanding yang sudah selesai.",
        en="Findings of the comparison that are resolved.",
    ),
    "about.rules": Text(
        id="Semua aturan, hasilnya, dan dasarnya.",
        en="Every rule, what it gave, and what it stands on.",
    ),
    "column.number": Text(id="No.", en="No."),
    "column.severity": Text(id="Tingkat", en="Severity"),
    "column.errors": Text(id="Galat", en="Errors"),
    "column.warnings": Text(id="Peringatan", en="Warnings"),
    "column.infos": Text(id="Info", en="Infos"),
    "column.sum": Text(id="Jumlah", en="Sum"),
    "column.rule": Text(id="Kode aturan", en="Rule id"),
    "column.title": Text(id="Aturan", en="Rule"),
    "column.status": Text(id="Status", en="Status"),
    "column.agency": Text(id="Kode instansi", en="Agency id"),
    "column.agency_name": Text(id="Instansi", en="Agency"),
    "column.label": Text(id="Jenis", en="Label"),
    "column.id": Text(id="Kode", en="Id"),
    "column.name": Text(id="Nama", en="Name"),
    "column.other": Text(id="Kode ujung lain", en="Other id"),
    "column.other_name": Text(id="Ujung lain", en="Other name"),
    "column.message": Text(id="Temuan", en="Finding"),
    "column.remedy": Text(id="Perbaikan", en="How to mend"),
    "column.cut_off": Text(id="Terputus", en="Cut off"),
    "column.path": Text(id="Jalur", en="Path"),
    "column.file": Text(id="Berkas", en="File"),
    "column.sheet": Text(id="Lembar", en="Sheet"),
    "column.row": Text(id="Baris", en="Row"),
    "column.sources": Text(id="Dasar", en="Stands on"),
    "column.waiver": Text(id="Pengecualian", en="Waiver"),
    "column.fingerprint": Text(id="Sidik jari", en="Fingerprint"),
    "column.outcome": Text(id="Kode hasil", en="Outcome id"),
    "column.outcome_name": Text(id="Hasil", en="Outcome"),
    "column.expected": Text(id="Diharapkan", en="Expected"),
    "column.present": Text(id="Hadir", en="Present"),
    "column.results": Text(id="Hasil", en="Results"),
    "column.tasks": Text(id="Tugas", en="Tasks"),
    "column.direct": Text(id="Menyumbang langsung", en="Contributes directly"),
    "column.sole": Text(id="Satu-satunya penopang", en="Only support of"),
    "column.category": Text(id="Kelompok", en="Category"),
    "column.state": Text(id="Keadaan", en="State"),
    "column.affected": Text(id="Kena", en="At fault"),
    "column.population": Text(id="Diperiksa", en="Looked at"),
    "column.reason": Text(id="Keterangan", en="Remark"),
    "column.what": Text(id="Yang diperiksa", en="What is checked"),
    "column.why": Text(id="Mengapa penting", en="Why it matters"),
    "column.limits": Text(id="Batas pemeriksaan", en="Limits of the check"),
}
