// ---
// id: missing-baseline
// severity: warning
// category: quality
// title:
//   id: Indikator tanpa nilai awal
//   en: Missing baseline
// what:
//   id: "Indikator yang nilai awalnya tidak diketahui (kolom `baseline` kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose baseline is unknown (column `baseline` is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: Tanpa nilai awal tidak terlihat apakah target menantang atau sudah terlampaui sejak hari pertama.
//   en: Without a start value nobody sees whether a target is a challenge or was met on the first day.
// mend:
//   id: "Isi nilai awal {subject} pada kolom `baseline`, yaitu nilai terakhir sebelum tahun pertama rencana."
//   en: "State the baseline of {subject} in the column `baseline`, the last value before the first year of the plan."
// fields: [indicators.baseline]
// message:
//   id: "Indikator {subject} tidak mempunyai nilai awal."
//   en: "Indicator {subject} has no baseline."
// example:
//   before:
//     id: "`IKU-2` mempunyai target, tetapi nilai awalnya kosong."
//     en: "`IKU-2` has targets but no baseline."
//   after:
//     id: "Nilai sebelum rencana, 71,0, diisi."
//     en: "The value before the plan, 71.0, is given."
//   cells:
//     - {cell: indicators.baseline, row: IKU-2, before: "", after: "71,0"}
// limits:
//   id: Nilai awal nol adalah nilai yang diketahui. Nilai awal yang tidak dapat dibaca dilaporkan `unreadable-value` saja.
//   en: A baseline of zero is a known value. A baseline that could not be read is told by `unreadable-value` alone.
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah target menantang dan dapat dicapai
//       en: the AKIP evaluation asks whether targets are challenging and achievable
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// whole:
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai nilai awal."
//     en: "None of the {of} indicators of {subject} has a baseline."
//   mend:
//     id: "Isi kolom `baseline` (nilai awal) di tabel `indicators` untuk setiap indikator; tambahkan kolomnya bila belum ada."
//     en: "Fill the column `baseline` of the table `indicators` for every indicator; add the column where it is not there."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.baseline IS NULL
  RETURN i.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Indicator' AND p.heading = 'baseline'
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
