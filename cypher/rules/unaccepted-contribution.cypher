// ---
// id: unaccepted-contribution
// severity: warning
// category: alignment
// title:
//   id: Dukungan belum disetujui
//   en: "Unaccepted contribution"
// what:
//   id: "Kontribusi lintas perangkat daerah (`kind` = `crosscutting`) yang masih berstatus diminta (`requested`)."
//   en: "A contribution between agencies (`kind` = `crosscutting`) whose status is still `requested`."
// why:
//   id: "Dukungan yang belum disetujui belum tentu dikerjakan, padahal hasil di atasnya bergantung padanya."
//   en: "Support that was not accepted may never come, while the result above counts on it."
// mend:
//   id: "Mintalah pemilik {subject} menyetujui dukungan pada {other} (`status` = `accepted`) atau menolaknya (`rejected`)."
//   en: "Ask the owner of {subject} to accept the contribution to {other} (`status` = `accepted`) or to reject it (`rejected`)."
// fields: [contributions.status]
// message:
//   id: "Dukungan lintas perangkat daerah dari {subject} pada {other} belum disetujui (status: requested)."
//   en: "The crosscutting contribution of {subject} to {other} is not accepted yet (status: requested)."
// example:
//   before:
//     id: "Dinas Perhubungan meminta patroli Kepolisian (`IKU-8`) mendukung `SAS-1`; jawabannya belum ada."
//     en: "The transport agency asks that the patrols of the police (`IKU-8`) support `SAS-1`; there is no answer yet."
//   after:
//     id: "Kepolisian menyetujuinya."
//     en: "The police accept."
//   cells:
//     - {cell: contributions.status, row: ["IKU-8", "SAS-1"], before: "requested", after: "accepted"}
// limits:
//   id: "Kontribusi `vertical` yang diminta tidak dilaporkan. Status kosong dianggap disetujui."
//   en: "Contributions of kind `vertical` that are requested are not reported. An empty status counts as accepted."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: kriteria evaluasi AKIP memuat informasi kinerja lintas perangkat daerah (crosscutting)
//       en: the criteria of the AKIP evaluation include information on performance across agencies (crosscutting)
//   - text: {id: "Praktik crosscutting pemerintah daerah", en: "Practice of crosscutting in regional governments"}
//     about:
//       id: dukungan lintas perangkat daerah diminta lalu disetujui
//       en: "support across agencies is asked for, then accepted"
// anchor: [Objective, Indicator, Task]
// other: [Objective, Indicator]
// columns: {label: str, id: str, other_label: str, other_id: str}
// identity: [id, other_id]
// population: population-crosscutting-contributions
// since: 0.1.0
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})-[:CONTRIBUTES_TO {kind: 'crosscutting', status: 'requested'}]->(r)
  WHERE o <> r
  RETURN 'Objective' AS label, o.id AS id, r AS upper
  UNION ALL
  MATCH (i:Indicator {scope: $scope})-[:CONTRIBUTES_TO {kind: 'crosscutting', status: 'requested'}]->(r)
  WHERE i <> r
  RETURN 'Indicator' AS label, i.id AS id, r AS upper
  UNION ALL
  MATCH (t:Task {scope: $scope})-[:CONTRIBUTES_TO {kind: 'crosscutting', status: 'requested'}]->(r)
  RETURN 'Task' AS label, t.id AS id, r AS upper
}
RETURN label, id, CASE WHEN upper:Objective THEN 'Objective' ELSE 'Indicator' END AS other_label,
  upper.id AS other_id
