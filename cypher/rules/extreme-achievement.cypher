// ---
// id: extreme-achievement
// severity: info
// category: evidence
// title:
//   id: Capaian ekstrem
//   en: Extreme achievement
// what:
//   id: Indikator yang capaiannya pada suatu tahun di bawah 0 atau di atas 200 persen.
//   en: An indicator whose achievement in some year is below 0 or above 200 percent.
// why:
//   id: "Capaian seperti itu biasanya berarti target terlalu mudah, satuan berganti, arah keliru, atau angka salah ketik."
//   en: "Such an achievement mostly means an easy target, a change of unit, a wrong polarity or a slip of the pen."
// mend:
//   id: "Periksa target, realisasi, dan arah {subject} pada tahun {years}; perbaiki angkanya atau tetapkan target yang wajar."
//   en: "Check target, realisation and polarity of {subject} in {years}; correct the figures or set a fair target."
// fields: [values.target, values.realisation, indicators.polarity]
// message:
//   id: "Capaian indikator {subject} pada tahun {years} berada di bawah 0 atau di atas 200 persen: {percents} persen, dari realisasi {realised} terhadap target {planned}."
//   en: "The achievement of indicator {subject} in {years} is below 0 or above 200 percent: {percents} percent, of realisation {realised} against target {planned}."
// example:
//   before:
//     id: "Target 2025 ialah 10 dan realisasinya 25 dengan arah naik: capaian 250 persen."
//     en: "The target of 2025 is 10 and the realisation 25, polarity up: an achievement of 250 percent."
//   after:
//     id: "Angkanya salah ketik; realisasi yang benar 12, capaian 120 persen."
//     en: "The figure was a slip; the true realisation is 12, an achievement of 120 percent."
//   cells:
//     - {cell: values.realisation, row: ["IKU-1", "2025"], before: "25", after: "12"}
// limits:
//   id: "Capaian dihitung tanpa pembulatan; tanpa arah, atau dengan target nol, negatif, atau rentang, capaian tidak diketahui."
//   en: "Achievements are compared without rounding; without polarity, or with a target of zero, below zero or a range, they are unknown."
// source:
//   - text: {id: "Praktik LKjIP", en: "Practice of performance reports (LKjIP)"}
//     about:
//       id: rumus capaian menurut arah indikator
//       en: formulas of achievement by polarity
// anchor: [Indicator]
// columns: {id: str, years: list, percents: list, realised: list, planned: list}
// identity: [id]
// spoken: [percents, realised, planned]
// population: population-indicators
// needs: population-indicators-with-value
// needs_why:
//   id: Rencana ini tidak memuat satu target atau realisasi pun.
//   en: The plan has no target and no realisation.
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WITH i, [n IN range(0, size(coalesce(i.achievements, [])) - 1)
         WHERE i.achievements[n] < 0 OR i.achievements[n] > 200
         | n] AS places
WHERE size(places) > 0
WITH i, [n IN places | i.achievement_years[n]] AS years,
  [n IN places | i.achievements[n]] AS percents
RETURN i.id AS id, years, percents,
  [n IN range(0, size(i.realisation_years) - 1)
   WHERE i.realisation_years[n] IN years | i.realisations[n]] AS realised,
  [n IN range(0, size(i.target_years) - 1)
   WHERE i.target_years[n] IN years | i.targets[n]] AS planned
