// ---
// id: idle-position
// severity: warning
// category: ownership
// title:
//   id: Jabatan tanpa kinerja
//   en: Idle position
// what:
//   id: Jabatan yang tidak memiliki kinerja dan tidak melaksanakan langkah SOP apa pun.
//   en: A position that owns no result and performs no task.
// why:
//   id: Pemegang jabatan itu tidak mempunyai dasar untuk sasaran kinerja pegawainya.
//   en: Whoever holds this post has nothing to base an individual plan on.
// mend:
//   id: "Berikan {subject} indikator atau sasaran pada kolom owner, atau langkah SOP pada kolom performer."
//   en: "Give {subject} an indicator or objective (column owner) or a task (column performer)."
// message:
//   id: "Jabatan {subject} tidak memiliki kinerja dan tidak melaksanakan langkah SOP apa pun."
//   en: "Position {subject} owns no result and performs no task."
// example:
//   before:
//     id: "Analis Kebijakan, tanpa indikator dan tanpa langkah SOP."
//     en: "Policy analyst, no indicator, no task."
//   after:
//     id: Analis Kebijakan melaksanakan «Penyusunan kajian».
//     en: The policy analyst performs “Drafting of studies”.
// limits:
//   id: Tugas tambahan di luar rencana tidak terlihat.
//   en: Additional duties outside the plan are not seen.
// source:
//   - text: Bahan ajar cascading kinerja KemenPANRB
//     about:
//       id: kinerja individu dibaca dari proses bisnis dan SOP tiap kegiatan
//       en: individual performance is read from the business process and SOP of each activity
// anchor: [Position]
// columns: {id: str}
// identity: [id]
// population: population-positions
// needs: [population-positions, population-duties]
// needs_why:
//   id: "Rencana ini tidak memuat jabatan, atau tidak memuat pemilik kinerja maupun pelaksana langkah SOP."
//   en: "The plan has no positions, or names no owner of a result and no performer of a task."
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})
WHERE NOT (p)-[:OWNS|PERFORMS]->()
RETURN p.id AS id
