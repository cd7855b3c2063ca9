// ---
// id: ladder-gap
// severity: warning
// category: people
// title:
//   id: "Jenjang terlewati"
//   en: "Ladder gap"
// what:
//   id: "Jabatan di bawah jenjang pertama (`rung` lebih dari 1), pada jabatan fungsional (kolom `ladder`) yang jenjangnya saling menyupervisi (`supervised` = `yes`), yang tidak melapor kepada jabatan satu jenjang di atasnya pada jabatan fungsional yang sama."
//   en: "A post below the first rung (`rung` above 1) of a functional ladder (column `ladder`) whose higher rungs supervise (`supervised` = `yes`) that reports to no post one rung above it on the same ladder."
// why:
//   id: "Bila jenjang di atas menyupervisi yang di bawah, kinerja turun dari jenjang ke jenjang; yang terlewat memutusnya."
//   en: On a supervised ladder results are handed down rung by rung; a missing rung breaks them off.
// mend:
//   id: "Hubungkan {subject} (kolom `reports_to`) ke jabatan satu jenjang di atasnya, atau perbaiki jenjangnya (kolom `rung`)."
//   en: "Let {subject} report (column `reports_to`) to a post one rung above it, or correct its rung (column `rung`)."
// fields: [positions.reports_to, positions.rung]
// message:
//   id: "Jabatan {subject} pada jenjang {rung} tidak melapor kepada jabatan satu jenjang di atasnya pada jabatan fungsional yang sama."
//   en: "Post {subject}, on rung {rung}, reports to no post one rung above it on the same ladder."
// example:
//   before:
//     id: "Anggota tim (jenjang 3) melapor langsung kepada pengendali teknis (jenjang 1)."
//     en: "A team member (rung 3) reports straight to the technical controller (rung 1)."
//   after:
//     id: "Anggota tim melapor kepada ketua tim (jenjang 2)."
//     en: "The member reports to the team leader (rung 2)."
//   cells:
//     - {cell: positions.reports_to, row: anggota, before: "dalnis", after: "ketua"}
// limits:
//   id: "Jabatan tanpa `rung` tidak diperiksa. Jabatan fungsional dianggap sama bila tulisannya sama, di unit mana pun."
//   en: "Posts without a `rung` are not looked at. A ladder is the same where its text is the same, in whatever unit."
// source:
//   - text: {id: "Paparan KemenPANRB tentang cascading kinerja", en: "KemenPANRB's slides on cascading kinerja"}
//     about:
//       id: "dua bentuk jenjang fungsional: tanpa supervisi (bintang) dan dengan supervisi (tangga)"
//       en: "two shapes of functional ladders: without supervision (star) and with it (ladder)"
// anchor: [Position]
// columns: {id: str, rung: int}
// identity: [id]
// spoken: [rung]
// population: population-lower-rungs-of-supervised-ladders
// needs: population-ladder-positions
// needs_why:
//   id: "Rencana ini tidak memuat jabatan pada jenjang fungsional."
//   en: "The plan has no post on a functional ladder."
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})
WHERE p.supervised = true AND p.rung > 1
OPTIONAL MATCH (p)-[:REPORTS_TO]->(s:Position)
WHERE s.ladder_key = p.ladder_key AND s.rung = p.rung - 1
WITH p, count(s) AS supervisors
WHERE supervisors = 0
RETURN p.id AS id, p.rung AS rung
