// ---
// id: impact-at-operational-level
// severity: warning
// category: level
// title:
//   id: Dampak pada tingkat operasional
//   en: Impact at operational level
// what:
//   id: Indikator tingkat 4 atau 5 yang berjenis dampak (impact).
//   en: An indicator of level 4 or 5 whose kind is impact.
// why:
//   id: Dampak bagi masyarakat tidak dapat dikendalikan oleh satu tim atau satu pegawai; targetnya tidak adil dan capaiannya tidak berarti.
//   en: An impact on society is out of the hands of one team or one official; its target is unfair and its achievement says nothing.
// mend:
//   id: "Naikkan {subject} ke tingkat pimpinan, atau ganti dengan keluaran yang benar-benar dihasilkan pada tingkat ini. Bila jenisnya salah isi, perbaiki kolom kind."
//   en: "Move {subject} up to the level of leaders, or replace it by the output that this level really produces. If its kind is wrong, correct the column kind."
// message:
//   id: "Indikator {subject} berada pada tingkat {level}, tetapi jenisnya dampak (impact), yang tidak dapat dikendalikan pada tingkat operasional."
//   en: "Indicator {subject} stands at level {level}, but its kind is impact, which cannot be controlled at operational level."
// example:
//   before:
//     id: "Tingkat 5, staf: «Angka kemiskinan», jenis impact."
//     en: "Level 5, staff: “Poverty rate”, kind impact."
//   after:
//     id: "Tingkat 5, staf: «Data penerima bantuan yang diverifikasi», jenis output."
//     en: "Level 5, staff: “Beneficiary records verified”, kind output."
// limits:
//   id: Yang dibaca hanya jenis yang ditulis dalam rencana.
//   en: Only the kind that the plan states is read.
// source:
//   - text: Praktik penyusunan kinerja
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
