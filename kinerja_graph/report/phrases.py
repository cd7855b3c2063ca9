"""What a report says beside the words of an audit, in both languages.

Where a phrase speaks of a number, its form for one stands under the same key with ``.one``.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.texts import Text

PHRASES: Final[dict[str, Text]] = {
    "report": Text(id="Laporan Cascading Kinerja", en="Report on the Performance Cascade"),
    "contents": Text(id="Daftar isi", en="Contents"),
    "page": Text(id="Halaman", en="Page"),
    "table": Text(id="Tabel", en="Table"),
    "figure": Text(id="Gambar", en="Figure"),
    "sheet": Text(id="Lembar", en="Sheet"),
    "holds": Text(id="Isi", en="Holds"),
    "rows": Text(id="Baris", en="Rows"),
    "clipped": Text(
        id="{n} sel lebih panjang daripada yang dapat dimuat lembar kerja dan dipotong (…).",
        en="{n} cells are longer than a sheet can hold and are cut off (…).",
    ),
    "clipped.one": Text(
        id="1 sel lebih panjang daripada yang dapat dimuat lembar kerja dan dipotong (…).",
        en="1 cell is longer than a sheet can hold and is cut off (…).",
    ),
    "and": Text(id="dan", en="and"),
    "yes": Text(id="ya", en="yes"),
    "no": Text(id="tidak", en="no"),
    "unknown": Text(id="tidak diketahui", en="unknown"),
    "glyphs": Text(
        id="{n} huruf tidak tersedia pada fon laporan ini dan tampil sebagai �; bentuk aslinya "
        "ada di laporan HTML, DOCX, dan XLSX.",
        en="{n} letters are not in the font of this report and show as �; the HTML, DOCX and XLSX "
        "reports have them as they are.",
    ),
    "glyphs.one": Text(
        id="1 huruf tidak tersedia pada fon laporan ini dan tampil sebagai �; bentuk aslinya ada "
        "di laporan HTML, DOCX, dan XLSX.",
        en="1 letter is not in the font of this report and shows as �; the HTML, DOCX and XLSX "
        "reports have it as it is.",
    ),
    "summary": Text(id="Ringkasan", en="Summary"),
    "summary.counted": Text(
        id="Pemeriksaan atas pohon kinerja ini menemukan {listed}.",
        en="The check of this performance tree found {listed}.",
    ),
    "summary.caution": Text(
        id="Temuan dihitung dari data rencana sebagaimana dimuat. Temuan adalah petunjuk untuk "
        "diperiksa, bukan penilaian atas orang atau instansi; yang tidak diketahui tidak "
        "dianggap baik.",
        en="Findings are computed from the plan as it was loaded. A finding is a lead to be "
        "examined, not a judgement of people or agencies; what is unknown does not count as good.",
    ),
    "spread": Text(id="Sebaran temuan", en="Where the findings lie"),
    "by.rule": Text(id="Temuan menurut aturan", en="Findings by rule"),
    "by.rule.how": Text(
        id="Setiap jumlah disertai pembaginya: berapa yang diperiksa oleh aturan itu.",
        en="Each number stands beside its denominator: how many the rule looked at.",
    ),
    "by.rule.found": Text(id="Temuan", en="Findings"),
    "heaviest": Text(id="Putus yang paling berdampak", en="The breaks that weigh most"),
    "heaviest.how": Text(
        id="Memperbaiki putus ini menyambungkan kembali paling banyak hasil dan tugas.",
        en="Mending these breaks reconnects the most results and tasks.",
    ),
    "finding": Text(id="Temuan dan jalurnya", en="Finding and its path"),
    "findings.how": Text(
        id="Setiap temuan menyebut apa yang salah, jalurnya, tempatnya dalam berkas masukan, dan "
        "cara memperbaikinya. Dasar setiap aturan dan batas pemeriksaannya ada di lampiran.",
        en="Each finding says what is wrong, its path, its place in the input, and how to mend "
        "it. What each rule stands on, and the limits of its check, are in the appendix.",
    ),
    "findings.limit": Text(
        id="Laporan ini merinci paling banyak {most} temuan untuk setiap aturan. {n} temuan "
        "selebihnya dihitung di sini dan dirinci di lembar Temuan pada laporan XLSX.",
        en="This report details at most {most} findings of each rule. The other {n} findings are "
        "counted here and detailed on the sheet Findings of the XLSX report.",
    ),
    "findings.limit.one": Text(
        id="Laporan ini merinci paling banyak {most} temuan untuk setiap aturan. 1 temuan "
        "selebihnya dihitung di sini dan dirinci di lembar Temuan pada laporan XLSX.",
        en="This report details at most {most} findings of each rule. One more finding is "
        "counted here and detailed on the sheet Findings of the XLSX report.",
    ),
    "findings.more": Text(
        id="dan {n} temuan lain; rinciannya ada di laporan XLSX.",
        en="and {n} more findings; the XLSX report has their details.",
    ),
    "findings.more.one": Text(
        id="dan 1 temuan lain; rinciannya ada di laporan XLSX.",
        en="and one more finding; the XLSX report has its details.",
    ),
    "findings.only": Text(
        id="{n} temuan; rinciannya ada di laporan XLSX.",
        en="{n} findings; the XLSX report has their details.",
    ),
    "findings.only.one": Text(
        id="1 temuan; rinciannya ada di laporan XLSX.",
        en="One finding; the XLSX report has its details.",
    ),
    "cuts": Text(
        id="Memutus {n} hasil dan tugas di bawahnya.",
        en="Cuts off {n} results and tasks below it.",
    ),
    "cuts.one": Text(
        id="Memutus 1 hasil atau tugas di bawahnya.",
        en="Cuts off one result or task below it.",
    ),
    "place.none": Text(id="seluruh rencana", en="the whole plan"),
    "place.sheet": Text(id="lembar {sheet}", en="sheet {sheet}"),
    "place.table": Text(id="tabel {sheet}", en="table {sheet}"),
    "place.row": Text(id="baris {row}", en="row {row}"),
    "place.cell": Text(id="sel {row}", en="cell {row}"),
    "crosscutting": Text(id="Lembar lintas instansi", en="Crosscutting sheets"),
    "crosscutting.how": Text(
        id="Hasil yang memerlukan lebih dari satu instansi. Setiap hasil mempunyai lembar "
        "sendiri: siapa yang menopangnya, dengan apa, dan siapa yang diharapkan tetapi belum "
        "hadir.",
        en="Outcomes that need more than one agency. Each has a sheet of its own: who stands "
        "behind it, with what, and who is expected and absent.",
    ),
    "crosscutting.none": Text(
        id="Rencana ini tidak memuat hasil yang ditandai lintas instansi, dan tidak ada hasil "
        "tingkat 0 yang ditopang lebih dari satu instansi.",
        en="This plan has no outcome marked as crosscutting, and none of level 0 that more than "
        "one agency stands behind.",
    ),
    "crosscutting.left": Text(
        id="Dari {all} hasil lintas instansi, {n} tidak mempunyai lembar di sini; perintah align "
        "menampilkannya satu per satu.",
        en="Of {all} crosscutting outcomes, {n} have no sheet here; the command align shows them "
        "one by one.",
    ),
    "outcome": Text(id="Hasil", en="Outcome"),
    "behind": Text(id="Instansi penopang", en="Agencies behind"),
    "missing": Text(id="Tidak hadir", en="Missing"),
    "behind.some": Text(
        id="{n} instansi menopang hasil ini: {listed}.",
        en="{n} agencies stand behind this outcome: {listed}.",
    ),
    "behind.some.one": Text(
        id="Hanya satu instansi menopang hasil ini: {listed}.",
        en="Only one agency stands behind this outcome: {listed}.",
    ),
    "behind.none": Text(
        id="Tidak ada instansi yang menopang hasil ini.",
        en="No agency stands behind this outcome.",
    ),
    "missing.some": Text(
        id="{n} yang diharapkan tidak hadir: {listed}.",
        en="{n} that are expected are missing: {listed}.",
    ),
    "missing.some.one": Text(
        id="Satu yang diharapkan tidak hadir: {listed}.",
        en="One that is expected is missing: {listed}.",
    ),
    "short.silo": Text(id="berjalan sendiri", en="stands alone"),
    "short.missing": Text(id="belum lengkap", en="incomplete"),
    "short.shared": Text(id="ditopang bersama", en="shared"),
    "agencies.of": Text(id="Instansi di balik: {name}", en="Agencies behind: {name}"),
    "level": Text(id="tingkat", en="level"),
    "owner": Text(id="pemilik", en="owner"),
    "results": Text(id="Hasil", en="Results"),
    "tasks": Text(id="Tugas", en="Tasks"),
    "direct": Text(id="Menyumbang langsung", en="Contributes directly"),
    "sole": Text(id="Satu-satunya penopang", en="Only support of"),
    "expected": Text(id="diharapkan, hadir", en="expected, present"),
    "expected.missing": Text(id="▲ diharapkan, tidak hadir", en="▲ expected, missing"),
    "and.more": Text(id="dan {n} lagi", en="and {n} more"),
    "requested": Text(
        id="Kontribusi yang diminta dan belum diterima:",
        en="Contributions that are requested and not yet accepted:",
    ),
    "rejected": Text(
        id="Kontribusi yang ditolak, sehingga tidak dihitung di atas:",
        en="Contributions that were rejected, and so do not count above:",
    ),
    "conflicting": Text(
        id="Hasil yang menerima kontribusi searah dan berlawanan sekaligus:",
        en="Results that receive contributions of both signs:",
    ),
    "matrix": Text(id="Matriks instansi dan hasil", en="Agencies and outcomes"),
    "matrix.how": Text(
        id="Setiap sel menyebut berapa hasil + tugas sebuah instansi yang menopang hasil tingkat "
        "0 itu; – berarti tidak ada, ▲ berarti diharapkan tetapi tidak hadir.",
        en="Each cell tells how many results + tasks of an agency stand behind that outcome of "
        "level 0; – means none, ▲ means expected and missing.",
    ),
    "matrix.none": Text(
        id="Rencana ini tidak memuat hasil tingkat 0, atau tidak memuat instansi.",
        en="This plan has no outcome of level 0, or no agency.",
    ),
    "matrix.left": Text(
        id="Ditampilkan {outcomes} dari {all_outcomes} hasil dan {agencies} dari {all_agencies} "
        "instansi; selebihnya ada di lembar Matriks pada laporan XLSX.",
        en="Shown are {outcomes} of {all_outcomes} outcomes and {agencies} of {all_agencies} "
        "agencies; the sheet Matrix of the XLSX report has the rest.",
    ),
    "matrix.idle": Text(
        id="{n} instansi tidak menopang hasil tingkat 0 mana pun: {listed}.",
        en="{n} agencies stand behind no outcome of level 0: {listed}.",
    ),
    "matrix.idle.one": Text(
        id="Satu instansi tidak menopang hasil tingkat 0 mana pun: {listed}.",
        en="One agency stands behind no outcome of level 0: {listed}.",
    ),
    "targets": Text(id="Target yang dijumlahkan", en="Targets that add up"),
    "targets.none": Text(
        id="Rencana ini tidak memuat hasil yang targetnya merupakan jumlah target di bawahnya.",
        en="This plan has no result whose target is the sum of those below it.",
    ),
    "targets.how": Text(
        id="Target {n} hasil merupakan jumlah target di bawahnya. Pada {missed} di antaranya "
        "jumlah itu berbeda dari target; pada {unknown} jumlahnya tidak diketahui.",
        en="The targets of {n} results are sums of those below them. For {missed} of them the "
        "sum differs from the target; for {unknown} it is unknown.",
    ),
    "targets.good": Text(
        id="Target {n} hasil merupakan jumlah target di bawahnya, dan pada setiap tahun jumlah "
        "itu tepat.",
        en="The targets of {n} results are sums of those below them, and in every year the sum "
        "is right.",
    ),
    "targets.good.one": Text(
        id="Target satu hasil merupakan jumlah target di bawahnya, dan pada setiap tahun jumlah "
        "itu tepat.",
        en="The targets of one result are sums of those below it, and in every year the sum is "
        "right.",
    ),
    "targets.left": Text(
        id="{n} hasil seperti itu tidak dirinci di sini; perintah targets menampilkannya.",
        en="{n} such results are not detailed here; the command targets shows them.",
    ),
    "targets.unknown": Text(id="Jumlahnya tidak diketahui", en="The sum is unknown"),
    "parts": Text(id="Yang dijumlahkan", en="What is added up"),
    "year": Text(id="Tahun", en="Year"),
    "target": Text(id="Target", en="Target"),
    "gap": Text(id="Selisih", en="Gap"),
    "evidence": Text(id="Bukti hubungan sebab-akibat", en="Evidence for causal links"),
    "evidence.how": Text(
        id="Untuk setiap hubungan dibandingkan perubahan capaian penyumbang dan hasilnya dari "
        "tahun ke tahun. Data ini dapat mendukung atau melemahkan sebuah hubungan, tetapi tidak "
        "pernah membuktikannya.",
        en="For each link the changes of achievement of the contributor and of its outcome are "
        "compared from year to year. Such data can support a link or speak against it; they never "
        "prove it.",
    ),
    "evidence.none": Text(
        id="Rencana ini tidak memuat hubungan antarindikator.",
        en="This plan has no links between indicators.",
    ),
    "evidence.counts": Text(id="Hubungan menurut kesimpulan", en="Links by verdict"),
    "evidence.supports": Text(id="data mendukung", en="the years speak for it"),
    "evidence.against": Text(id="data tidak mendukung", en="the years speak against it"),
    "evidence.mixed": Text(id="data bercampur", en="the years are mixed"),
    "evidence.too-few": Text(id="data terlalu sedikit", en="too few years"),
    "evidence.more": Text(
        id="dan {n} hubungan lain; rinciannya ada di laporan XLSX.",
        en="and {n} more links; the XLSX report has their details.",
    ),
    "evidence.rest": Text(
        id="Hubungan selebihnya dirinci di lembar Bukti pada laporan XLSX.",
        en="The sheet Evidence of the XLSX report details the other links.",
    ),
    "links": Text(id="Hubungan", en="Links"),
    "contributor": Text(id="Penyumbang", en="Contributor"),
    "agree": Text(id="Searah", en="As claimed"),
    "years.seen": Text(
        id="Capaian penyumbang dan hasil", en="Achievement of contributor and outcome"
    ),
    "lowers": Text(id="menurunkan hasilnya (−)", en="lowers its outcome (−)"),
    "editions": Text(id="Perubahan rencana", en="Changes of the plan"),
    "editions.none": Text(
        id="Isi rencana sama dengan edisi {edition}.",
        en="The plan says the same as edition {edition}.",
    ),
    "editions.how": Text(
        id="Isi rencana dibandingkan dengan edisi {edition}.",
        en="The plan beside edition {edition}.",
    ),
    "editions.more": Text(
        id="dan {n} perubahan lain; rinciannya ada di laporan XLSX.",
        en="and {n} more changes; the XLSX report has their details.",
    ),
    "change": Text(id="Perubahan", en="Change"),
    "number": Text(id="Jumlah", en="Number"),
    "record": Text(id="Catatan", en="Record"),
    "before": Text(id="Sebelumnya", en="Before"),
    "after": Text(id="Sekarang", en="Now"),
    "tie.PART_OF": Text(id="bagian dari", en="part of"),
    "tie.IN_UNIT": Text(id="unit", en="unit"),
    "tie.REPORTS_TO": Text(id="atasan", en="superiors"),
    "tie.EXPECTS": Text(id="yang diharapkan", en="expected"),
    "tie.CONTRIBUTES_TO": Text(id="berkontribusi pada", en="contributes to"),
    "tie.MEASURES": Text(id="mengukur", en="measures"),
    "change.added": Text(id="Ditambahkan", en="Added"),
    "change.removed": Text(id="Dihapus", en="Removed"),
    "change.renamed": Text(id="Berganti nama", en="Renamed"),
    "change.moved": Text(id="Berpindah induk", en="Moved"),
    "change.reowned": Text(id="Berganti pemilik atau pelaksana", en="Owned by others"),
    "change.retargeted": Text(id="Target berubah", en="Targets changed"),
    "change.realised": Text(id="Realisasi berubah", en="Realisations changed"),
    "change.reorganised": Text(id="Organisasi berubah", en="Organisation changed"),
    "change.redefined": Text(id="Keterangan berubah", en="Descriptions changed"),
    "change.relabelled": Text(id="Berganti jenis", en="Another kind of record"),
    "change.relinked": Text(id="Kontribusi berubah", en="Contributions changed"),
    "pictures": Text(id="Pohon kinerja dalam gambar", en="The performance tree in pictures"),
    "pictures.how": Text(
        id="Setiap gambar menampilkan sebuah hasil dan dua tingkat di bawahnya; yang lebih panjang "
        "dilanjutkan pada gambar berikutnya (1/2). Kotak berkontribusi ke kotak di sebelah "
        "kirinya; garis putus-putus melintasi instansi.",
        en="Each figure shows a result and two levels below it; what is longer is continued in "
        "the next figure (1/2). A box contributes to the box at its left; dashed lines cross "
        "agencies.",
    ),
    "pictures.many": Text(
        id="Rencana ini memuat {n} hasil dan tugas. Laporan menggambar paling banyak {most}, "
        "karena pohon yang lebih besar tidak terbaca di kertas. Gambar sebagian rencana dibuat "
        "dengan kinerja render ID --out BERKAS.html.",
        en="This plan has {n} results and tasks. A report draws at most {most}, because a larger "
        "tree cannot be read on paper. A part of the plan is drawn by kinerja render ID --out "
        "FILE.html.",
    ),
    "pictures.left": Text(
        id="Laporan ini memuat {shown} gambar; {n} gambar selebihnya dapat dilihat dengan perintah "
        "render.",
        en="This report holds {shown} figures; the other {n} can be seen with the command render.",
    ),
    "pictures.left.one": Text(
        id="Laporan ini memuat {shown} gambar; 1 gambar selebihnya dapat dilihat dengan perintah "
        "render.",
        en="This report holds {shown} figures; one more can be seen with the command render.",
    ),
    "changes": Text(id="Yang berubah", en="What changed"),
    "changes.none": Text(
        id="Laporan ini tidak dibandingkan dengan edisi lain atau garis dasar, karena tidak ada "
        "yang disebut dan tidak ada edisi terdahulu yang dimuat.",
        en="This report is not compared with another edition or a baseline: none was named, and "
        "no earlier edition is loaded.",
    ),
    "changes.new": Text(id="Temuan baru", en="New findings"),
    "changes.new.none": Text(id="Tidak ada temuan baru.", en="There is no new finding."),
    "changes.gone": Text(id="Temuan yang selesai", en="Resolved findings"),
    "changes.gone.none": Text(
        id="Tidak ada temuan yang selesai.", en="No finding has been resolved."
    ),
    "run.ran": Text(id="dijalankan", en="ran"),
    "not_run": Text(id="Aturan yang tidak dijalankan", en="Rules that did not run"),
    "not_run.how": Text(
        id="Tentang hal yang diperiksa aturan-aturan ini laporan tidak dapat menyimpulkan apa pun.",
        en="Of what these rules check, this report can conclude nothing.",
    ),
    "not_run.none": Text(id="Semua aturan dijalankan.", en="Every rule ran."),
    "reason": Text(id="Alasan", en="Reason"),
    "appendix.rules": Text(id="Lampiran: aturan", en="Appendix: the rules"),
    "appendix.rules.how": Text(
        id="Yang diperiksa setiap aturan, dasarnya, batas pemeriksaannya, dan hasilnya pada "
        "rencana ini.",
        en="What each rule checks, what it stands on, the limits of its check, and what it gave "
        "for this plan.",
    ),
    "provenance": Text(id="Asal-usul laporan", en="Provenance"),
    "provenance.how": Text(
        id="Dengan keterangan ini laporan dapat dibuat ulang dan diperiksa.",
        en="With these facts the report can be made again and checked.",
    ),
    "sign": Text(id="Pengesahan", en="Signature"),
    "sign.how": Text(
        id="Diisi oleh pejabat yang bertanggung jawab atas laporan ini.",
        en="To be filled in by the official who answers for this report.",
    ),
}
