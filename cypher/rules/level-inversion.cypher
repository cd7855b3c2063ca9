// ---
// id: level-inversion
// severity: error
// category: chain
// title: {id: Tingkat terbalik, en: Level inversion}
// what:
//   id: "Hasil berkontribusi pada hasil yang tingkatnya lebih rendah (angka tingkatnya lebih besar)."
//   en: "A result contributes to a result of a lower level (a larger level number)."
// why:
//   id: "Cascading berjalan dari penyebab di bawah ke hasil di atas; panah ke bawah berarti tingkat atau arahnya salah."
//   en: "A cascade leads from causes below to results above; an arrow that points down has a wrong level or a wrong direction."
// mend:
//   id: "Balik arah kontribusi dari {subject} ke {other}, atau betulkan tingkat salah satunya."
//   en: "Turn the contribution of {subject} to {other} around, or correct the level of one of them."
// message:
//   id: "{subject} berkontribusi pada {other}, padahal {other} berada di tingkat yang lebih rendah."
//   en: "{subject} contributes to {other}, although {other} is on a lower level."
// example:
//   before:
//     id: "«Menurunnya kemacetan» (tingkat 0) berkontribusi pada «Kelaikan angkutan umum» (tingkat 1)."
//     en: "«Less congestion» (level 0) contributes to «Roadworthy transport» (level 1)."
//   after:
//     id: "«Kelaikan angkutan umum» berkontribusi pada «Menurunnya kemacetan»."
//     en: "«Roadworthy transport» contributes to «Less congestion»."
// limits:
//   id: "Kontribusi dari tugas dan antara tingkat yang sama tidak termasuk; tingkat yang tidak diketahui dilewati."
//   en: "Contributions of tasks and between equal levels are no matter of this rule; an unknown level is passed over."
// source:
//   - text: "Praktik: penjenjangan tingkat hasil"
//     about:
//       id: "Pembagian tingkat 0 sampai 5 adalah praktik, bukan ketentuan; sebab mendahului akibat."
//       en: "The levels 0 to 5 are practice, not law; a cause comes before its effect."
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
