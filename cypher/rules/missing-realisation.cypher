// ---
// id: missing-realisation
// severity: warning
// category: evidence
// title:
//   id: Realisasi belum ada
//   en: Missing realisation
// what:
//   id: "Indikator yang pada suatu tahun yang sudah ditutup mempunyai target tetapi tidak mempunyai realisasi. Tahun tertutup ialah tahun sampai dengan `as_of` pada tabel `dataset`; bila tidak diisi, sampai dengan tahun terakhir yang mempunyai realisasi dalam rencana itu."
//   en: "An indicator with a target and no realisation in a closed year. Closed are the years up to `as_of` of the table `dataset`; where that is not given, up to the last year with any realisation in the plan."
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
//   id: "Tanpa `as_of` dan tanpa satu realisasi pun, tidak ada tahun yang dianggap tertutup."
//   en: "Without `as_of` and without any realisation no year counts as closed."
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
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WITH max(i.realisation_years[size(i.realisation_years) - 1]) AS last_measured
WITH coalesce($as_of, last_measured) AS closed
MATCH (i:Indicator {scope: $scope})
UNWIND [year IN coalesce(i.target_years, []) + coalesce(i.range_years, [])
        WHERE year <= closed AND NOT year IN coalesce(i.realisation_years, [])] AS year
WITH i, year ORDER BY year
WITH i, collect(year) AS years
RETURN i.id AS id, years
