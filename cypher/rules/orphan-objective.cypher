// ---
// id: orphan-objective
// severity: error
// category: chain
// title: {id: Sasaran tanpa induk, en: Orphan objective}
// what:
//   id: "Sasaran di bawah tingkat 0 tidak berkontribusi pada apa pun, begitu pula semua indikator yang mengukurnya."
//   en: "An objective below level 0 contributes to nothing, and neither does any indicator that measures it."
// why:
//   id: "Sasaran yang tidak tersambung ke atas memutus seluruh cabang di bawahnya dari hasil yang dijanjikan pemerintah daerah."
//   en: "An objective that leads nowhere cuts the whole branch below it off from the result that the government promised."
// mend:
//   id: "Isi `contributes_to` dari {subject}, atau dari salah satu indikatornya, dengan hasil di atas yang disebabkannya."
//   en: "Fill in `contributes_to` of {subject}, or of one of its indicators, with the result above that it brings about."
// fields: [objectives.contributes_to, indicators.contributes_to]
// message:
//   id: "Sasaran {subject} dan indikator-indikatornya tidak berkontribusi pada hasil mana pun di atasnya."
//   en: "Objective {subject} and its indicators contribute to no result above."
// below:
//   id: "Hasil dan tugas di bawahnya yang ikut terputus: {cut_off}."
//   en: "Results and tasks below it that are cut off with it: {cut_off}."
// example:
//   before:
//     id: "`SAS-2` («Meningkatnya kelaikan angkutan umum», tingkat 1) tidak mendukung hasil kota mana pun."
//     en: "`SAS-2` (“public transport is roadworthy”, level 1) contributes to no result of the city."
//   after:
//     id: "`SAS-2` mendukung `SAS-1` («Menurunnya kemacetan», tingkat 0)."
//     en: "`SAS-2` contributes to `SAS-1` (“less congestion”, level 0)."
//   cells:
//     - {cell: objectives.contributes_to, row: SAS-2, before: "", after: "SAS-1"}
// limits:
//   id: "Satu kontribusi dari sasaran atau dari satu indikatornya sudah cukup; mutu sambungannya tidak dinilai. Tingkat yang tidak diketahui dilewati."
//   en: "One contribution of the objective or of one of its indicators is enough; the quality of the link is not judged. An unknown level is passed over."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Penjenjangan kinerja menurunkan hasil melalui kondisi antara yang saling menyebabkan (dibaca dari ringkasan publik)"
//       en: "Performance cascading breaks a result down into conditions that cause one another (as read in public summaries)"
//   - text: PermenPANRB 88/2021
//     about:
//       id: "Evaluasi AKIP menilai kesinambungan kinerja antarjenjang jabatan (disarikan)"
//       en: "The AKIP evaluation looks at continuity of performance between levels of posts (paraphrased)"
// anchor: [Objective]
// columns: {id: str, cut_off: int}
// identity: [id]
// top_first: true
// population: population-objectives-below-top
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level > 0 AND NOT (o)-[:CONTRIBUTES_TO]->()
  AND NOT EXISTS { (o)<-[:MEASURES]-(:Indicator)-[:CONTRIBUTES_TO]->() }
CALL (o) {
  MATCH (o)<-[:CONTRIBUTES_TO|MEASURES*0..]-(x)
  RETURN count(DISTINCT x) AS reached
}
RETURN o.id AS id, reached - 1 AS cut_off
