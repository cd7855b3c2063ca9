// ---
// id: idle-position
// severity: warning
// category: ownership
// title:
//   id: Jabatan tanpa kinerja
//   en: Idle post
// what:
//   id: "Jabatan yang tidak memiliki indikator atau sasaran dan tidak melaksanakan langkah SOP apa pun."
//   en: "A post that owns no indicator or objective and performs no task."
// why:
//   id: "Pemegang jabatan itu tidak mempunyai dasar dari rencana ini untuk menyusun sasaran kinerja pegawai (SKP)."
//   en: "Whoever holds this post finds nothing in this plan to base an individual plan on."
// mend:
//   id: "Berikan {subject} indikator atau sasaran pada kolom `owner`, atau langkah SOP pada kolom `performer`."
//   en: "Give {subject} an indicator or objective (column `owner`) or a task (column `performer`)."
// fields: [indicators.owner, objectives.owner, tasks.performer]
// message:
//   id: "Jabatan {subject} tidak memiliki kinerja dan tidak melaksanakan langkah SOP apa pun."
//   en: "Post {subject} owns no result and performs no task."
// example:
//   before:
//     id: "Jabatan `analis` tidak memiliki hasil dan tidak melaksanakan langkah SOP."
//     en: "Post `analis` (policy analyst) owns nothing and performs nothing."
//   after:
//     id: "`analis` melaksanakan langkah `T-2` («Penyusunan kajian»)."
//     en: "`analis` performs step `T-2` (“drafting of studies”)."
//   cells:
//     - {cell: tasks.performer, row: T-2, before: "", after: "analis"}
// limits:
//   id: Tugas tambahan di luar rencana tidak terlihat.
//   en: Additional duties outside the plan are not seen.
// source:
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: kinerja individu dibaca dari proses bisnis dan SOP tiap kegiatan
//       en: individual performance is read from the business process and SOP of each activity
// anchor: [Position]
// columns: {id: str}
// identity: [id]
// population: population-positions
// needs: [population-positions, population-duties]
// needs_why:
//   id: "Rencana ini tidak memuat jabatan, atau tidak memuat satu pun pemilik hasil maupun pelaksana langkah SOP."
//   en: "The plan has no posts, or names no owner of a result and no performer of a task."
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})
WHERE NOT (p)-[:OWNS|PERFORMS]->()
RETURN p.id AS id
