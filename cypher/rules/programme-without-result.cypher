// ---
// id: programme-without-result
// severity: warning
// category: alignment
// title:
//   id: Program tanpa hasil yang didukung
//   en: Programme without a result
// what:
//   id: "Program, kegiatan, atau subkegiatan yang pagunya di atas 0 pada sedikitnya satu tahun, tetapi tidak mendukung satu hasil pun, begitu pula yang di atas dan di bawahnya. Pagu tahun yang tidak ditulis adalah jumlah pagu program tepat di bawahnya."
//   en: "A programme, activity or sub-activity with a budget above 0 in some year that serves no result, and neither does one above or below it. A budget that is not stated for a year is the sum of those right below."
// why:
//   id: "Anggaran mengikuti kinerja: uang yang tidak mendukung satu hasil pun tidak dapat dipertanggungjawabkan sebagai kinerja."
//   en: "Money follows performance: what serves no result cannot be answered for as performance."
// mend:
//   id: "Sebutkan sasaran atau indikator yang didukung {subject}, atau program di atas atau di bawahnya, pada kolom `serves`."
//   en: "Name the objectives or indicators that {subject}, or a programme above or below it, serves in the column `serves`."
// fields: [programmes.serves]
// message:
//   id: "Program {subject} beranggaran, tetapi tidak mendukung satu hasil pun, begitu pula program di atas dan di bawahnya."
//   en: "Programme {subject} has a budget but serves no result, nor does one above or below it."
// example:
//   before:
//     id: "Program `1.03.10` mempunyai pagu tahun 2026, tetapi kolom `serves` kosong."
//     en: "Programme `1.03.10` has a budget in 2026, but its column `serves` is empty."
//   after:
//     id: "Program itu mendukung `IKU-6` («Persentase ruas jalan dalam keadaan baik»)."
//     en: "It serves `IKU-6` (“share of roads in good state”)."
//   cells:
//     - {cell: programmes.serves, row: "1.03.10", before: "", after: "IKU-6"}
// limits:
//   id: "Apakah uangnya memang sampai ke hasil itu tidak terlihat. Dukungan atau induk yang tidak dapat dibaca dilaporkan `dangling-reference` atau `unreadable-value` saja."
//   en: "Whether the money does reach that result is not seen. A result served or a programme above that could not be read is told by `dangling-reference` or `unreadable-value` alone."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "pohon kinerja: komponen rencana (program dan kegiatan) diturunkan dari kinerja yang dibutuhkan"
//       en: "the tree of performance: parts of plans (programmes and activities) follow from the performance that is needed"
// anchor: [Programme]
// columns: {id: str}
// identity: [id]
// population: population-budgeted-programmes
// needs: population-programmes
// needs_why:
//   id: "Rencana ini tidak memuat satu program pun."
//   en: "The plan has no programme."
// since: 0.1.0
// ---
CALL () {
  MATCH (p:Programme {scope: $scope})
  WHERE p.budgeted
  CALL (p) {
    MATCH (p)-[:PART_OF*0..]->(kin:Programme)
    RETURN kin
    UNION
    MATCH (p)<-[:PART_OF*0..]-(kin:Programme)
    RETURN kin
  }
  RETURN kin.id AS kin, p.id AS id, COUNT { (kin)-[:SERVES]->() } AS serves, null AS problem
  UNION ALL
  // A result served, or a programme above, that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Programme' AND p.heading IN ['serves', 'parent']
  RETURN p.subject_id AS kin, null AS id, 0 AS serves, p.id AS problem
}
WITH kin, collect(id) AS ids, max(serves) AS serves, count(problem) AS unread
UNWIND ids AS id
WITH id, sum(serves + unread) AS told
WHERE told = 0
RETURN id
