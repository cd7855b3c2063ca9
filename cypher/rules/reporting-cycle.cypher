// ---
// id: reporting-cycle
// severity: error
// category: ownership
// title:
//   id: Garis lapor melingkar
//   en: Reporting cycle
// what:
//   id: "Jabatan-jabatan yang saling melapor dalam lingkaran, atau jabatan yang melapor kepada dirinya. Satu temuan untuk tiap lingkaran."
//   en: "Posts that report to one another in a circle, or a post that reports to itself. One finding for each circle."
// why:
//   id: "Dalam lingkaran tidak ada atasan terakhir, sehingga kinerja tidak dapat diturunkan dan tidak dapat ditagih."
//   en: "A circle has no last superior: results cannot be handed down in it, nor answered for."
// mend:
//   id: "Putuskan salah satu garis lapor (kolom `reports_to`) dalam lingkaran {path}."
//   en: "Cut one reporting line (column `reports_to`) of the circle {path}."
// fields: [positions.reports_to]
// message:
//   id: "Jabatan {subject} berada dalam garis lapor yang melingkar: {path}."
//   en: "Post {subject} lies on a circle of reporting lines: {path}."
// example:
//   before:
//     id: "Kepala bidang melapor kepada sekretaris, dan sekretaris kepada kepala bidang."
//     en: "The head of division reports to the secretary, the secretary to the head of division."
//   after:
//     id: "Sekretaris melapor kepada kepala dinas."
//     en: "The secretary reports to the head of agency."
//   cells:
//     - {cell: positions.reports_to, row: sekretaris, before: "kabid", after: "kadis"}
// limits:
//   id: "Beberapa lingkaran yang saling bersinggungan menjadi satu temuan."
//   en: "Circles that touch one another are one finding."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: garis lapor berakhir pada pimpinan tertinggi
//       en: reporting lines end with the highest leader
// anchor: [Position]
// columns: {id: str, path: list}
// identity: [id]
// population: population-positions
// needs: population-positions
// needs_why:
//   id: Rencana ini tidak memuat jabatan.
//   en: The plan has no positions.
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})
WHERE p.circle IS NOT NULL
WITH p.circle AS id, collect(p.id) AS path
RETURN id, path
