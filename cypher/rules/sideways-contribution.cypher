// ---
// id: sideways-contribution
// severity: info
// category: chain
// title: {id: Kontribusi setingkat, en: Sideways contribution}
// what:
//   id: "Hasil berkontribusi pada hasil lain yang setingkat, dan kontribusinya tidak ditandai lintas perangkat daerah (`crosscutting`). Kontribusi dari atau pada faktor kunci atau kondisi antara (kolom `role`) dilewati."
//   en: "A result contributes to another result of the same level, and the contribution is not marked as `crosscutting` (between agencies). One from or to a critical success factor or a condition in between (column `role`) is passed over."
// why:
//   id: "Sambungan setingkat sering berarti tingkat yang keliru, atau kerja sama antarperangkat daerah yang belum disepakati."
//   en: "A link between equals often means a wrong level, or work across agencies that nobody has agreed upon yet."
// mend:
//   id: "Tandai kontribusi {subject} pada {other} sebagai `crosscutting` (kolom `kind` tabel `contributions`) bila memang lintas perangkat daerah, atau betulkan tingkat salah satunya."
//   en: "Mark the contribution of {subject} to {other} as `crosscutting` (column `kind` of the table `contributions`) where it is one, or correct the level of one of them."
// fields: [contributions.kind, indicators.level, objectives.level, objectives.role]
// message:
//   id: "{subject} berkontribusi pada {other} yang setingkat tanpa ditandai lintas perangkat daerah."
//   en: "{subject} contributes to {other} on the same level and is not marked as crosscutting."
// example:
//   before:
//     id: "`IKU-6` Dinas PU (tingkat 1) mendukung `IKU-1` Dinas Perhubungan (tingkat 1), tanpa tanda."
//     en: "`IKU-6` of public works (level 1) contributes to `IKU-1` of the transport agency (level 1), unmarked."
//   after:
//     id: "Kontribusinya ditandai lintas perangkat daerah."
//     en: "The contribution is marked as crosscutting."
//   cells:
//     - {cell: contributions.kind, row: ["IKU-6", "IKU-1"], before: "", after: "crosscutting"}
// limits:
//   id: "`kind` yang kosong berarti `vertical`. Tingkat yang tidak diketahui tidak dianggap setingkat. Faktor kunci dan kondisi antara bertingkat sama dengan yang berada tepat di bawahnya."
//   en: "An empty `kind` means `vertical`. Unknown levels are not taken for equal. A success factor or a condition has the level of what stands directly below it."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: "Evaluasi AKIP melihat informasi kinerja lintas instansi (crosscutting), disarikan"
//       en: "The AKIP evaluation looks for information on performance across agencies (crosscutting), paraphrased"
// anchor: [Indicator, Objective]
// other: [Indicator, Objective]
// columns: {id: str, label: str, other_id: str, other_label: str}
// identity: [id, other_id]
// population: population-contributions-of-equal-level
// since: 0.1.0
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a <> b AND a.level = b.level AND e.kind <> 'crosscutting'
  RETURN a, b, 'Objective' AS label
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a <> b AND a.level = b.level AND e.kind <> 'crosscutting'
  RETURN a, b, 'Indicator' AS label
}
WITH a, b, label
WHERE NOT coalesce(a.role, '') IN ['csf', 'condition']
  AND NOT coalesce(b.role, '') IN ['csf', 'condition']
RETURN a.id AS id, label, b.id AS other_id,
  CASE WHEN b:Objective THEN 'Objective' ELSE 'Indicator' END AS other_label
