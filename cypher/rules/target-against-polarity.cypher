// ---
// id: target-against-polarity
// severity: error
// category: quality
// title:
//   id: "Target bergerak melawan arah"
//   en: "Target against polarity"
// what:
//   id: "Arah (`polarity`) menyatakan nilai mana yang baik: naik (`up`), makin besar makin baik; turun (`down`), makin kecil makin baik. Aturan ini menemukan indikator berarah naik yang targetnya turun, atau berarah turun yang targetnya naik, dari satu tahun bertarget ke tahun bertarget berikutnya."
//   en: "The `polarity` says which values are good: `up`, the more the better; `down`, the less the better. This rule finds an indicator of polarity `up` whose target falls, or of polarity `down` whose target rises, from one year with a target to the next."
// why:
//   id: "Target seperti itu menjanjikan keadaan yang memburuk; biasanya arahnya keliru atau angkanya salah ketik."
//   en: "Such a target promises that things get worse; usually the polarity is wrong or a figure was mistyped."
// mend:
//   id: "Periksa arah {subject} dan targetnya pada tahun {years}: perbaiki salah satunya, atau jelaskan mengapa memburuk."
//   en: "Check the polarity of {subject} and its target of {years}: correct one of them, or explain why it gets worse."
// fields: [values.target, indicators.polarity]
// message:
//   id: "Target indikator {subject} pada tahun {years} bergerak berlawanan dengan arah indikatornya: dari {before} menjadi {after}."
//   en: "The target of indicator {subject} moves against its polarity in {years}: from {before} to {after}."
// example:
//   before:
//     id: "`IKU-2` («Angka kecelakaan lalu lintas») berarah turun, tetapi targetnya naik dari 3,2 (2026) menjadi 5 (2027)."
//     en: "`IKU-2` (“traffic accident rate”) has polarity down, but its target rises from 3.2 (2026) to 5 (2027)."
//   after:
//     id: "Target 2027 menjadi 3,0."
//     en: "The target of 2027 is 3.0."
//   cells:
//     - {cell: values.target, row: ["IKU-2", "2027"], before: "5", after: "3,0"}
// limits:
//   id: "Target yang tetap bukan kesalahan di sini. Target berupa rentang nilai, serta indikator berarah tetap (`hold`) atau rentang (`range`), tidak diperiksa. Nilai awal tidak dibandingkan. Temuan menyebut setiap tahun yang targetnya lebih buruk daripada target tahun bertarget sebelumnya."
//   en: "A target that stays equal is no fault here. Targets that are a range of values, and indicators of polarity `hold` or `range`, are not looked at. The baseline is not compared. A finding names each year whose target is worse than that of the year before it that has one."
// source:
//   - text: {id: "Telaah rencana nyata", en: "Study of real plans"}
//     about:
//       id: kasus seperti ini ditemukan dalam rancangan renstra yang terbuka untuk umum
//       en: cases like this were found in drafts of strategic plans open to the public
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah target menantang dan dapat dicapai
//       en: the AKIP evaluation asks whether targets are challenging and achievable
// anchor: [Indicator]
// columns: {id: str, years: list, before: list, after: list}
// identity: [id]
// spoken: [years, before, after]
// population: population-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.polarity IN ['up', 'down'] AND size(i.targets) > 1
WITH i, [n IN range(1, size(i.targets) - 1)
         WHERE (i.polarity = 'up' AND i.targets[n] < i.targets[n - 1])
           OR (i.polarity = 'down' AND i.targets[n] > i.targets[n - 1])
         | n] AS places
WHERE size(places) > 0
RETURN i.id AS id, [n IN places | i.target_years[n]] AS years,
  [n IN places | i.targets[n - 1]] AS before, [n IN places | i.targets[n]] AS after
