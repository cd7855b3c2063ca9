// ---
// id: always-exactly-100
// severity: info
// category: evidence
// title:
//   id: Selalu tepat 100 persen
//   en: Always exactly 100
// what:
//   id: "Indikator dengan tiga tahun atau lebih yang mempunyai target angka dan realisasi, dan pada semua tahun itu keduanya sama persis."
//   en: "An indicator with three or more years of numeric target and realisation, equal in each of them."
// why:
//   id: Kenyataan jarang tepat sama dengan rencana; barangkali realisasi disalin dari target.
//   en: Reality seldom equals the plan; perhaps realisations were copied from targets.
// mend:
//   id: "Periksa bukti realisasi {subject} pada sumber datanya."
//   en: "Check the evidence for the realisations of {subject} at their source."
// message:
//   id: "Realisasi indikator {subject} sama persis dengan targetnya pada semua {measured} tahun yang diukur."
//   en: "The realisation of indicator {subject} equals its target in all {measured} measured years."
// example:
//   before:
//     id: "2023: 100/100, 2024: 100/100, 2025: 100/100."
//     en: "2023: 100/100, 2024: 100/100, 2025: 100/100."
//   after:
//     id: "2025: 100/97,4 menurut laporan yang diperiksa."
//     en: "2025: 100/97.4 by the report that was checked."
// limits:
//   id: "Tidak membuktikan kesalahan: sebagian target, misalnya opini audit, memang dapat tercapai tepat. Arah indikator tidak dilihat."
//   en: "It proves no wrong: some targets, such as an audit opinion, can be met exactly. Polarity is not looked at."
// source:
//   - text: Praktik penyusunan kinerja
//     about:
//       id: "tanda pelaporan tanpa pengukuran; dugaan, bukan bukti"
//       en: "a sign of reporting without measuring; a hint, no proof"
// anchor: [Indicator]
// columns: {id: str, measured: int}
// identity: [id]
// spoken: [measured]
// population: population-indicators
// needs: population-indicators-with-value
// needs_why:
//   id: Rencana ini tidak memuat satu target atau realisasi pun.
//   en: The plan has no target and no realisation.
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE size(i.realisation_years) > 2
WITH i, [n IN range(0, size(coalesce(i.target_years, [])) - 1)
         WHERE i.target_years[n] IN i.realisation_years
         | {target: i.targets[n],
            realisation: [k IN range(0, size(i.realisation_years) - 1)
                          WHERE i.realisation_years[k] = i.target_years[n]
                          | i.realisations[k]][0]}] AS pairs
WHERE size(pairs) >= 3 AND all(pair IN pairs WHERE pair.target = pair.realisation)
RETURN i.id AS id, size(pairs) AS measured
