// ---
// id: subordinate-off-cascade
// severity: warning
// category: ownership
// title:
//   id: Bawahan di luar kinerja atasannya
//   en: "Subordinate off the cascade"
// what:
//   id: "Jabatan yang memiliki hasil atau melaksanakan langkah SOP, tetapi tidak satu pun darinya mendukung kinerja atasan langsungnya. Mendukung berarti: bila kontribusinya diikuti ke atas, langkah demi langkah, sampai pada indikator atau sasaran milik salah satu atasan langsung, atau pada sasaran yang diukur indikator itu."
//   en: "A post that owns results or performs tasks, none of which serves what its direct superior answers for. To serve it means: followed upward from contribution to contribution, the work arrives at an indicator or objective that a direct superior owns, or at the objective which such an indicator measures."
// why:
//   id: "Pekerjaan bawahan yang tidak menopang kinerja atasannya tidak ikut dalam penjenjangan."
//   en: "Work of a subordinate that does not serve the results of the superior takes no part in the cascade."
// mend:
//   id: "Hubungkan hasil atau langkah SOP {subject} ke kinerja atasan langsungnya (kolom `contributes_to`), atau perbaiki garis lapornya (kolom `reports_to`)."
//   en: "Let the results or tasks of {subject} contribute to what its direct superior owns (column `contributes_to`), or correct whom it reports to (column `reports_to`)."
// fields: [tasks.contributes_to, indicators.contributes_to, objectives.contributes_to, positions.reports_to]
// message:
//   id: "Tidak satu pun kinerja atau langkah SOP jabatan {subject} mencapai kinerja yang dimiliki atasan langsungnya."
//   en: "Nothing that post {subject} owns or performs reaches a result that its direct superior owns."
// example:
//   before:
//     id: "Staf A melaksanakan `T-1`, yang hanya mendukung `IKK-9` milik bidang lain; kepala bidangnya memiliki `IKK-1`."
//     en: "Staff A performs `T-1`, which contributes only to `IKK-9`, an indicator of another division; the head of Staff A's own division owns `IKK-1`."
//   after:
//     id: "`T-1` juga mendukung `IKK-1`."
//     en: "`T-1` contributes to `IKK-1` too."
//   cells:
//     - {cell: tasks.contributes_to, row: T-1, before: "IKK-9", after: "IKK-9; IKK-1"}
// limits:
//   id: "Jabatan yang atasan langsungnya tidak memiliki hasil apa pun tidak diperiksa. Jabatan boleh memiliki beberapa atasan langsung; hubungan ke salah satunya sudah cukup."
//   en: "Posts whose direct superiors own no result are not looked at. A post may have several direct superiors; to reach a result of one of them is enough."
// source:
//   - text: PermenPANRB 8/2021
//     about:
//       id: "matriks peran dan hasil mencegah pekerjaan individu yang tidak berkaitan dengan tingkat di atasnya; peraturan ini telah digantikan PermenPANRB 6/2022"
//       en: "the matrix of roles and results is there to avoid individual work unrelated to the level above; this regulation was succeeded by PermenPANRB 6/2022"
// anchor: [Position]
// columns: {id: str, held: list, aims: list}
// spoken: [held, aims]
// identity: [id]
// population: population-subordinates-with-duties
// needs: population-positions
// needs_why:
//   id: Rencana ini tidak memuat jabatan.
//   en: The plan has no positions.
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})
WHERE (p)-[:REPORTS_TO]->() AND (p)-[:OWNS|PERFORMS]->()
  // Most contribute to a superior directly; follow the whole chain only for the others.
  AND NOT EXISTS {
    (p)-[:OWNS|PERFORMS]->()-[:CONTRIBUTES_TO]->()<-[:OWNS]-(near:Position)<-[:REPORTS_TO]-(p)
    WHERE near <> p
  }
MATCH (p)-[:REPORTS_TO]->(s:Position)-[:OWNS]->(r)
WHERE s <> p
OPTIONAL MATCH (r)-[:MEASURES]->(o:Objective)
WITH p, collect(DISTINCT coalesce(o, r)) AS aims
CALL (p) {
  MATCH (p)-[:OWNS|PERFORMS|CONTRIBUTES_TO|MEASURES*1..]->(y)
  RETURN collect(DISTINCT y) AS reached
}
WITH p, aims, reached
WHERE none(aim IN aims WHERE aim IN reached)
// What it holds, and for an indicator that contributes to nothing the objective that it measures:
// where all of that leads nowhere, the break is the cause.
MATCH (p)-[:OWNS|PERFORMS]->(x)
OPTIONAL MATCH (x)-[:MEASURES]->(o:Objective)
WHERE NOT (x)-[:CONTRIBUTES_TO]->()
RETURN p.id AS id, collect(x.id) AS held, collect(coalesce(o.id, x.id)) AS aims
