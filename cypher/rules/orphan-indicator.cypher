// ---
// id: orphan-indicator
// severity: error
// category: chain
// title: {id: Indikator tanpa induk, en: Orphan indicator}
// what:
//   id: "Indikator di bawah tingkat 0 yang tidak menyebut satu pun hasil di atasnya yang didukungnya. Indikator yang mengukur sebuah sasaran dilaporkan hanya bila sasaran itu pun tidak tersambung ke atas, padahal indikator lain dari sasaran itu tersambung: indikator ini tertinggal sendiri."
//   en: "An indicator below level 0 that names no result above it to which it contributes. One that measures an objective is reported only where the objective names none either, while another indicator of that objective does: this one is left behind."
// why:
//   id: "Kinerja yang tidak menyebabkan hasil di atasnya bukan bagian dari penjenjangan: capaiannya tidak menjelaskan apa pun kepada pimpinan."
//   en: "Performance that brings about no result above it is no part of the cascade: its achievement explains nothing to those above."
// mend:
//   id: "Isi `contributes_to` dari {subject} dengan indikator atau sasaran yang disebabkannya, atau sambungkan sasaran yang diukurnya."
//   en: "Fill in `contributes_to` of {subject} with the indicator or objective that it brings about, or link the objective that it measures."
// fields: [indicators.contributes_to, objectives.contributes_to]
// message:
//   id: "Indikator {subject} tidak berkontribusi pada hasil mana pun di atasnya."
//   en: "Indicator {subject} contributes to no result above it."
// below:
//   id: "Hasil dan tugas di bawahnya yang ikut terputus: {cut_off}."
//   en: "Results and tasks below it that are cut off with it: {cut_off}."
// example:
//   before:
//     id: "`IKU-1` («Persentase angkutan umum laik jalan», tingkat 1) tidak mendukung hasil apa pun."
//     en: "`IKU-1` (“share of roadworthy public transport”, level 1) contributes to nothing."
//   after:
//     id: "`IKU-1` mendukung `SAS-1` («Menurunnya kemacetan», tingkat 0)."
//     en: "`IKU-1` contributes to `SAS-1` (“less congestion”, level 0)."
//   cells:
//     - {cell: indicators.contributes_to, row: IKU-1, before: "", after: "SAS-1"}
// limits:
//   id: "Hanya sambungan langsung yang dilihat; apakah sebab-akibatnya masuk akal tidak dinilai. Sasaran yang semua indikatornya terputus dilaporkan oleh `orphan-objective`. Tingkat yang tidak diketahui dilewati."
//   en: "Looks at direct links alone and does not judge whether the cause is plausible. An objective whose indicators are all cut off is reported by `orphan-objective`. An unknown level is passed over."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Penjenjangan kinerja: setiap kondisi disebabkan oleh yang di bawahnya (dibaca dari ringkasan publik)"
//       en: "Performance cascading: every condition is caused by what is below it (as read in public summaries)"
//   - text: PermenPANRB 88/2021
//     about:
//       id: "Evaluasi AKIP menilai kesinambungan kinerja antarjenjang jabatan (disarikan)"
//       en: "The AKIP evaluation looks at continuity of performance between levels of posts (paraphrased)"
// anchor: [Indicator]
// columns: {id: str, cut_off: int}
// identity: [id]
// top_first: true
// population: population-indicators-below-top
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.level > 0 AND NOT (i)-[:CONTRIBUTES_TO]->() AND NOT (i)-[:MEASURES]->()
  RETURN i
  UNION ALL
  MATCH (o:Objective {scope: $scope})
  WHERE o.level > 0 AND NOT (o)-[:CONTRIBUTES_TO]->()
    AND EXISTS { (o)<-[:MEASURES]-(:Indicator)-[:CONTRIBUTES_TO]->() }
  MATCH (o)<-[:MEASURES]-(i:Indicator)
  WHERE i.level > 0 AND NOT (i)-[:CONTRIBUTES_TO]->()
  RETURN i
}
CALL (i) {
  MATCH (i)<-[:CONTRIBUTES_TO|MEASURES*0..]-(x)
  RETURN count(DISTINCT x) AS reached
}
RETURN i.id AS id, reached - 1 AS cut_off
