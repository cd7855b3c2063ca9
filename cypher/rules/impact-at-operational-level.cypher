// ---
// id: impact-at-operational-level
// severity: warning
// category: level
// title:
//   id: Dampak di tingkat operasional
//   en: Impact at operational level
// what:
//   id: "Indikator tingkat 4 atau 5 yang berjenis dampak (`impact`)."
//   en: "An indicator of level 4 or 5 whose kind is `impact`."
// why:
//   id: "Dampak bagi masyarakat tidak berada dalam kendali satu tim atau satu pegawai; target seperti itu sulit dipertanggungjawabkan oleh mereka."
//   en: "An impact on society is out of the hands of one team or one official, who can hardly answer for such a target."
// mend:
//   id: "Naikkan {subject} ke tingkat pimpinan, atau ganti dengan keluaran yang benar-benar dihasilkan pada tingkat ini. Bila jenisnya salah isi, perbaiki kolom `kind`."
//   en: "Move {subject} up to the level of leaders, or replace it by the output that this level really produces. If its kind is wrong, correct the column `kind`."
// fields: [indicators.kind, indicators.name, indicators.level, indicators.objective]
// message:
//   id: "Indikator {subject} berada pada tingkat {level}, tetapi jenisnya dampak (impact), yang sulit dikendalikan pada tingkat operasional."
//   en: "Indicator {subject} stands at level {level}, but its kind is impact, which can hardly be controlled at operational level."
// example:
//   before:
//     id: "Indikator seorang staf (tingkat 5) mengukur dampak bagi masyarakat."
//     en: "The indicator of a member of staff (level 5) measures an impact on society (“poverty rate”)."
//   after:
//     id: "Indikator itu mengukur keluaran staf tersebut."
//     en: "It measures what that person produces (“share of beneficiary records verified”)."
//   cells:
//     - {cell: indicators.name, row: IKI-1, before: "Angka kemiskinan", after: "Persentase data penerima bantuan yang diverifikasi"}
//     - {cell: indicators.kind, row: IKI-1, before: "impact", after: "output"}
// limits:
//   id: "Yang dibaca hanya jenis yang tertulis dalam rencana."
//   en: "Only the kind that the plan states is read."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "jenis indikator yang lazim pada tiap tingkat; praktik, bukan ketentuan"
//       en: "the kind of indicator usual at each level; practice, not regulation"
// anchor: [Indicator]
// columns: {id: str, level: int}
// identity: [id]
// spoken: [level]
// population: population-operational-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.level >= 4 AND i.kind = 'impact'
RETURN i.id AS id, i.level AS level
