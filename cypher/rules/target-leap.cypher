// ---
// id: target-leap
// severity: info
// category: quality
// title:
//   id: Target melompat
//   en: Target leap
// what:
//   id: "Di antara dua tahun bertarget yang berurutan, keduanya di atas nol, target yang lebih besar lebih dari leap_ratio kali yang lebih kecil."
//   en: "Between two neighbouring years with a target, both above zero, the larger target is more than leap_ratio times the smaller."
// why:
//   id: "Lompatan besar dalam setahun sering berasal dari salah ketik, ganti satuan, atau target yang tidak realistis."
//   en: "A large leap within a year often comes from a slip, a change of unit or an unrealistic target."
// mend:
//   id: "Periksa target {subject} pada tahun {years}: perbaiki angkanya, atau catat alasannya."
//   en: "Check the target of {subject} in {years}: correct the figure, or note the reason."
// message:
//   id: "Target indikator {subject} pada tahun {years} berubah lebih dari {leap_ratio} kali dari target sebelumnya."
//   en: "The target of indicator {subject} in {years} is more than {leap_ratio} times away from the one before."
// example:
//   before:
//     id: "Target 12, lalu 120."
//     en: "Targets 12, then 120."
//   after:
//     id: "Target 12, lalu 15."
//     en: "Targets 12, then 15."
// limits:
//   id: "Naik dan turun diperlakukan sama; target nol, negatif, dan rentang dilewati. years menyebut tahun kedua dari tiap pasangan."
//   en: "Rises and falls are treated alike; targets of zero, below zero and ranges are passed over. years names the later year of each pair."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah target dapat dicapai
//       en: the AKIP evaluation asks whether targets are achievable
//   - text: Praktik penyusunan kinerja
//     about:
//       id: "ambangnya pilihan pengguna, bukan ketentuan"
//       en: "the threshold is the choice of the user, not a regulation"
// anchor: [Indicator]
// columns: {id: str, years: list}
// identity: [id]
// spoken: [years]
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
WITH i, [n IN range(1, size(i.targets) - 1)
         WHERE i.targets[n] > 0 AND i.targets[n - 1] > 0
           AND (i.targets[n] > $leap_ratio * i.targets[n - 1]
             OR i.targets[n - 1] > $leap_ratio * i.targets[n])
         | i.target_years[n]] AS years
WHERE size(years) > 0
RETURN i.id AS id, years
