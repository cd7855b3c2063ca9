// ---
// id: untested-link
// severity: info
// category: evidence
// title:
//   id: Hubungan belum teruji
//   en: Untested link
// what:
//   id: "Kontribusi antarindikator yang kedua ujungnya sama-sama mempunyai capaian pada kurang dari tiga tahun. Bila semua kontribusi antarindikator demikian, satu temuan untuk seluruh rencana."
//   en: "A contribution between two indicators with fewer than three years in which both have an achievement. Where this is so of all of them, one finding stands for the whole plan."
// why:
//   id: "Dengan data sependek itu tidak ada yang dapat dikatakan tentang hubungan keduanya."
//   en: "With so few years nothing can be said about the tie between them."
// mend:
//   id: "Lengkapi target, realisasi, dan arah {subject} dan {other} sampai sedikitnya tiga tahun sama-sama bercapaian."
//   en: "Complete targets, realisations and polarity of {subject} and {other} until both have an achievement in three years."
// fields: [values.target, values.realisation, indicators.polarity]
// message:
//   id: "Pada hubungan {subject} ke {other}, tahun dengan capaian pada keduanya berjumlah {paired}, kurang dari tiga."
//   en: "Years in which both ends of the link from {subject} to {other} have an achievement: {paired}, fewer than three."
// example:
//   before:
//     id: "`IKK-1` bercapaian pada 2023, 2024, dan 2025; `IKU-1`, yang didukungnya, baru pada 2023 dan 2024."
//     en: "`IKK-1` has achievements in 2023, 2024 and 2025; `IKU-1`, to which it contributes, in 2023 and 2024 alone."
//   after:
//     id: "Realisasi `IKU-1` tahun 2025 diisi."
//     en: "The realisation of `IKU-1` in 2025 is given."
//   cells:
//     - {cell: values.realisation, row: ["IKU-1", "2025"], before: "", after: "70"}
// limits:
//   id: "Tiga tahun adalah batas untuk mulai melihat, bukan bukti."
//   en: "Three years are enough to look, not to prove."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: kejujuran tentang data yang terlalu sedikit
//       en: honesty about too little data
// anchor: [Indicator]
// other: [Indicator]
// columns: {id: str, other_id: str, paired: int}
// identity: [id, other_id]
// spoken: [paired]
// population: population-indicator-contributions
// needs: population-indicators-with-value
// needs_why:
//   id: Rencana ini tidak memuat satu target atau realisasi pun.
//   en: The plan has no target and no realisation.
// whole:
//   message:
//     id: "Tidak satu pun dari {of} kontribusi antarindikator di {subject} mempunyai tiga tahun yang kedua ujungnya sama-sama bercapaian."
//     en: "None of the {of} contributions between indicators in {subject} has three years in which both ends have an achievement."
//   mend:
//     id: "Lengkapi target, realisasi, dan arah indikator sampai sedikitnya tiga tahun sama-sama bercapaian, mulai dari tingkat teratas."
//     en: "Complete targets, realisations and polarities until both ends have an achievement in three years, from the top down."
// since: 0.1.0
// ---
MATCH (c:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(p:Indicator)
WHERE c <> p
WITH c, p, size([year IN coalesce(c.achievement_years, [])
                 WHERE year IN coalesce(p.achievement_years, [])]) AS paired
WHERE paired < 3
RETURN c.id AS id, p.id AS other_id, paired
