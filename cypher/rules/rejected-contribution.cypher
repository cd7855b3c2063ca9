// ---
// id: rejected-contribution
// severity: warning
// category: alignment
// title:
//   id: Dukungan ditolak
//   en: Rejected contribution
// what:
//   id: "Kontribusi yang berstatus ditolak (`rejected`). Rantai kinerja tidak melewatinya."
//   en: "A contribution whose status is `rejected`. No chain walks it."
// why:
//   id: Hasil di atasnya kehilangan dukungan yang pernah direncanakan.
//   en: The result above loses support that was planned once.
// mend:
//   id: "Cari pengganti dukungan {subject} bagi {other}, rundingkan kembali, atau hapus kontribusi itu dari rencana."
//   en: "Find other support for {other} than {subject}, negotiate again, or take the contribution out of the plan."
// fields: [contributions.status]
// message:
//   id: "Dukungan dari {subject} bagi {other} ditolak (status: rejected; alasan: {reason}), sehingga tidak ikut dalam rantai kinerja."
//   en: "The contribution of {subject} to {other} was rejected (status: rejected; reason: {reason}) and is no part of the chain."
// example:
//   before:
//     id: "Kepolisian menolak dukungan patroli (`IKU-8`) bagi `SAS-1`."
//     en: "The police reject the support of their patrols (`IKU-8`) for `SAS-1`."
//   after:
//     id: "Setelah dirundingkan, Kepolisian menyetujuinya."
//     en: "After talks the police accept it."
//   cells:
//     - {cell: contributions.status, row: ["IKU-8", "SAS-1"], before: "rejected", after: "accepted"}
// limits:
//   id: Alasan penolakan tidak dinilai.
//   en: The reason of the rejection is not judged.
// source:
//   - text: {id: "Praktik crosscutting pemerintah daerah", en: "Practice of crosscutting in regional governments"}
//     about:
//       id: dukungan lintas perangkat daerah diminta lalu disetujui
//       en: "support across agencies is asked for, then accepted"
// anchor: [Objective, Indicator, Task]
// other: [Objective, Indicator]
// columns: {label: str, id: str, other_label: str, other_id: str, reason: str}
// identity: [id, other_id]
// spoken: [reason]
// population: population-contributions-of-every-status
// since: 0.1.0
// ---
CALL () {
  MATCH (o:Objective {scope: $scope})-[e:REJECTED_CONTRIBUTION]->(r)
  WHERE o <> r
  RETURN 'Objective' AS label, o.id AS id, r AS upper, e.reason AS reason
  UNION ALL
  MATCH (i:Indicator {scope: $scope})-[e:REJECTED_CONTRIBUTION]->(r)
  WHERE i <> r
  RETURN 'Indicator' AS label, i.id AS id, r AS upper, e.reason AS reason
  UNION ALL
  MATCH (t:Task {scope: $scope})-[e:REJECTED_CONTRIBUTION]->(r)
  RETURN 'Task' AS label, t.id AS id, r AS upper, e.reason AS reason
}
RETURN label, id, CASE WHEN upper:Objective THEN 'Objective' ELSE 'Indicator' END AS other_label,
  upper.id AS other_id, reason
