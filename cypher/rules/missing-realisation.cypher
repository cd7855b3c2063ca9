// ---
// id: missing-realisation
// severity: warning
// category: evidence
// title:
//   id: Realisasi belum ada
//   en: Missing realisation
// what:
//   id: "Indikator yang pada suatu tahun yang sudah ditutup mempunyai target tetapi tidak mempunyai realisasi. Tahun tertutup ialah tahun sampai dengan `as_of` pada tabel `dataset`; bila tidak diisi, sampai dengan tahun terakhir yang mempunyai realisasi dalam rencana itu. Bila semua indikator yang bertarget pada tahun tertutup tidak mempunyai realisasi pada tahun-tahun yang sama, satu temuan untuk seluruh rencana."
//   en: "An indicator with a target and no realisation in a closed year. Closed are the years up to `as_of` of the table `dataset`; where that is not given, up to the last year with any realisation in the plan. Where all indicators with a target in a closed year lack the same years, one finding stands for the whole plan."
// why:
//   id: "Nilai yang tidak ada bukan kabar baik: tidak ada yang tahu apakah target tercapai."
//   en: "A missing value is no good news: nobody knows whether the target was met."
// mend:
//   id: "Isi realisasi {subject} untuk tahun {years} pada tabel `values`, atau jelaskan mengapa tidak diukur."
//   en: "Give the realisation of {subject} for {years} in the table `values`, or explain why it was not measured."
// fields: [values.realisation]
// message:
//   id: "Indikator {subject} mempunyai target tetapi belum mempunyai realisasi untuk tahun {years} yang sudah ditutup."
//   en: "Indicator {subject} has a target but no realisation for {years}, which is closed."
// example:
//   before:
//     id: "Tahun 2025 sudah ditutup; `IKU-1` bertarget 90 tanpa realisasi."
//     en: "The year 2025 is closed; `IKU-1` has a target of 90 and no realisation."
//   after:
//     id: "Realisasi 2025 diisi: 87,5."
//     en: "The realisation of 2025 is given: 87.5."
//   cells:
//     - {cell: values.realisation, row: ["IKU-1", "2025"], before: "", after: "87,5"}
// limits:
//   id: "Tanpa `as_of` dan tanpa satu realisasi pun, tidak ada tahun yang dianggap tertutup. Tahun yang realisasinya tidak dapat dibaca dilewati."
//   en: "Without `as_of` and without any realisation no year counts as closed. A year whose realisation could not be read is passed over."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: pengukuran kinerja berkala; realisasi dibandingkan dengan target
//       en: periodic measurement; realisation is compared with the target
// anchor: [Indicator]
// columns: {id: str, years: list}
// identity: [id]
// population: population-indicators
// needs: population-indicators-with-value
// needs_why:
//   id: "Rencana ini tidak memuat satu target atau realisasi pun."
//   en: "The plan has no target and no realisation."
// whole:
//   every: population-indicators-due
//   same: [years]
//   message:
//     id: "Tidak satu pun indikator dalam {subject} yang bertarget pada tahun tertutup mempunyai realisasi untuk tahun {years}."
//     en: "None of the indicators of {subject} with a target in a closed year has a realisation for {years}."
//   mend:
//     id: "Isi realisasi setiap indikator untuk tahun {years} di tabel `values`; bila tahun itu belum ditutup, betulkan `as_of` di tabel `dataset`."
//     en: "Give the realisation of every indicator for {years} in the table `values`; where these years are not closed yet, correct `as_of` in the table `dataset`."
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WITH max(i.realisation_years[size(i.realisation_years) - 1]) AS last_measured
WITH coalesce($as_of, last_measured) AS closed
CALL () {
  MATCH (i:Indicator {scope: $scope})
  RETURN i.id AS id, coalesce(i.target_years, []) + coalesce(i.range_years, []) AS due,
    coalesce(i.realisation_years, []) AS known
  UNION ALL
  // A value that a lenient load could not read is not missing in that year.
  MATCH (p:Problem {scope: $scope})
  WHERE p.heading IN ['realisation', 'period'] AND p.beside IS NOT NULL
  RETURN p.subject_id AS id, [] AS due, [toInteger(p.beside)] AS known
}
WITH closed, id, collect(due) AS dues, collect(known) AS parts
UNWIND dues AS due
UNWIND [year IN due WHERE year <= closed AND none(known IN parts WHERE year IN known)] AS year
WITH id, year ORDER BY year
WITH id, collect(year) AS years
RETURN id, years
