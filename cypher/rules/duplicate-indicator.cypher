// ---
// id: duplicate-indicator
// severity: warning
// category: quality
// title:
//   id: Indikator ganda
//   en: Duplicate indicator
// what:
//   id: "Dua indikator atau lebih dengan nama dan satuan yang sama. Anggota yang langsung berkontribusi kepada anggota lain tidak dihitung (itu urusan copy-down), begitu pula kelompok yang dilaporkan double-claimed-output."
//   en: "Two or more indicators with the same name and unit. Members that contribute directly to another member are left out (copy-down reports those), and so are groups that double-claimed-output reports."
// why:
//   id: Indikator yang sama di beberapa tempat mudah terhitung dua kali dan targetnya mudah berbeda-beda.
//   en: The same indicator in several places is easily counted twice and its targets easily differ.
// mend:
//   id: "Pertahankan satu dari {path}, atau bedakan nama masing-masing menurut wilayah, unit, atau aspeknya."
//   en: "Keep one of {path}, or tell their names apart by area, unit or aspect."
// message:
//   id: "Indikator {subject} sama nama dan satuannya dalam satu kelompok: {path}."
//   en: "Indicator {subject} has the same name and unit as others; the group is {path}."
// example:
//   before:
//     id: «Jumlah dokumen» (dokumen) pada tiga bidang.
//     en: “Number of documents” (documents) in three divisions.
//   after:
//     id: "«Jumlah dokumen perencanaan», «Jumlah dokumen evaluasi», …"
//     en: "“Number of planning documents”, “Number of evaluation documents”, …"
// limits:
//   id: Nama dibandingkan utuh tanpa membedakan huruf besar-kecil dan spasi; nama yang mirip tidak terlihat. Dua satuan yang kosong dianggap sama.
//   en: "Names are compared whole, without case and white space; similar names are not seen. Two unknown units count as the same."
// source:
//   - text: Praktik penyusunan kinerja
//     about:
//       id: penghitungan ganda dihindari dengan satu indikator satu makna
//       en: "one indicator, one meaning avoids double counting"
// anchor: [Indicator]
// columns: {id: str, path: list}
// identity: [id]
// population: population-indicators
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
WHERE size(path) > 1 AND NOT (outputs = size(path) AND size(claims) > 1)
RETURN path[0] AS id, path
