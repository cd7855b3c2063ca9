// ---
// id: always-exactly-100
// severity: info
// category: evidence
// title:
//   id: "Realisasi selalu sama dengan target"
//   en: "Always exactly on target"
// what:
//   id: "Indikator yang pada tiga tahun atau lebih mempunyai target angka dan realisasi, dan pada semua tahun itu keduanya sama persis."
//   en: "An indicator that has a numeric target and a realisation in three years or more, and in every one of them the two are equal."
// why:
//   id: Kenyataan jarang tepat sama dengan rencana; barangkali realisasi disalin dari target.
//   en: Reality seldom equals the plan; perhaps realisations were copied from targets.
// mend:
//   id: "Periksa bukti realisasi {subject} pada sumber datanya; betulkan angka yang ternyata disalin dari target."
//   en: "Check the evidence for the realisations of {subject} at their source; correct any figure that was copied from the target."
// fields: [values.realisation]
// message:
//   id: "Realisasi indikator {subject} sama persis dengan targetnya pada semua {measured} tahun yang diukur."
//   en: "The realisation of indicator {subject} equals its target in all {measured} measured years."
// example:
//   before:
//     id: "Realisasi `IKU-1` sama dengan targetnya pada 2023, 2024, dan 2025."
//     en: "The realisation of `IKU-1` equals its target in 2023, 2024 and 2025."
//   after:
//     id: "Menurut bukti pada sumbernya, realisasi 2025 ialah 97,4."
//     en: "By the evidence at its source the realisation of 2025 is 97.4."
//   cells:
//     - {cell: values.realisation, row: ["IKU-1", "2025"], before: "100", after: "97,4"}
// limits:
//   id: "Tidak membuktikan kesalahan: sebagian target, misalnya opini audit, memang dapat tercapai tepat. Arah indikator (`polarity`) tidak dilihat."
//   en: "It proves no wrong: some targets, such as an audit opinion, can be met exactly. The `polarity` of the indicator is not looked at."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
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
