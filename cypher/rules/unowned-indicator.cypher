// ---
// id: unowned-indicator
// severity: error
// category: ownership
// title:
//   id: Indikator tanpa pemilik
//   en: Unowned indicator
// what:
//   id: "Indikator yang tidak dimiliki unit atau jabatan mana pun, dan sasaran yang diukurnya pun tidak. Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator that no unit or post owns, and neither does anyone own the objective that it measures. Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: Tanpa pemilik, tidak ada yang dapat dimintai pertanggungjawaban atas indikator itu.
//   en: "Without an owner there is nobody to answer for it."
// mend:
//   id: "Tetapkan unit kerja atau jabatan pemilik {subject} pada kolom `owner`, atau pemilik sasaran yang diukurnya."
//   en: "Name the unit or post that owns {subject} in the column `owner`, or the owner of the objective that it measures."
// fields: [indicators.owner, objectives.owner]
// message:
//   id: "Indikator {subject} tidak dimiliki unit kerja atau jabatan mana pun, begitu pula sasaran yang diukurnya."
//   en: "Indicator {subject} is owned by no unit or post, nor is any objective that it measures."
// example:
//   before:
//     id: "`IKU-6` («Persentase ruas jalan dalam keadaan baik») tidak menyebut pemiliknya."
//     en: "`IKU-6` (“share of roads in good state”) names no owner."
//   after:
//     id: "Pemiliknya Dinas PU (`dpu`)."
//     en: "It is owned by public works (`dpu`)."
//   cells:
//     - {cell: indicators.owner, row: IKU-6, before: "", after: "dpu"}
// limits:
//   id: "Siapa pun yang memiliki sasaran dianggap memiliki indikator yang mengukurnya. Pemilik yang tidak ditemukan dilaporkan `dangling-reference` saja."
//   en: "Whoever owns the objective is taken to own the indicators that measure it. An owner that does not exist is told by `dangling-reference` alone."
// source:
//   - text: PermenPANRB 53/2014
//     about:
//       id: "perjanjian kinerja: penugasan dengan indikator kepada pimpinan yang menerimanya"
//       en: "the performance agreement: an assignment with indicators to the leader who accepts it"
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// whole:
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai pemilik."
//     en: "None of the {of} indicators of {subject} has an owner."
//   mend:
//     id: "Isi kolom `owner` pada tabel `indicators` atau `objectives` dengan unit kerja atau jabatan yang bertanggung jawab."
//     en: "Fill the column `owner` of the tables `indicators` or `objectives` with the unit or post that answers for them."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE NOT (i)<-[:OWNS]-() AND NOT (i)-[:MEASURES]->()<-[:OWNS]-()
  OPTIONAL MATCH (i)-[:MEASURES]->(o:Objective)
  UNWIND [i.id, o.id] AS result
  RETURN result, i.id AS id, null AS problem
  UNION ALL
  // An owner (of the indicator or its objective) that a lenient load could not find is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label IS NOT NULL AND p.heading = 'owner'
  RETURN p.subject_id AS result, null AS id, p.id AS problem
}
WITH result, collect(id) AS ids, count(problem) AS unread
UNWIND ids AS id
WITH id, sum(unread) AS unread
WHERE unread = 0
RETURN id
