// ---
// id: targets-do-not-add-up
// severity: warning
// category: quality
// title:
//   id: Target tidak sama dengan jumlahnya
//   en: Targets do not add up
// what:
//   id: "Indikator yang target tahunannya bukan jumlah target indikator di bawahnya, padahal tabel `contributions` menyatakan bahwa bagian-bagian itu dijumlahkan (`mode` = `sum`). Hanya tahun yang semua targetnya berupa angka yang diketahui dibandingkan; selisih sampai `sum_tolerance` kali nilai mutlak target itu dibiarkan (bila tidak diubah: setengah persen)."
//   en: "An indicator whose target of a year is not the sum of the targets of the indicators below it, although the table `contributions` says that these parts add up (`mode` = `sum`). Only years in which all of these targets are known numbers are compared; a gap up to `sum_tolerance` of the absolute value of the target is let pass (half a percent unless it was set)."
// why:
//   id: "Bila bagian-bagiannya memang dijumlahkan, selisih berarti ada bagian yang hilang, terhitung dua kali, atau salah angka."
//   en: "Where the parts are meant to add up, a gap means that a part is missing, counted twice or wrong."
// mend:
//   id: "Samakan target {subject} pada tahun {years} dengan jumlah target penyumbangnya, atau hapus `sum` dari kolom `mode` kontribusi yang tidak dijumlahkan."
//   en: "Bring the target of {subject} in {years} in line with the sum of its contributors, or take `sum` from the column `mode` of contributions that are not added."
// fields: [values.target, contributions.mode]
// message:
//   id: "Target indikator {subject} pada tahun {years} tidak sama dengan jumlah target indikator yang berkontribusi padanya dengan mode sum: target {own}, jumlahnya {totals}."
//   en: "The target of indicator {subject} in {years} is not the sum of the targets of the indicators that contribute to it with mode sum: target {own}, sum {totals}."
// example:
//   before:
//     id: "Target `IKU-1` 100, sedangkan bagian-bagiannya 60 (`IKK-1`) dan 30 (`IKK-2`)."
//     en: "The target of `IKU-1` is 100, its parts are 60 (`IKK-1`) and 30 (`IKK-2`)."
//   after:
//     id: "Target `IKK-2` dibetulkan menjadi 40."
//     en: "The target of `IKK-2` is corrected to 40."
//   cells:
//     - {cell: values.target, row: ["IKK-2", "2026"], before: "30", after: "40"}
// limits:
//   id: Tahun yang salah satu targetnya tidak diketahui atau berbentuk rentang dilewati. Tanda kontribusi (+ atau −) diabaikan.
//   en: Years in which one of the targets is unknown or a range are passed over. The sign of a contribution is ignored.
// source:
//   - text: PermenPANRB 8/2021
//     about:
//       id: "penurunan langsung: tujuan dan indikator dibagi menurut aspek, wilayah, atau bagian yang sama; peraturan ini telah digantikan PermenPANRB 6/2022"
//       en: "direct cascading: goal and indicator are split by aspect, area or similar shares; this regulation was succeeded by PermenPANRB 6/2022"
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "ambang toleransi pilihan pengguna"
//       en: "the tolerance is the choice of the user"
// anchor: [Indicator]
// columns: {id: str, years: list, own: list, totals: list}
// identity: [id]
// spoken: [own, totals]
// population: population-summed-indicators
// needs: population-summed-indicators
// needs_why:
//   id: "Rencana ini tidak memuat kontribusi antarindikator yang dijumlahkan (mode sum)."
//   en: "No contribution between indicators of the plan adds up (mode sum)."
// parameters:
//   sum_tolerance:
//     type: float
//     default: 0.005
//     meaning:
//       id: "selisih yang masih dibiarkan, sebagai bagian dari nilai mutlak target"
//       en: "the gap that is let pass, as a part of the absolute value of the target"
// since: 0.1.0
// ---
MATCH (p:Indicator {scope: $scope})<-[:CONTRIBUTES_TO {mode: 'sum'}]-(c:Indicator)
WHERE c <> p
UNWIND range(0, size(coalesce(p.target_years, [])) - 1) AS n
WITH p, n, [k IN range(0, size(coalesce(c.target_years, [])) - 1)
            WHERE c.target_years[k] = p.target_years[n] | c.targets[k]] AS part
WITH p, n, count(*) AS parts, sum(size(part)) AS known,
  sum(CASE WHEN size(part) > 0 THEN part[0] ELSE 0.0 END) AS total,
  sum(CASE WHEN size(part) > 0 THEN abs(part[0]) ELSE 0.0 END) AS extent
// The margin (1e-12) absorbs floating-point rounding errors.
WHERE known = parts
  AND abs(total - p.targets[n])
    > $sum_tolerance * abs(p.targets[n]) + 1e-12 * (extent + abs(p.targets[n]))
WITH p, n, total ORDER BY n
WITH p, collect(p.target_years[n]) AS years, collect(p.targets[n]) AS own, collect(total) AS totals
RETURN p.id AS id, years, own, totals
