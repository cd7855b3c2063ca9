// ---
// id: target-against-polarity
// severity: error
// category: quality
// title:
//   id: Target melawan arah
//   en: Target against polarity
// what:
//   id: "Indikator berarah naik yang targetnya turun, atau berarah turun yang targetnya naik, di antara dua tahun bertarget yang berurutan."
//   en: "An indicator of polarity up whose target falls, or of polarity down whose target rises, between two neighbouring years with a target."
// why:
//   id: Rencana yang menjanjikan keadaan memburuk biasanya salah arah atau salah ketik.
//   en: A plan that promises a worse condition usually has the wrong polarity or a slip of the pen.
// mend:
//   id: "Periksa arah {subject} dan targetnya pada tahun {years}: perbaiki salah satunya, atau jelaskan mengapa memburuk."
//   en: "Check the polarity of {subject} and its target of {years}: correct one of them, or explain why it gets worse."
// message:
//   id: "Target indikator {subject} pada tahun {years} bergerak berlawanan dengan arah indikatornya."
//   en: "The target of indicator {subject} moves against its polarity in {years}."
// example:
//   before:
//     id: "«Persentase kecelakaan», arah turun, target 3,2 lalu 5."
//     en: "“Share of accidents”, polarity down, targets 3.2, then 5."
//   after:
//     id: "Target 3,2 lalu 3,0."
//     en: "Targets 3.2, then 3.0."
// limits:
//   id: Target yang tetap bukan kesalahan di sini. Target rentang serta arah tetap dan rentang tidak diperiksa. years menyebut tahun kedua dari tiap pasangan.
//   en: A target that stays equal is no fault here. Range targets and the polarities hold and range are not looked at. years names the later year of each pair.
// source:
//   - text: Telaah rencana nyata
//     about:
//       id: kasus seperti ini ditemukan dalam rancangan renstra yang terbuka untuk umum
//       en: cases like this were found in drafts of strategic plans open to the public
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah target menantang dan dapat dicapai
//       en: the AKIP evaluation asks whether targets are challenging and achievable
// anchor: [Indicator]
// columns: {id: str, years: list}
// identity: [id]
// spoken: [years]
// population: population-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.polarity IN ['up', 'down'] AND size(i.targets) > 1
WITH i, [n IN range(1, size(i.targets) - 1)
         WHERE (i.polarity = 'up' AND i.targets[n] < i.targets[n - 1])
           OR (i.polarity = 'down' AND i.targets[n] > i.targets[n - 1])
         | i.target_years[n]] AS years
WHERE size(years) > 0
RETURN i.id AS id, years
