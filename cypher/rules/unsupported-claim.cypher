// ---
// id: unsupported-claim
// severity: warning
// category: evidence
// title:
//   id: Sebab-akibat tanpa bukti
//   en: "Unsupported claim"
// what:
//   id: "Indikator yang capaiannya di bawah 100 persen pada dua tahun terakhir yang bercapaian, sedangkan semua penyumbangnya yang bercapaian pada kedua tahun itu (sedikitnya satu) mencapai 100 persen atau lebih. Penyumbang ialah indikator yang berkontribusi padanya atau pada sasarannya, langsung atau melalui sasaran yang diukurnya."
//   en: "An indicator below 100 percent in the last two years in which it has an achievement, while all its contributors with achievements in both those years (at least one) are at 100 percent or above in both. Its contributors are the indicators that contribute to it or to its objective, themselves or through the objective that they measure."
// why:
//   id: "Bila yang di bawah selalu berhasil dan yang di atas tidak, hubungan sebab-akibat yang diklaim patut ditinjau."
//   en: "Where what is below always succeeds and what is above does not, the causal claim deserves a second look."
// mend:
//   id: "Tinjau apa lagi yang menentukan {subject}: tambahkan faktor yang hilang sebagai penyumbang, atau perbaiki target para penyumbangnya."
//   en: "Ask what else decides on {subject}: add the missing factors as contributors, or correct the targets of its contributors."
// fields: [indicators.contributes_to, objectives.contributes_to, values.target]
// message:
//   id: "Capaian indikator {subject} di bawah 100 persen pada tahun {years}, padahal semua penyumbangnya yang terukur ({contributors}) mencapai 100 persen atau lebih."
//   en: "Indicator {subject} is below 100 percent in {years}, although all of its measured contributors ({contributors}) are at 100 percent or above."
// example:
//   before:
//     id: "`IKU-1` («Kecepatan rata-rata») mencapai 80 dan 85 persen, padahal penyumbang tunggalnya `IKK-1` («Frekuensi patroli») 100 dan 105 persen."
//     en: "`IKU-1` (“average speed”) achieves 80 and 85 percent, although its only contributor `IKK-1` (“number of patrols”) achieves 100 and 105."
//   after:
//     id: "Faktor yang hilang, `IKK-2` («Persentase simpang dengan lampu terkoordinasi», capaian 60 dan 70), ditambahkan sebagai penyumbang."
//     en: "The missing factor, `IKK-2` (“share of junctions with coordinated lights”, 60 and 70 percent), is added as a contributor."
//   cells:
//     - {cell: indicators.contributes_to, row: IKK-2, before: "", after: "IKU-1"}
// limits:
//   id: Dua tahun tidak membuktikan sebab-akibat; jeda waktu antara sebab dan akibat tidak dilihat. Penyumbang tanpa capaian pada kedua tahun dilewati.
//   en: Two years prove no cause; a delay between cause and effect is not seen. Contributors without achievements in both years are passed over.
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: tiap kondisi disebabkan oleh yang di bawahnya
//       en: every condition is caused by what is below it
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: membandingkan capaian induk dan penyumbang
//       en: comparing achievements of a result and of what contributes to it
// anchor: [Indicator]
// columns: {id: str, years: list, contributors: int}
// identity: [id]
// spoken: [years, contributors]
// population: population-indicators
// needs: population-indicators-with-value
// needs_why:
//   id: Rencana ini tidak memuat satu target atau realisasi pun.
//   en: The plan has no target and no realisation.
// since: 0.1.0
// ---
MATCH (p:Indicator {scope: $scope})
WHERE size(p.achievements) > 1 AND p.achievements[size(p.achievements) - 1] < 100
  AND p.achievements[size(p.achievements) - 2] < 100
WITH p, [p.achievement_years[size(p.achievement_years) - 2],
         p.achievement_years[size(p.achievement_years) - 1]] AS years
CALL (p) {
  MATCH (p)<-[:CONTRIBUTES_TO]-(c:Indicator)
  RETURN c
  UNION
  MATCH (p)-[:MEASURES]->(:Objective)<-[:CONTRIBUTES_TO]-(c:Indicator)
  RETURN c
  UNION
  MATCH (p)<-[:CONTRIBUTES_TO]-(:Objective)<-[:MEASURES]-(c:Indicator)
  RETURN c
  UNION
  MATCH (p)-[:MEASURES]->(o:Objective)<-[:CONTRIBUTES_TO]-(below:Objective)<-[:MEASURES]-(c:Indicator)
  WHERE below <> o
  RETURN c
}
WITH p, years, c
WHERE c <> p AND all(year IN years WHERE year IN coalesce(c.achievement_years, []))
WITH p, years, c, [n IN range(0, size(c.achievements) - 1)
                   WHERE c.achievement_years[n] IN years AND c.achievements[n] < 100 | n] AS misses
WITH p, years, count(c) AS contributors, sum(size(misses)) AS missed
WHERE missed = 0
RETURN p.id AS id, years, contributors
