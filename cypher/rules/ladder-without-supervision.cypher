// ---
// id: ladder-without-supervision
// severity: warning
// category: people
// title:
//   id: Melapor pada jenjang sendiri
//   en: "Ladder without supervision"
// what:
//   id: "Jabatan pada jenjang fungsional (kolom `ladder`) yang jabatannya tidak saling menyupervisi (`supervised` = `no`), tetapi melapor kepada jabatan lain pada jenjang yang sama."
//   en: "A post of a functional ladder (column `ladder`) whose higher rungs do not supervise (`supervised` = `no`) that reports to another post of the same ladder."
// why:
//   id: "Bila jenjang yang lebih tinggi tidak menyupervisi, setiap pejabat fungsional melapor langsung kepada pimpinan struktural."
//   en: "Where higher rungs do not supervise, every functional official answers directly to the structural head."
// mend:
//   id: "Ubah garis lapor {subject} dari {other} ke pimpinan strukturalnya, atau nyatakan bahwa jenjang itu menyupervisi (`supervised` = `yes`)."
//   en: "Let {subject} report to its structural head instead of {other}, or state that the ladder supervises (`supervised` = `yes`)."
// fields: [positions.reports_to, positions.supervised]
// message:
//   id: "Jabatan {subject} melapor kepada {other} pada jenjang fungsional yang sama, padahal jenjang itu dinyatakan tidak menyupervisi."
//   en: "Post {subject} reports to {other} on the same functional ladder, although that ladder is said not to supervise."
// example:
//   before:
//     id: "Perencana Ahli Muda melapor kepada Perencana Ahli Madya pada jenjang yang tidak menyupervisi."
//     en: "A junior planner reports to a senior planner on a ladder that does not supervise."
//   after:
//     id: "Perencana Ahli Muda melapor kepada Kepala Biro Perencanaan."
//     en: "The junior planner reports to the head of the planning bureau."
//   cells:
//     - {cell: positions.reports_to, row: muda, before: "madya", after: "karo"}
// limits:
//   id: "Jenjang dianggap sama bila tulisannya sama, di unit mana pun. Jenjang tanpa isian `supervised` tidak diperiksa."
//   en: "A ladder is the same where its text is the same, in whatever unit. Ladders without an entry under `supervised` are not looked at."
// source:
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: "dua bentuk jenjang fungsional: tanpa supervisi (bintang) dan dengan supervisi (tangga)"
//       en: "two shapes of functional ladders: without supervision (star) and with it (ladder)"
// anchor: [Position]
// other: [Position]
// columns: {id: str, other_id: str}
// identity: [id, other_id]
// population: population-reports-from-unsupervised-ladders
// needs: population-ladder-positions
// needs_why:
//   id: "Rencana ini tidak memuat jabatan pada jenjang fungsional."
//   en: "The plan has no post on a functional ladder."
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})-[:REPORTS_TO]->(s:Position)
WHERE p.supervised = false AND s <> p AND s.ladder_key = p.ladder_key
RETURN p.id AS id, s.id AS other_id
