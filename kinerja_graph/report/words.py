"""The words of the report of an audit, in both languages."""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import Text

WORDS: Final[dict[str, Text]] = {
    "title": Text(id="Audit cascading kinerja", en="Audit of the performance cascade"),
    "skip": Text(id="Langsung ke temuan", en="Skip to the findings"),
    "all.title": Text(id="Audit semua himpunan data", en="Audit of all datasets"),
    "all.each": Text(id="Menurut himpunan data", en="By dataset"),
    "all.datasets": Text(
        id="{number} himpunan data, {found} di antaranya dengan temuan.",
        en="{number:dataset|datasets}, {found} of them with findings.",
    ),
    "all.beside": Text(id="Dibandingkan dengan {names}.", en="Compared with {names}."),
    "all.broken": Text(
        id="Tidak dapat diaudit ({number}): {names}.",
        en="Could not be audited ({number}): {names}.",
    ),
    "all.incomplete": Text(
        id="Auditnya tidak lengkap ({number}): {names}.",
        en="The audit is incomplete ({number}): {names}.",
    ),
    "all.none": Text(id="tidak diaudit", en="not audited"),
    "verdict": Text(id="Kesimpulan", en="Verdict"),
    "clean": Text(
        id="Tidak ada temuan pada aturan yang dijalankan.", en="The rules that ran found nothing."
    ),
    "incomplete": Text(
        id="Audit ini tidak lengkap: {number} aturan gagal dijalankan.",
        en="This audit is incomplete: {number} rules failed to run.",
    ),
    "incomplete.one": Text(
        id="Audit ini tidak lengkap: 1 aturan gagal dijalankan.",
        en="This audit is incomplete: 1 rule failed to run.",
    ),
    "severity.error": Text(id="galat", en="error"),
    "severity.warning": Text(id="peringatan", en="warning"),
    "severity.info": Text(id="info", en="info"),
    "plural.error": Text(id="galat", en="errors"),
    "plural.warning": Text(id="peringatan", en="warnings"),
    "plural.info": Text(id="info", en="info"),
    "status.new": Text(id="baru", en="new"),
    "status.existing": Text(id="sudah ada", en="existing"),
    "status.resolved": Text(id="selesai", en="resolved"),
    "status.waived": Text(id="dikecualikan", en="waived"),
    "rules.all": Text(id="{all} aturan", en="{all} rules"),
    "rules.ran": Text(
        id="{ran} dijalankan, {clean} di antaranya tanpa temuan",
        en="{ran} ran, {clean} of them without findings",
    ),
    "rules.skipped": Text(
        id="{skipped} tidak berlaku pada rencana ini", en="{skipped} do not apply to this plan"
    ),
    "rules.skipped.one": Text(
        id="1 tidak berlaku pada rencana ini", en="1 does not apply to this plan"
    ),
    "rules.all.one": Text(id="1 aturan", en="1 rule"),
    "rules.off": Text(id="{off} dimatikan", en="{off} switched off"),
    "rules.failed": Text(id="{failed} gagal", en="{failed} failed"),
    "memory": Text(
        id="Dibandingkan dengan {beside}: {new} temuan baru, {existing} sudah ada, "
        "{resolved} selesai.",
        en="Compared with {beside}: {new} new, {existing} existing, {resolved} resolved.",
    ),
    "memory.none": Text(
        id="Tidak dibandingkan dengan audit sebelumnya: semua temuan berstatus baru.",
        en="Not compared with an earlier audit: every finding counts as new.",
    ),
    "memory.waived": Text(
        id="Dikecualikan dan tidak dihitung di atas: {waived}.",
        en="Waived and not counted above: {waived}.",
    ),
    "by.agency": Text(id="Temuan menurut instansi", en="Findings by agency"),
    "agency": Text(id="Instansi", en="Agency"),
    "agency.none": Text(id="Tanpa instansi", en="No agency"),
    "sum": Text(id="Jumlah", en="Sum"),
    "filter": Text(id="Saring temuan", en="Filter the findings"),
    "filter.severity": Text(id="Tingkat temuan", en="Severity"),
    "filter.rule": Text(id="Aturan", en="Rule"),
    "filter.status": Text(id="Status", en="Status"),
    "filter.text": Text(id="Kode atau kata", en="Code or word"),
    "filter.all": Text(id="semua", en="all"),
    "filter.reset": Text(id="Tampilkan semua", en="Show all"),
    "shown": Text(id="{n} dari {all} temuan ditampilkan", en="{n} of {all} findings shown"),
    "findings": Text(id="Temuan", en="Findings"),
    "findings.none": Text(id="Tidak ada.", en="None."),
    "of": Text(id="{number} dari {population}", en="{number} of {population}"),
    "of.groups": Text(
        id="{number} kelompok di antara {population}", en="{number} groups among {population}"
    ),
    "of.group": Text(id="1 kelompok di antara {population}", en="1 group among {population}"),
    "looked": Text(id="yang diperiksa", en="looked at"),
    "what": Text(id="Yang diperiksa", en="What is checked"),
    "why": Text(id="Mengapa penting", en="Why it matters"),
    "sources": Text(id="Dasar", en="Stands on"),
    "limits": Text(id="Batas pemeriksaan", en="Limits of the check"),
    "place": Text(id="Tempat", en="Place"),
    "where": Text(id="Yang diperbaiki", en="Where to mend it"),
    "path": Text(id="Jalur", en="Path"),
    "cut_off": Text(id="Memutus", en="Cuts off"),
    "cut_off.below": Text(id="{number} di bawahnya", en="{number} below"),
    "status": Text(id="Status", en="Status"),
    "mend": Text(id="Perbaikan", en="How to fix"),
    "fingerprint": Text(id="Sidik jari", en="Fingerprint"),
    "resolved": Text(id="Selesai sejak pembanding", en="Resolved since the comparison"),
    "waivers": Text(id="Pengecualian", en="Waivers"),
    "waivers.how": Text(
        id="Setiap pengecualian dari berkasnya, dan yang terjadi dengannya.",
        en="Every waiver of the file, and what became of it.",
    ),
    "waiver.subject": Text(id="Pada", en="About"),
    "waiver.reason": Text(id="Alasan", en="Reason"),
    "waiver.until": Text(id="Sampai", en="Until"),
    "waiver.by": Text(id="Oleh", en="By"),
    "waiver.state": Text(id="Keadaan", en="State"),
    "waiver.used": Text(id="berlaku ({n})", en="in force ({n})"),
    "waiver.without-reason": Text(
        id="tanpa alasan, tidak berlaku", en="without a reason, not in force"
    ),
    "waiver.without-until": Text(
        id="tanpa batas waktu, tidak berlaku", en="without an end, not in force"
    ),
    "waiver.without-by": Text(
        id="tanpa penanggung jawab, tidak berlaku", en="nobody answers for it, not in force"
    ),
    "waiver.expired": Text(id="kedaluwarsa", en="expired"),
    "waiver.ambiguous": Text(
        id="tidak jelas, tidak berlaku: himpunan data atau catatan yang ber-id sama; tulis "
        "subject: '@dataset', atau fingerprint temuannya",
        en="ambiguous, not in force: the dataset, or the record with the same id; write subject: "
        "'@dataset', or the fingerprint of the finding",
    ),
    "waiver.unmatched": Text(id="tidak mengenai temuan apa pun", en="matches no finding"),
    "waiver.not-run": Text(id="aturannya tidak dijalankan", en="its rule was not run"),
    "waiver.unknown-rule": Text(
        id="aturannya tidak dikenal (salah tulis, atau aturan sendiri tanpa --rules)",
        en="its rule is not known (misspelt, or a rule of your own without --rules)",
    ),
    "rules": Text(id="Semua aturan dan hasilnya", en="All rules and what they gave"),
    "rules.rule": Text(id="Aturan", en="Rule"),
    "rules.result": Text(id="Hasil", en="Result"),
    "rules.note": Text(id="Keterangan", en="Remark"),
    "run.not-applicable": Text(id="tidak berlaku", en="does not apply"),
    "run.failed": Text(id="gagal", en="failed"),
    "run.off": Text(id="dimatikan", en="switched off"),
    "regraded": Text(
        id="Dinilai {now}, bukan {own}: {reason}", en="Counts as {now} in place of {own}: {reason}"
    ),
    "parameters": Text(id="Parameter yang ditetapkan", en="Parameters that were set"),
    "provenance": Text(id="Asal-usul laporan", en="Provenance of this report"),
    "dataset": Text(id="Himpunan data", en="Dataset"),
    "edition": Text(id="Edisi", en="Edition"),
    "years": Text(id="Tahun rencana", en="Plan years"),
    "as_of": Text(id="Tahun terakhir yang ditutup", en="Last closed year"),
    "loaded": Text(id="Dibaca (UTC)", en="Read (UTC)"),
    "made": Text(id="Dibuat", en="Made"),
    "digest": Text(id="SHA-256 masukan", en="SHA-256 of the input"),
    "rules_digest": Text(id="SHA-256 aturan", en="SHA-256 of the rules"),
    "engine": Text(id="Basis data", en="Database"),
    "program": Text(id="Program", en="Program"),
    "sign": Text(id="Pengesahan", en="Signature"),
    "sign.name": Text(id="Nama dan jabatan", en="Name and post"),
    "sign.place": Text(id="Tempat dan tanggal", en="Place and date"),
    "sign.hand": Text(id="Tanda tangan", en="Signature"),
    "category.chain": Text(id="Rantai", en="Chain"),
    "category.level": Text(id="Kecocokan dengan tingkatnya", en="Fitness for the level"),
    "category.quality": Text(id="Mutu indikator", en="Indicator quality"),
    "category.ownership": Text(
        id="Kepemilikan dan organisasi", en="Ownership and the organisation"
    ),
    "category.alignment": Text(id="Keselarasan lintas instansi", en="Cross-agency alignment"),
    "category.people": Text(
        id="SOP, orang dan jenjang fungsional", en="SOP, people and functional ladders"
    ),
    "category.evidence": Text(id="Bukti dari tahun ke tahun", en="Evidence over the years"),
}
