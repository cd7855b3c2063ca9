// ---
// id: untested-link
// severity: info
// category: evidence
// title:
//   id: Hubungan belum teruji
//   en: Untested link
// what:
//   id: Kontribusi antara dua indikator yang mempunyai kurang dari tiga tahun dengan capaian keduanya.
//   en: A contribution between two indicators with fewer than three years in which both have an achievement.
// why:
//   id: Dengan data sependek itu tidak ada yang dapat dikatakan tentang hubungan keduanya.
//   en: With so few years nothing can be said about the tie between them.
// mend:
//   id: "Lengkapi target, realisasi, dan arah {subject} dan {other} sampai ada tiga tahun yang sama."
//   en: "Complete targets, realisations and polarity of {subject} and {other} until three years pair up."
// message:
//   id: "Hubungan {subject} ke {other} baru mempunyai {paired} tahun dengan capaian keduanya, kurang dari tiga."
//   en: "The link from {subject} to {other} has {paired} years with an achievement of both, fewer than three."
// example:
//   before:
//     id: Capaian bersama hanya 2025.
//     en: Both have an achievement in 2025 alone.
//   after:
//     id: "Capaian bersama 2023, 2024, 2025."
//     en: "Both have achievements in 2023, 2024, 2025."
// limits:
//   id: "Tiga tahun adalah batas untuk mulai melihat, bukan bukti."
//   en: "Three years are enough to look, not to prove."
// source:
//   - text: Praktik penyusunan kinerja
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
// since: 0.1.0
// ---
MATCH (c:Indicator {scope: $scope})-[:CONTRIBUTES_TO]->(p:Indicator)
WHERE c <> p
WITH c, p, size([year IN coalesce(c.achievement_years, [])
                 WHERE year IN coalesce(p.achievement_years, [])]) AS paired
WHERE paired < 3
RETURN c.id AS id, p.id AS other_id, paired
