// ---
// id: missing-baseline
// severity: warning
// category: quality
// title:
//   id: Indikator tanpa nilai awal
//   en: Missing baseline
// what:
//   id: "Indikator yang nilai awalnya tidak diketahui (kolom baseline kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose baseline is unknown (column baseline is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: Tanpa nilai awal tidak terlihat apakah target menantang atau sudah terlampaui sejak hari pertama.
//   en: Without a start value nobody sees whether a target is a challenge or was met on the first day.
// mend:
//   id: "Isi nilai awal {subject} pada kolom baseline, yaitu nilai terakhir sebelum tahun pertama rencana."
//   en: "State the baseline of {subject} in the column baseline, the last value before the first year of the plan."
// message:
//   id: "Indikator {subject} tidak mempunyai nilai awal."
//   en: "Indicator {subject} has no baseline."
// example:
//   before:
//     id: "Target 2026: 76,4 persen; nilai awal kosong."
//     en: "Target of 2026: 76.4 percent; no baseline."
//   after:
//     id: "Nilai awal 2025: 71,0 persen."
//     en: "Baseline of 2025: 71.0 percent."
// limits:
//   id: Nilai awal nol adalah nilai yang diketahui.
//   en: A baseline of zero is a known value.
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
//     id: Tambahkan kolom baseline (nilai awal) ke tabel indicators dan isi untuk setiap indikator.
//     en: Add the column baseline to the table indicators and fill it for every indicator.
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.baseline IS NULL
RETURN i.id AS id
