// ---
// id: subordinate-off-cascade
// severity: warning
// category: ownership
// title:
//   id: Bawahan di luar rantai atasannya
//   en: Subordinate off the cascade
// what:
//   id: "Jabatan yang memiliki hasil atau melaksanakan langkah SOP, tetapi tidak satu pun darinya, ditelusuri ke atas melalui rantai kontribusi, sampai pada sesuatu yang dimiliki salah satu atasan langsungnya atau pada sasaran yang diukur indikator milik atasan itu."
//   en: "A post that owns results or performs tasks, none of which, followed up the chain of contributions, leads to anything that a direct superior owns, or to the objective which an indicator of that superior measures."
// why:
//   id: Pekerjaan bawahan yang tidak menopang kinerja atasannya tidak ikut dalam penjenjangan.
//   en: Work of a subordinate that does not serve the results of the superior has no place in the cascade.
// mend:
//   id: "Hubungkan kinerja atau langkah SOP {subject} ke kinerja atasan langsungnya (kolom contributes_to), atau perbaiki garis lapornya (kolom reports_to)."
//   en: "Let the results or tasks of {subject} contribute to what its direct superior owns (column contributes_to), or correct whom it reports to (column reports_to)."
// message:
//   id: "Tidak satu pun kinerja atau langkah SOP jabatan {subject} mencapai kinerja yang dimiliki atasan langsungnya."
//   en: "Nothing that position {subject} owns or performs reaches a result that its direct superior owns."
// example:
//   before:
//     id: Staf melaksanakan langkah yang berkontribusi ke kinerja bidang lain.
//     en: A member of staff performs tasks for the results of another division.
//   after:
//     id: Langkah itu juga berkontribusi ke kinerja kepala bidangnya sendiri.
//     en: The tasks contribute to the results of the own head of division too.
// limits:
//   id: Jabatan yang semua atasan langsungnya tidak memiliki kinerja tidak diperiksa. Satu hubungan ke salah satu atasan sudah cukup.
//   en: Positions whose direct superiors own no result are not looked at. One tie to one of them is enough.
// source:
//   - text: PermenPANRB 8/2021
//     about:
//       id: matriks peran dan hasil mencegah pekerjaan individu yang tidak berkaitan dengan tingkat di atasnya
//       en: the matrix of roles and results is there to avoid individual work unrelated to the level above
// anchor: [Position]
// columns: {id: str}
// identity: [id]
// population: population-subordinates-with-duties
// needs: population-positions
// needs_why:
//   id: Rencana ini tidak memuat jabatan.
//   en: The plan has no positions.
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})-[:REPORTS_TO]->(s:Position)-[:OWNS]->(r)
WHERE s <> p AND (p)-[:OWNS|PERFORMS]->()
OPTIONAL MATCH (r)-[:MEASURES]->(o:Objective)
WITH p, collect(DISTINCT r.id) + collect(DISTINCT o.id) AS aims
CALL (p) {
  MATCH (p)-[:OWNS|PERFORMS|CONTRIBUTES_TO|MEASURES*1..]->(y)
  RETURN collect(DISTINCT y.id) AS reached
}
WITH p, aims, reached
WHERE none(aim IN aims WHERE aim IN reached)
RETURN p.id AS id
