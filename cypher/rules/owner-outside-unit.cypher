// ---
// id: owner-outside-unit
// severity: warning
// category: ownership
// title:
//   id: Pemilik di luar unit
//   en: Owner outside the unit
// what:
//   id: "Indikator yang dimiliki unit kerja dan juga jabatan, sedangkan jabatan itu tidak berada di salah satu unit pemiliknya atau di bawahnya."
//   en: "An indicator that units own and a post too, where the post sits in none of those units nor below them."
// why:
//   id: "Jabatan di luar unit tidak berada dalam garis pertanggungjawaban unit itu."
//   en: "A post outside the unit stands outside its line of accountability."
// mend:
//   id: "Ganti pemilik {subject} dari {other} ke jabatan di dalam unit pemiliknya, atau tambahkan unit {other} sebagai pemilik (kolom `owner`)."
//   en: "Replace the owner {other} of {subject} by a post within the owning unit, or let the unit of {other} own it too (column `owner`)."
// fields: [indicators.owner, positions.unit]
// message:
//   id: "Indikator {subject} dimiliki jabatan {other} yang tidak berada di unit pemilik indikator itu maupun di bawahnya."
//   en: "Indicator {subject} is owned by post {other}, which sits neither in a unit that owns it nor below one."
// example:
//   before:
//     id: "`IKU-6` milik Dinas PU (`dpu`) dan Kepala Bidang Lalu Lintas, yang bekerja di Dinas Perhubungan."
//     en: "`IKU-6` is owned by public works (`dpu`) and by the head of traffic, who works in the transport agency."
//   after:
//     id: "Jabatan pemiliknya Kepala Bidang Jalan, di dalam Dinas PU."
//     en: "The owning post is the head of roads, within public works."
//   cells:
//     - {cell: indicators.owner, row: IKU-6, before: "dpu; kabid-lalin", after: "dpu; kabid-jalan"}
// limits:
//   id: "Indikator tanpa unit pemilik tidak diperiksa; pemilik sasaran yang diukurnya tidak dilihat. Jabatan yang unitnya kosong atau tidak ada dilewati."
//   en: "Indicators that no unit owns are not looked at; owners of the objective are not seen. A post whose unit is missing or does not exist is passed over."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: garis pertanggungjawaban mengikuti susunan organisasi
//       en: accountability follows the organisation
// anchor: [Indicator]
// other: [Position]
// columns: {id: str, other_id: str}
// identity: [id, other_id]
// population: population-indicators-of-positions
// needs: population-positions
// needs_why:
//   id: Rencana ini tidak memuat jabatan.
//   en: The plan has no positions.
// since: 0.1.0
// ---
MATCH (p:Position {scope: $scope})-[:OWNS]->(i:Indicator)
WHERE (i)<-[:OWNS]-(:Unit) AND (p)-[:IN_UNIT]->()
CALL (p) {
  MATCH (p)-[:IN_UNIT|PART_OF*1..]->(u:Unit)
  RETURN collect(DISTINCT u.id) AS seats
}
CALL (i) {
  MATCH (i)<-[:OWNS]-(u:Unit)
  RETURN collect(DISTINCT u.id) AS owners
}
WITH p, i, seats, owners
WHERE none(owner IN owners WHERE owner IN seats)
RETURN i.id AS id, p.id AS other_id
