// ---
// id: owner-outside-unit
// severity: warning
// category: ownership
// title:
//   id: Pemilik di luar unit
//   en: Owner outside the unit
// what:
//   id: "Indikator yang dimiliki unit kerja, sedangkan jabatan pemiliknya tidak berada di salah satu unit itu atau di bawahnya."
//   en: "An indicator owned by units, one of whose owning positions sits in none of them nor below them."
// why:
//   id: Jabatan di luar unit tidak berada dalam garis pertanggungjawaban unit itu.
//   en: A post outside the unit stands outside its line of accountability.
// mend:
//   id: "Ganti pemilik {subject} dari {other} ke jabatan di dalam unit pemiliknya, atau tambahkan unit {other} sebagai pemilik."
//   en: "Replace the owner {other} of {subject} by a post within the owning unit, or let the unit of {other} own it too."
// message:
//   id: "Indikator {subject} dimiliki jabatan {other} yang tidak berada di unit pemilik indikator itu maupun di bawahnya."
//   en: "Indicator {subject} is owned by position {other}, which sits neither in a unit that owns it nor below one."
// example:
//   before:
//     id: "owner: Dinas PU; Kepala Bidang Lalu Lintas (Dinas Perhubungan)."
//     en: "owner: public works; head of traffic (transport agency)."
//   after:
//     id: "owner: Dinas PU; Kepala Bidang Jalan (Dinas PU)."
//     en: "owner: public works; head of roads (public works)."
// limits:
//   id: Indikator tanpa unit pemilik tidak diperiksa; pemilik sasarannya tidak dilihat.
//   en: Indicators that no unit owns are not looked at; owners of the objective are not seen.
// source:
//   - text: Praktik penyusunan kinerja
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
WHERE (i)<-[:OWNS]-(:Unit)
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
