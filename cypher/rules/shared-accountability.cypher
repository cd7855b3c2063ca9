// ---
// id: shared-accountability
// severity: warning
// category: ownership
// title:
//   id: Tanggung jawab terbagi
//   en: Shared accountability
// what:
//   id: Indikator yang dimiliki langsung oleh lebih dari satu jabatan.
//   en: An indicator that more than one post owns directly.
// why:
//   id: "Bila semua bertanggung jawab, tidak ada yang dapat ditagih."
//   en: "Where everyone is accountable, nobody can be held to it."
// mend:
//   id: "Tetapkan satu jabatan pemilik {subject} (kolom `owner`); jadikan yang lain pendukung melalui indikator mereka sendiri yang berkontribusi padanya."
//   en: "Let one post own {subject} (column `owner`); let the others support it through indicators of their own that contribute to it."
// fields: [indicators.owner]
// message:
//   id: "Indikator {subject} dimiliki langsung oleh {positions} jabatan: {posts}."
//   en: "Indicator {subject} is owned directly by {positions} posts: {posts}."
// example:
//   before:
//     id: "`IKU-1` dimiliki dua kepala bidang sekaligus."
//     en: "`IKU-1` is owned by two heads of division at once."
//   after:
//     id: "Satu kepala bidang menjadi pemiliknya; yang lain mendukung melalui `IKK-2`, indikatornya sendiri."
//     en: "One of them owns it; the other supports it through `IKK-2`, an indicator of their own."
//   cells:
//     - {cell: indicators.owner, row: IKU-1, before: "kabid-a; kabid-b", after: "kabid-a"}
// limits:
//   id: "Unit pemilik tidak dihitung, begitu pula pemilik sasaran yang diukur."
//   en: "Units that own it do not count, nor do owners of its objective."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "satu kinerja satu penanggung jawab; praktik, bukan ketentuan"
//       en: "one result, one accountable post; practice, not regulation"
// anchor: [Indicator]
// columns: {id: str, positions: int, posts: list}
// identity: [id]
// spoken: [positions, posts]
// population: population-indicators
// needs: population-positions
// needs_why:
//   id: Rencana ini tidak memuat jabatan.
//   en: The plan has no positions.
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})<-[:OWNS]-(p:Position)
WITH i, p ORDER BY p.id
WITH i, collect(p.id) AS posts
WHERE size(posts) > 1
RETURN i.id AS id, size(posts) AS positions, posts
