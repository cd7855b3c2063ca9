// ---
// id: soft-target
// severity: warning
// category: quality
// title:
//   id: Target tidak menantang
//   en: Soft target
// what:
//   id: "Indikator berarah naik (`up`) atau turun (`down`) dengan nilai awal, yang target angka terakhirnya tidak lebih baik daripada nilai awal itu."
//   en: "An indicator of polarity `up` or `down` with a baseline, whose last numeric target does not improve on it."
// why:
//   id: Target yang sudah tercapai sebelum rencana dimulai tidak menggerakkan siapa pun.
//   en: A target that was met before the plan began moves nobody.
// mend:
//   id: "Tetapkan target {subject} yang lebih baik daripada nilai awal {baseline}, atau ubah arahnya menjadi tetap (`hold`) bila memang mempertahankan."
//   en: "Set a target for {subject} that improves on the baseline {baseline}, or make its polarity `hold` where the aim is to keep it."
// fields: [values.target, indicators.baseline, indicators.polarity]
// message:
//   id: "Target terakhir indikator {subject}, {target} pada tahun {year}, tidak lebih baik daripada nilai awalnya, {baseline}."
//   en: "The last target of indicator {subject}, {target} in {year}, does not improve on its baseline, {baseline}."
// example:
//   before:
//     id: "Arah naik, nilai awal 92, dan target terakhir juga 92."
//     en: "Polarity up, a baseline of 92, and a last target of 92 as well."
//   after:
//     id: "Target terakhir dinaikkan menjadi 95."
//     en: "The last target is raised to 95."
//   cells:
//     - {cell: values.target, row: ["IKU-1", "2027"], before: "92", after: "95"}
// limits:
//   id: "Hanya target angka terakhir yang dibandingkan; target rentang dilewati. Nilai awal yang sudah maksimum, misalnya 100 persen, juga dilaporkan."
//   en: "Only the last numeric target is compared; range targets are passed over. A baseline at its maximum, such as 100 percent, is reported too."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah target menantang
//       en: the AKIP evaluation asks whether targets are challenging
// anchor: [Indicator]
// columns: {id: str, baseline: float, target: float, year: int}
// identity: [id]
// spoken: [baseline, target, year]
// population: population-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.polarity IN ['up', 'down'] AND i.baseline IS NOT NULL AND size(i.targets) > 0
WITH i, i.targets[size(i.targets) - 1] AS target, i.target_years[size(i.targets) - 1] AS year
WHERE (i.polarity = 'up' AND target <= i.baseline) OR (i.polarity = 'down' AND target >= i.baseline)
RETURN i.id AS id, i.baseline AS baseline, target, year
