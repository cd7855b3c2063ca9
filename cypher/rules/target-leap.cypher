// ---
// id: target-leap
// severity: info
// category: quality
// title:
//   id: Target melompat
//   en: Target leap
// what:
//   id: "Dari satu tahun bertarget ke tahun bertarget berikutnya, keduanya di atas nol, target yang lebih besar lebih dari `leap_ratio` kali yang lebih kecil (bila tidak diubah: dua kali)."
//   en: "From one year with a target to the next, both above zero, the larger target is more than `leap_ratio` times the smaller (twice unless it was set)."
// why:
//   id: "Lompatan besar dalam setahun sering berasal dari salah ketik, ganti satuan, atau target yang tidak realistis."
//   en: "A large leap within a year often comes from a slip, a change of unit or an unrealistic target."
// mend:
//   id: "Periksa target {subject} pada tahun {years}: perbaiki angkanya, atau catat alasannya."
//   en: "Check the target of {subject} in {years}: correct the figure, or note the reason."
// fields: [values.target]
// message:
//   id: "Target indikator {subject} pada tahun {years} adalah {after}, berbeda lebih dari {leap_ratio} kali lipat dari {before} pada tahun {earlier}."
//   en: "The target of indicator {subject} in {years} is {after}, more than a factor of {leap_ratio} away from {before} in {earlier}."
// example:
//   before:
//     id: "Target `IKU-1` 12 pada 2026, lalu 120 pada 2027."
//     en: "The target of `IKU-1` is 12 in 2026 and 120 in 2027."
//   after:
//     id: "Nol yang kelebihan dihapus: target 2027 ialah 12."
//     en: "A zero too many: the target of 2027 is 12."
//   cells:
//     - {cell: values.target, row: ["IKU-1", "2027"], before: "120", after: "12"}
// limits:
//   id: "Naik dan turun diperlakukan sama; target nol, negatif, dan rentang dilewati. Tahun yang disebut temuan ialah tahun kedua dari tiap pasangan."
//   en: "Rises and falls are treated alike; targets of zero, below zero and ranges are passed over. The years that a finding names are the later ones of each pair."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah target dapat dicapai
//       en: the AKIP evaluation asks whether targets are achievable
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "ambangnya pilihan pengguna, bukan ketentuan"
//       en: "the threshold is the choice of the user, not a regulation"
// anchor: [Indicator]
// columns: {id: str, years: list, earlier: list, before: list, after: list}
// identity: [id]
// spoken: [years, earlier, before, after]
// population: population-indicators
// parameters:
//   leap_ratio:
//     type: float
//     default: 2.0
//     meaning:
//       id: berapa kali target boleh berubah dari satu tahun ke tahun berikutnya
//       en: how many times a target may change from one year to the next
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE size(i.targets) > 1
// The margin (1e-12) absorbs floating-point rounding errors.
WITH i, $leap_ratio * (1 + 1e-12) AS ratio
WITH i, [n IN range(1, size(i.targets) - 1)
         WHERE i.targets[n] > 0 AND i.targets[n - 1] > 0
           AND (i.targets[n] > ratio * i.targets[n - 1]
             OR i.targets[n - 1] > ratio * i.targets[n])
         | n] AS places
WHERE size(places) > 0
RETURN i.id AS id, [n IN places | i.target_years[n]] AS years,
  [n IN places | i.target_years[n - 1]] AS earlier,
  [n IN places | i.targets[n - 1]] AS before, [n IN places | i.targets[n]] AS after
