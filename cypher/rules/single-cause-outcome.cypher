// ---
// id: single-cause-outcome
// severity: info
// category: chain
// title: {id: Hasil bersebab tunggal, en: Single-cause outcome}
// what:
//   id: "Sasaran tingkat 0 yang hanya ditopang satu hasil, langsung atau melalui indikator yang mengukurnya; tugas tidak dihitung."
//   en: "An objective of level 0 to which, or to whose indicators, one result alone contributes; tasks do not count."
// why:
//   id: "Hasil bagi masyarakat jarang berpenyebab tunggal: yang perlu belum tentu cukup."
//   en: "A result for society seldom has a single cause: what is necessary need not be sufficient."
// mend:
//   id: "Periksa faktor kunci keberhasilan {subject} yang lain dan catat hasil yang mewujudkannya."
//   en: "Look for the other critical success factors of {subject} and record the results that bring them about."
// fields: [indicators.contributes_to, objectives.contributes_to]
// message:
//   id: "Sasaran {subject} hanya ditopang oleh satu hasil."
//   en: "Objective {subject} is held up by one result alone."
// example:
//   before:
//     id: "`SAS-1` («Menurunnya kemacetan») hanya ditopang `IKU-1` (angkutan umum laik jalan)."
//     en: "`SAS-1` (“less congestion”) is held up by `IKU-1` alone (roadworthy public transport)."
//   after:
//     id: "`IKU-6` (ruas jalan dalam keadaan baik) ikut mendukung."
//     en: "`IKU-6` (roads in good state) contributes too."
//   cells:
//     - {cell: indicators.contributes_to, row: IKU-6, before: "", after: "SAS-1"}
// limits:
//   id: "Yang dihitung ialah hasil yang berbeda, bukan bobotnya; dua kontribusi dari satu hasil dihitung satu."
//   en: "Counts distinct results and not their weight; two contributions of one result are one."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Hasil dijabarkan melalui faktor-faktor kunci keberhasilan (dibaca dari ringkasan publik); jumlah minimumnya adalah praktik"
//       en: "Results are broken down by critical success factors (as read in public summaries); how many there must be is practice"
// anchor: [Objective]
// columns: {id: str}
// identity: [id]
// population: population-top-objectives
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0
CALL (o) {
  MATCH (o)<-[:CONTRIBUTES_TO]-(x)
  WHERE x:Objective OR x:Indicator
  RETURN x.key AS cause
  UNION
  MATCH (o)<-[:MEASURES]-(:Indicator)<-[:CONTRIBUTES_TO]-(x)
  WHERE x:Objective OR x:Indicator
  RETURN x.key AS cause
}
WITH o, count(DISTINCT cause) AS causes
WHERE causes = 1
RETURN o.id AS id
