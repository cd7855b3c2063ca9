// ---
// id: level-skip
// severity: warning
// category: chain
// title: {id: Tingkat terlompati, en: Level skipped}
// what:
//   id: "Kontribusi antarhasil naik lebih dari satu tingkat, misalnya dari tingkat 3 ke tingkat 0, tanpa alasan yang dicatat."
//   en: "A contribution between results climbs more than one level, as from level 3 to level 0, and no reason is recorded."
// why:
//   id: "Cascading berjenjang: tingkat yang terlompati berarti ada kondisi antara, dan penanggung jawabnya, yang tidak disebut."
//   en: "A cascade goes level by level: where one is skipped, a condition between and those who answer for it are not named."
// mend:
//   id: "Sisipkan hasil antara di antara {subject} dan {other}, atau catat di kolom `reason` tabel `contributions` mengapa tidak ada."
//   en: "Put a result between {subject} and {other}, or record under `reason` in the table `contributions` why there is none."
// fields: [contributions.reason, indicators.contributes_to, objectives.contributes_to]
// message:
//   id: "{subject} berkontribusi langsung pada {other} dengan melompati tingkat di antaranya, tanpa alasan yang dicatat."
//   en: "{subject} contributes directly to {other}, skipping the level between, and no reason is recorded."
// example:
//   before:
//     id: "`IKK-1` (tingkat 3) mendukung langsung `SAS-1` (tingkat 0) tanpa alasan."
//     en: "`IKK-1` (level 3) contributes directly to `SAS-1` (level 0), and no reason is given."
//   after:
//     id: "Alasannya dicatat: kecamatan tidak mempunyai jenjang antara."
//     en: "The reason is recorded: the district office has no level in between."
//   cells:
//     - {cell: contributions.reason, row: ["IKK-1", "SAS-1"], before: "", after: "Kecamatan tidak mempunyai jenjang antara"}
// limits:
//   id: "Isi alasannya tidak dinilai. Kontribusi tugas tidak diperiksa di sini; tingkat yang tidak diketahui dilewati."
//   en: "What the reason says is not judged. Contributions of tasks are not looked at here; an unknown level is passed over."
// source:
//   - text: {id: "Praktik: penjenjangan bertingkat", en: "Practice: cascading level by level"}
//     about:
//       id: "Pembagian tingkat adalah praktik, bukan ketentuan; karena itu alasan yang dicatat sudah cukup"
//       en: "The levels are practice, not law; hence a recorded reason is enough"
// anchor: [Indicator, Objective]
// other: [Indicator, Objective]
// columns: {id: str, label: str, other_id: str, other_label: str}
// identity: [id, other_id]
// population: population-result-contributions
// since: 0.1.0
// ---
CALL () {
  MATCH (a:Objective {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a.level - b.level > 1 AND e.reason IS NULL
  RETURN a, b, 'Objective' AS label
  UNION ALL
  MATCH (a:Indicator {scope: $scope})-[e:CONTRIBUTES_TO]->(b)
  WHERE a.level - b.level > 1 AND e.reason IS NULL
  RETURN a, b, 'Indicator' AS label
}
RETURN a.id AS id, label, b.id AS other_id,
  CASE WHEN b:Objective THEN 'Objective' ELSE 'Indicator' END AS other_label
