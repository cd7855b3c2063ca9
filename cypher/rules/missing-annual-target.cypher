// ---
// id: missing-annual-target
// severity: error
// category: quality
// title:
//   id: Tahun tanpa target
//   en: Missing annual target
// what:
//   id: "Indikator yang tidak mempunyai target pada salah satu tahun rencana. Tahun rencana ialah `first_year` sampai `last_year` pada tabel `dataset`; batas yang tidak diisi diambil dari tahun pertama atau terakhir yang bertarget dalam rencana itu. Bila semua indikator tidak bertarget pada tahun-tahun yang sama, satu temuan untuk seluruh rencana."
//   en: "An indicator without a target in some year of the plan. Plan years run from `first_year` to `last_year` of the table `dataset`; a bound that is not given is the first or last year with any target in the plan. Where all indicators lack the same years, one finding stands for the whole plan."
// why:
//   id: Perjanjian kinerja dibuat setiap tahun; tahun tanpa target adalah tahun tanpa janji.
//   en: Performance agreements are made year by year; a year without a target is a year without a promise.
// mend:
//   id: "Isi target {subject} untuk tahun {years} pada tabel `values`."
//   en: "Give {subject} a target for {years} in the table `values`."
// fields: [values.target]
// message:
//   id: "Indikator {subject} tidak mempunyai target untuk tahun {years}."
//   en: "Indicator {subject} has no target for {years}."
// example:
//   before:
//     id: "Rencana 2025–2027; `IKU-1` bertarget pada 2025 dan 2026 saja."
//     en: "A plan of 2025–2027; `IKU-1` has targets for 2025 and 2026 alone."
//   after:
//     id: "Target 2027 diisi."
//     en: "The target of 2027 is given."
//   cells:
//     - {cell: values.target, row: ["IKU-1", "2027"], before: "", after: "90"}
// limits:
//   id: Target berbentuk rentang adalah target. Indikator yang memang baru mulai di tengah rencana ikut dilaporkan. Tahun yang targetnya tidak dapat dibaca dilewati.
//   en: A range is a target. An indicator that rightly begins in the middle of the plan is reported too. A year whose target could not be read is passed over.
// source:
//   - text: PermenPANRB 53/2014
//     about:
//       id: perjanjian kinerja tahunan memuat indikator dan target
//       en: the yearly performance agreement holds indicators and targets
//   - text: PermenPANRB 88/2021
//     about:
//       id: realisasi dibandingkan dengan target tahunan
//       en: realisation is compared with the target of the year
// anchor: [Indicator]
// columns: {id: str, years: list}
// identity: [id]
// population: population-indicators
// needs: population-indicators-with-target
// needs_why:
//   id: "Rencana ini tidak memuat satu target pun."
//   en: "The plan has no target at all."
// whole:
//   same: [years]
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai target untuk tahun {years}."
//     en: "None of the {of} indicators of {subject} has a target for {years}."
//   mend:
//     id: "Isi target setiap indikator untuk tahun {years} di tabel `values`; bila rencana tidak mencakup tahun itu, betulkan `first_year` dan `last_year` di tabel `dataset`."
//     en: "Give every indicator a target for {years} in the table `values`; where the plan does not cover these years, correct `first_year` and `last_year` in the table `dataset`."
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WITH [min(i.target_years[0]), min(i.range_years[0])] AS firsts,
  [max(i.target_years[size(i.target_years) - 1]), max(i.range_years[size(i.range_years) - 1])] AS lasts
UNWIND firsts AS first_target
UNWIND lasts AS last_target
WITH coalesce($first_year, min(first_target)) AS first_year,
  coalesce($last_year, max(last_target)) AS last_year
CALL () {
  MATCH (i:Indicator {scope: $scope})
  RETURN i.id AS id, coalesce(i.target_years, []) + coalesce(i.range_years, []) AS known
  UNION ALL
  // A value that a lenient load could not read is not missing in that year.
  MATCH (p:Problem {scope: $scope})
  WHERE p.heading IN ['target', 'period'] AND p.beside IS NOT NULL
  RETURN p.subject_id AS id, [toInteger(p.beside)] AS known
}
WITH first_year, last_year, id, collect(known) AS parts
WITH id, [year IN range(first_year, last_year) WHERE none(known IN parts WHERE year IN known)] AS years
WHERE size(years) > 0
RETURN id, years
