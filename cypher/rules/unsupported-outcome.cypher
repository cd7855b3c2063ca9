// ---
// id: unsupported-outcome
// severity: error
// category: chain
// title: {id: Hasil tanpa penopang, en: Unsupported outcome}
// what:
//   id: "Sasaran tingkat 0 sampai 2 yang tidak menerima kontribusi apa pun, baik langsung maupun melalui indikator yang mengukurnya; atau indikator tingkat itu, tanpa sasaran, yang tidak menerimanya."
//   en: "An objective of level 0 to 2 that receives no contribution, neither itself nor through an indicator that measures it; or an indicator of these levels, without an objective, that receives none."
// why:
//   id: "Hasil strategis dijabarkan sampai kondisi yang paling operasional; hasil tanpa penyebab di bawahnya tinggal harapan."
//   en: "Strategic results are broken down to the most operational condition; a result with no cause below it is a hope."
// mend:
//   id: "Tentukan faktor kunci keberhasilan dari {subject} dan catat hasil atau tugas yang berkontribusi padanya (kolom `contributes_to` hasil atau tugas itu)."
//   en: "Name the critical success factors of {subject} and record the results or tasks that contribute to it (column `contributes_to` of those)."
// fields: [indicators.contributes_to, objectives.contributes_to, tasks.contributes_to]
// message:
//   id: "Tidak ada yang berkontribusi pada {subject}: tidak satu pun hasil atau tugas menopangnya."
//   en: "Nothing contributes to {subject}: no result and no task stands behind it."
// example:
//   before:
//     id: "Tidak ada yang mendukung `SAS-1` («Menurunnya kemacetan», tingkat 0)."
//     en: "Nothing contributes to `SAS-1` (“less congestion”, level 0)."
//   after:
//     id: "`SAS-2` («Meningkatnya kelaikan angkutan umum») mendukungnya."
//     en: "`SAS-2` (“public transport is roadworthy”) contributes to it."
//   cells:
//     - {cell: objectives.contributes_to, row: SAS-2, before: "", after: "SAS-1"}
// limits:
//   id: "Satu penopang sudah cukup di sini; lihat juga `single-cause-outcome`. Kontribusi yang ditolak tidak dihitung. Tingkat yang tidak diketahui dilewati."
//   en: "One contribution is enough here; see also `single-cause-outcome`. A rejected contribution does not count. An unknown level is passed over."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "Faktor kunci keberhasilan dijabarkan menjadi kondisi antara sampai yang paling operasional (dibaca dari ringkasan publik)"
//       en: "Critical success factors are split into conditions down to the most operational one (as read in public summaries)"
// anchor: [Objective, Indicator]
// columns: {id: str, label: str}
// identity: [id]
// population: population-outcomes
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level <= 2 AND NOT (o)<-[:CONTRIBUTES_TO]-()
  AND NOT EXISTS { (o)<-[:MEASURES]-(:Indicator)<-[:CONTRIBUTES_TO]-() }
RETURN o.id AS id, 'Objective' AS label
UNION ALL
MATCH (i:Indicator {scope: $scope})
WHERE i.level <= 2 AND NOT (i)-[:MEASURES]->() AND NOT (i)<-[:CONTRIBUTES_TO]-()
RETURN i.id AS id, 'Indicator' AS label
