// ---
// id: uncovered-leader-item
// severity: warning
// category: ownership
// title:
//   id: Kinerja pimpinan tanpa dukungan bawahan
//   en: Uncovered leader item
// what:
//   id: "Indikator milik jabatan yang mempunyai bawahan langsung, sedangkan tidak satu pun yang dimiliki atau dilaksanakan bawahan itu mencapainya atau mencapai sasaran yang diukurnya."
//   en: "An indicator owned by a position with direct subordinates, nothing of whose owned results and performed tasks reaches it or the objective that it measures."
// why:
//   id: Kinerja pimpinan yang tidak dibagi kepada siapa pun tidak akan dikerjakan siapa pun.
//   en: An item of a leader that is shared with nobody is worked on by nobody.
// mend:
//   id: "Bagikan {subject} kepada sedikitnya satu bawahan langsung {other}: hubungkan indikator atau langkah SOP-nya melalui contributes_to."
//   en: "Share {subject} with at least one direct subordinate of {other}: let an indicator or task of theirs contribute to it."
// message:
//   id: "Indikator {subject} milik {other} tidak didukung oleh kinerja atau langkah SOP satu pun bawahan langsungnya."
//   en: "Indicator {subject} of {other} is served by nothing that a direct subordinate owns or performs."
// example:
//   before:
//     id: Kepala Bidang memiliki tiga indikator; stafnya hanya mendukung dua.
//     en: A head of division owns three indicators; staff serves two.
//   after:
//     id: Langkah SOP seorang staf berkontribusi ke indikator ketiga.
//     en: A task of a member of staff contributes to the third.
// limits:
//   id: Jabatan tanpa bawahan langsung tidak diperiksa. Dukungan dari luar garis lapor tidak dihitung.
//   en: Positions without direct subordinates are not looked at. Support from outside the line does not count.
// source:
//   - text: PermenPANRB 8/2021
//     about:
//       id: "matriks peran dan hasil: hasil pimpinan pada kolom, peran anggota pada baris"
//       en: "matrix of roles and results: results of the leader in columns, roles of members in rows"
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
MATCH (p:Position {scope: $scope})<-[:REPORTS_TO]-(s:Position)
WHERE s <> p
CALL (s) {
  MATCH (s)-[:OWNS|PERFORMS|CONTRIBUTES_TO|MEASURES*0..]->(y)
  RETURN collect(DISTINCT y.id) AS reached
}
MATCH (p)-[:OWNS]->(i:Indicator)
OPTIONAL MATCH (i)-[:MEASURES]->(o:Objective)
WITH i, p, sum(CASE WHEN i.id IN reached OR o.id IN reached THEN 1 ELSE 0 END) AS cover
WHERE cover = 0
RETURN i.id AS id, p.id AS other_id
