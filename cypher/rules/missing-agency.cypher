// ---
// id: missing-agency
// severity: error
// category: alignment
// title:
//   id: Perangkat daerah yang diharapkan tidak ada
//   en: Missing agency
// what:
//   id: "Sebuah unit diharapkan menopang suatu sasaran (kolom `expected_agencies`), tetapi tidak ada hasil atau langkah SOP miliknya, milik unit di bawahnya, atau milik jabatan di dalamnya yang mencapai sasaran itu melalui rantai kontribusi. Bila sasaran itu sendiri miliknya, unit itu dianggap hadir."
//   en: "A unit is expected behind an objective (column `expected_agencies`), but no result or task of it, of a unit below it or of a post in them reaches the objective through the chain of contributions. A unit that owns the objective itself counts as present."
// why:
//   id: "Tanpa perangkat daerah yang diperlukan, rantai sebab-akibat menuju hasil itu terputus."
//   en: "Without an agency that is needed, the causal chain to the result is broken."
// mend:
//   id: "Minta {other} menyusun kinerja yang berkontribusi pada {subject} dan masukkan ke rantai, atau hapus {other} dari `expected_agencies` bila memang tidak diperlukan."
//   en: "Ask {other} for a result that contributes to {subject} and bring it into the chain, or take {other} from `expected_agencies` if it is not needed after all."
// fields: [objectives.expected_agencies, indicators.contributes_to, objectives.contributes_to, tasks.contributes_to, indicators.owner]
// message:
//   id: "Sasaran {subject} mengharapkan {other}, tetapi tidak ada kinerja atau langkah SOP dari unit itu yang mencapai sasaran ini."
//   en: "Objective {subject} expects {other}, but no result or task of that unit reaches it."
// example:
//   before:
//     id: "`SAS-1` («Menurunnya kemacetan») mengharapkan Kepolisian (`polisi`), tetapi indikator Kepolisian `IKU-8` belum tersambung."
//     en: "`SAS-1` (“less congestion”) expects the police (`polisi`), but their indicator `IKU-8` is not linked to it."
//   after:
//     id: "`IKU-8` («Frekuensi patroli») mendukung `SAS-1`."
//     en: "`IKU-8` (“number of patrols”) contributes to `SAS-1`."
//   cells:
//     - {cell: indicators.contributes_to, row: IKU-8, before: "", after: "SAS-1"}
// limits:
//   id: "Hanya unit yang disebut pada `expected_agencies` yang diperiksa. Satu kontribusi kecil sudah dianggap hadir."
//   en: "Only units named in `expected_agencies` are looked at. One small contribution counts as present."
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
//   id: "Rencana ini tidak memuat sasaran yang menyebut unit yang diharapkan."
//   en: "No objective of the plan names an expected unit."
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
