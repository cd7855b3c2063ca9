// ---
// id: double-claimed-output
// severity: warning
// category: alignment
// title:
//   id: Keluaran diakui dua perangkat daerah
//   en: Double claimed output
// what:
//   id: "Dua indikator atau lebih bernama dan bersatuan sama, semuanya berjenis keluaran (`output`), dan sedikitnya dua di antaranya milik perangkat daerah yang berbeda. Indikator yang langsung berkontribusi pada indikator lain dalam kelompok itu tidak ikut dihitung."
//   en: "Two or more indicators of the same name and unit, all of kind `output`, of which at least two belong to different agencies. One that contributes directly to another of the group is left out."
// why:
//   id: Satu keluaran yang dilaporkan dua perangkat daerah terhitung dua kali.
//   en: One output reported by two agencies is counted twice.
// mend:
//   id: "Sepakati siapa yang menghasilkan {subject}; kelompoknya {path}. Yang lain mencatat bagiannya sendiri dengan nama lain atau berkontribusi padanya."
//   en: "Agree who produces {subject}; the group is {path}. The others record their own share under another name, or contribute to it."
// mend_across:
//   id: "Antarpemerintah daerah ({agencies}) masing-masing dapat menghasilkan {subject} sendiri: periksa apakah keduanya menghitung keluaran yang sama; bila ya, sepakati siapa yang menghasilkannya; kelompoknya {path}."
//   en: "Between governments ({agencies}) each may produce {subject} on its own: check whether they count the same output; if so, agree who produces it; the group is {path}."
// fields: [indicators.name, indicators.contributes_to]
// message:
//   id: "Keluaran {subject} diakui oleh perangkat daerah yang berbeda dengan nama dan satuan yang sama: {path}."
//   en: "Output {subject} is claimed by different agencies under the same name and unit: {path}."
// example:
//   before:
//     id: "`IKK-1` milik Satpol PP dan `IKK-2` milik Dinas Perdagangan bernama sama."
//     en: "`IKK-1` of the public order agency and `IKK-2` of the trade agency have one name (“street vendors relocated”)."
//   after:
//     id: "Dinas Perdagangan mencatat bagiannya sendiri."
//     en: "The trade agency records its own share (“stalls provided”)."
//   cells:
//     - {cell: indicators.name, row: IKK-2, before: "Jumlah PKL yang direlokasi", after: "Jumlah kios yang disediakan"}
// limits:
//   id: Nama dibandingkan utuh; keluaran tanpa pemilik tidak membuktikan pengakuan ganda.
//   en: Names are compared whole; an output without an owner proves no double claim.
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: penghitungan ganda antarperangkat daerah
//       en: double counting between agencies
// anchor: [Indicator]
// columns: {id: str, path: list}
// identity: [id]
// population: population-output-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.name_key IS NOT NULL
WITH i.name_key AS name, coalesce(i.measure_unit_key, '') AS unit, collect(i) AS alike
WHERE size(alike) > 1
UNWIND alike AS twin
OPTIONAL MATCH (twin)-[:CONTRIBUTES_TO]->(upper:Indicator)
WHERE upper <> twin AND upper.name_key = name AND coalesce(upper.measure_unit_key, '') = unit
WITH name, unit, twin, count(upper) AS uppers
WHERE uppers = 0
OPTIONAL MATCH (twin)<-[:OWNS]-(owner)
WHERE owner.agency IS NOT NULL
WITH name, unit, twin, owner.agency AS agency ORDER BY agency
WITH name, unit, twin, collect(DISTINCT agency) AS agencies
WITH name, unit, collect(twin.id) AS path, count(CASE WHEN twin.kind = 'output' THEN 1 END) AS outputs,
  collect(DISTINCT CASE WHEN size(agencies) > 0 THEN agencies END) AS claims
WHERE size(path) > 1 AND outputs = size(path) AND size(claims) > 1
RETURN path[0] AS id, path
