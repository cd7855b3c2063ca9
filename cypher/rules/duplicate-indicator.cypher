// ---
// id: duplicate-indicator
// severity: warning
// category: quality
// title:
//   id: Indikator ganda
//   en: Duplicate indicator
// what:
//   id: "Dua indikator atau lebih bernama dan bersatuan sama. Indikator yang langsung berkontribusi pada indikator lain dalam kelompok itu tidak ikut dihitung (dilaporkan oleh `copy-down`), begitu pula kelompok yang dilaporkan oleh `double-claimed-output`."
//   en: "Two or more indicators of the same name and unit. One that contributes directly to another of the group is left out (`copy-down` reports it), and so are groups that `double-claimed-output` reports."
// why:
//   id: Indikator yang sama di beberapa tempat mudah terhitung dua kali dan targetnya mudah berbeda-beda.
//   en: The same indicator in several places is easily counted twice and its targets easily differ.
// mend:
//   id: "Bila {path} mengukur hal yang sama, pertahankan satu; bila tidak, bedakan nama masing-masing menurut wilayah, unit, atau aspeknya."
//   en: "If {path} measure the same thing, keep one; if not, tell their names apart by area, unit or aspect."
// mend_across:
//   id: "Antarpemerintah daerah ({agencies}) masing-masing mempertahankan indikatornya: periksa apakah formula, satuan, dan sumber data {path} sama, dan jangan menjumlahkannya sebagai satu; pertahankan satu hanya di dalam satu pemerintah daerah."
//   en: "Between governments ({agencies}) each keeps its own: check that {path} have the same formula, measure unit and data source, and that no total counts them as one; keep one only within one government."
// fields: [indicators.name, indicators.measure_unit]
// message:
//   id: "Indikator {subject} sama nama dan satuannya dalam satu kelompok: {path}."
//   en: "Indicator {subject} has the same name and unit as others; the group is {path}."
// example:
//   before:
//     id: "`IKK-1` dan `IKK-2` bernama dan bersatuan sama."
//     en: "`IKK-1` and `IKK-2` have one name (“number of documents”) and one unit."
//   after:
//     id: "Namanya membedakan apa yang dihitung."
//     en: "Their names tell apart what is counted (documents of planning, of evaluation)."
//   cells:
//     - {cell: indicators.name, row: IKK-1, before: "Jumlah dokumen", after: "Jumlah dokumen perencanaan"}
//     - {cell: indicators.name, row: IKK-2, before: "Jumlah dokumen", after: "Jumlah dokumen evaluasi"}
// limits:
//   id: "Nama dibandingkan utuh tanpa membedakan huruf besar-kecil dan spasi; nama yang mirip tidak terlihat. Dua satuan yang kosong dianggap sama."
//   en: "Names are compared whole, regardless of case and white space; similar names are not seen. Two unknown units count as the same."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
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
