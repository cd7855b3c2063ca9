// ---
// id: missing-agency
// severity: error
// category: alignment
// title:
//   id: Perangkat daerah yang diharapkan tidak hadir
//   en: Missing agency
// what:
//   id: "Unit yang diharapkan menopang suatu sasaran, sedangkan tidak ada kinerja atau langkah SOP miliknya, milik unit di bawahnya, atau milik jabatan di dalamnya yang mencapai sasaran itu (sasaran itu sendiri ikut dihitung)."
//   en: "A unit is expected behind an objective, and no result or task of it, of a unit below it or of a position in them reaches the objective (the objective itself included)."
// why:
//   id: "Tanpa perangkat daerah yang diperlukan, rantai sebab-akibat menuju hasil itu terputus."
//   en: "Without an agency that is needed, the causal chain to the result is broken."
// mend:
//   id: "Minta {other} menyusun kinerja yang berkontribusi ke {subject} dan masukkan ke rantai, atau hapus {other} dari expected_agencies bila memang tidak diperlukan."
//   en: "Ask {other} for a result that contributes to {subject} and bring it into the chain, or take {other} from expected_agencies if it is not needed after all."
// message:
//   id: "Sasaran {subject} mengharapkan {other}, tetapi tidak ada kinerja atau langkah SOP dari unit itu yang mencapai sasaran ini."
//   en: "Objective {subject} expects {other}, but no result or task of that unit reaches it."
// example:
//   before:
//     id: «Kemacetan menurun» mengharapkan Kepolisian; tidak ada indikatornya dalam rantai.
//     en: “Less congestion” expects the police; none of its indicators is in the chain.
//   after:
//     id: «Frekuensi patroli» milik Kepolisian berkontribusi ke sasaran itu.
//     en: “Number of patrols” of the police contributes to it.
// limits:
//   id: Hanya unit yang disebut pada expected_agencies yang diperiksa. Satu sumbangan kecil sudah dianggap hadir.
//   en: Only units named in expected_agencies are looked at. One small contribution counts as present.
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: kriteria evaluasi AKIP memuat informasi kinerja lintas perangkat daerah (crosscutting)
//       en: the criteria of the AKIP evaluation include information on performance across agencies (crosscutting)
//   - text: PermenPANRB 89/2021
//     about:
//       id: "penjenjangan bersifat menyeluruh: faktor di kewenangan instansi lain ikut dipetakan"
//       en: "cascading is holistic: factors in the mandate of other bodies are mapped too"
// anchor: [Objective]
// other: [Unit]
// columns: {id: str, other_id: str}
// identity: [id, other_id]
// population: population-expectations
// needs: population-expectations
// needs_why:
//   id: Tidak ada sasaran yang menyebut unit yang diharapkan.
//   en: No objective names an expected unit.
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE (o)-[:EXPECTS]->()
CALL (o) {
  MATCH (o)<-[:CONTRIBUTES_TO|MEASURES*0..]-(x)
  RETURN DISTINCT x
}
OPTIONAL MATCH (x)<-[:OWNS|PERFORMS]-(w)
OPTIONAL MATCH (w)-[:IN_UNIT]->(seat:Unit)
WITH o, collect(DISTINCT coalesce(seat, w)) AS units
CALL (units) {
  UNWIND units AS unit
  MATCH (unit)-[:PART_OF*0..]->(u:Unit)
  RETURN collect(DISTINCT u.id) AS present
}
MATCH (o)-[:EXPECTS]->(e:Unit)
WHERE NOT e.id IN present
RETURN o.id AS id, e.id AS other_id
