// ---
// id: level-inversion
// severity: error
// category: chain
// title: {id: Tingkat terbalik, en: Level inversion}
// what:
//   id: "Hasil berkontribusi pada hasil yang tingkatnya lebih rendah. Makin besar angkanya, makin rendah tingkatnya: 0 paling atas, 5 paling bawah."
//   en: "A result contributes to a result of a lower level. The larger the number, the lower the level: 0 is the top, 5 the bottom."
// why:
//   id: "Cascading berjalan dari penyebab di bawah ke hasil di atas; panah ke bawah berarti tingkat atau arahnya salah."
//   en: "A cascade leads from causes below to results above; an arrow that points down has a wrong level or a wrong direction."
// mend:
//   id: "Balik arah kontribusi dari {subject} ke {other}, atau betulkan tingkat salah satunya."
//   en: "Turn the contribution of {subject} to {other} around, or correct the level of one of them."
// fields: [indicators.contributes_to, indicators.level, objectives.contributes_to, objectives.level]
// message:
//   id: "{subject} berkontribusi pada {other}, padahal {other} berada di tingkat yang lebih rendah."
//   en: "{subject} contributes to {other}, although {other} is on a lower level."
// example:
//   before:
//     id: "`SAS-1` (tingkat 0) ditulis mendukung `SAS-2` (tingkat 1)."
//     en: "`SAS-1` (level 0) is said to contribute to `SAS-2` (level 1)."
//   after:
//     id: "Arahnya dibalik: `SAS-2` mendukung `SAS-1`."
//     en: "The contribution is turned around: `SAS-2` contributes to `SAS-1`."
//   cells:
//     - {cell: objectives.contributes_to, row: SAS-1, before: "SAS-2", after: ""}
//     - {cell: objectives.contributes_to, row: SAS-2, before: "", after: "SAS-1"}
// limits:
//   id: "Kontribusi dari tugas dan antara hasil setingkat tidak diperiksa di sini; tingkat yang tidak diketahui dilewati."
//   en: "Contributions of tasks and between equal levels are not looked at here; an unknown level is passed over."
// source:
//   - text: {id: "Praktik: penjenjangan tingkat hasil", en: "Practice: levels of results"}
//     about:
//       id: "Pembagian tingkat 0 sampai 5 adalah praktik, bukan ketentuan; sebab mendahului akibat"
//       en: "The levels 0 to 5 are practice, not law; a cause comes before its effect"
// anchor: [Indicator, Objective]
// other: [Indicator, Objective]
// columns: {id: str, label: str, other_id: str, other_label: str}
// identity: [id, other_id]
// population: population-result-contributions
// since: 0.1.0
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[:CONTRIBUTES_TO]->(b)
  WHERE a.level < b.level
  RETURN a, b, 'Objective' AS label
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(b)
  WHERE a.level < b.level
  RETURN a, b, 'Indicator' AS label
}
RETURN a.id AS id, label, b.id AS other_id,
  CASE WHEN b:Objective THEN 'Objective' ELSE 'Indicator' END AS other_label
