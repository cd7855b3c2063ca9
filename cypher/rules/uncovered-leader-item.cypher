// ---
// id: uncovered-leader-item
// severity: warning
// category: ownership
// title:
//   id: Kinerja pimpinan tanpa dukungan
//   en: Uncovered leader item
// what:
//   id: "Indikator milik jabatan yang mempunyai bawahan langsung, sedangkan tidak satu pun hasil atau langkah SOP bawahan itu mencapainya, atau mencapai sasaran yang diukurnya, melalui rantai kontribusi."
//   en: "An indicator of a post with direct subordinates, where nothing that they own or perform reaches it, or the objective that it measures, through the chain of contributions."
// why:
//   id: "Kinerja pimpinan yang tidak dibagi kepada siapa pun tidak dikerjakan bawahan mana pun."
//   en: "What a leader answers for and shares with nobody is worked on by no subordinate."
// mend:
//   id: "Bagikan {subject} kepada sedikitnya satu bawahan langsung {other}: hubungkan hasil atau langkah SOP bawahan itu padanya melalui `contributes_to`."
//   en: "Share {subject} with at least one direct subordinate of {other}: let a result or task of theirs contribute to it (column `contributes_to`)."
// fields: [tasks.contributes_to, indicators.contributes_to, objectives.contributes_to]
// message:
//   id: "Indikator {subject} milik {other} tidak didukung oleh kinerja atau langkah SOP satu pun bawahan langsungnya."
//   en: "No result or task of a direct subordinate of {other} contributes to indicator {subject}."
// example:
//   before:
//     id: "Kepala bidang memiliki `IKK-1`, tetapi langkah `T-1` stafnya tidak mendukungnya."
//     en: "The head of division owns `IKK-1`, but step `T-1` of the staff does not support it."
//   after:
//     id: "`T-1` mendukung `IKK-1`."
//     en: "`T-1` supports `IKK-1`."
//   cells:
//     - {cell: tasks.contributes_to, row: T-1, before: "", after: "IKK-1"}
// limits:
//   id: "Jabatan tanpa bawahan langsung tidak diperiksa. Dukungan dari luar garis lapor tidak dihitung."
//   en: "Posts without direct subordinates are not looked at. Support from outside the line does not count."
// source:
//   - text: PermenPANRB 8/2021
//     about:
//       id: "matriks peran dan hasil: hasil pimpinan pada kolom, peran anggota pada baris; peraturan ini telah digantikan PermenPANRB 6/2022"
//       en: "matrix of roles and results: results of the leader in columns, roles of members in rows; this regulation was succeeded by PermenPANRB 6/2022"
// anchor: [Indicator]
// other: [Position]
// columns: {id: str, other_id: str}
// identity: [id, other_id]
// population: population-indicators-of-leaders
// needs: population-positions
// needs_why:
//   id: Rencana ini tidak memuat jabatan.
//   en: The plan has no positions.
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})-[:OWNS]->(i:Indicator)
WHERE (p)<-[:REPORTS_TO]-()
  // Most are supported directly; search the whole chain only for the others.
  AND NOT EXISTS {
    (i)<-[:CONTRIBUTES_TO]-()<-[:OWNS|PERFORMS]-(near:Position)-[:REPORTS_TO]->(p)
    WHERE near <> p
  }
  AND NOT EXISTS {
    (i)-[:MEASURES]->()<-[:CONTRIBUTES_TO]-()<-[:OWNS|PERFORMS]-(near:Position)-[:REPORTS_TO]->(p)
    WHERE near <> p
  }
WITH p, collect(i) AS items
MATCH (p)<-[:REPORTS_TO]-(s:Position)
WHERE s <> p
CALL (s) {
  MATCH (s)-[:OWNS|PERFORMS|CONTRIBUTES_TO|MEASURES*1..]->(y)
  RETURN collect(DISTINCT y) AS reached
}
WITH p, items, collect(reached) AS reached
UNWIND items AS i
OPTIONAL MATCH (i)-[:MEASURES]->(o:Objective)
WITH p, i, coalesce(o, i) AS aim, reached
WHERE none(one IN reached WHERE aim IN one)
RETURN i.id AS id, p.id AS other_id
