// ---
// id: outcome-without-csf
// severity: warning
// category: chain
// title:
//   id: Hasil tanpa faktor kunci
//   en: Outcome without success factor
// what:
//   id: "Sasaran tingkat 0 yang tidak didukung sasaran berperan faktor kunci keberhasilan (`csf`), baik langsung maupun melalui indikator yang mengukurnya, dalam rencana yang menyebut sedikitnya satu faktor kunci."
//   en: "An objective of level 0 to which no objective of the role critical success factor (`csf`) contributes, neither itself nor through an indicator that measures it, in a plan that names at least one."
// why:
//   id: "Pohon kinerja dimulai dari faktor yang menentukan tercapainya hasil; tanpa faktor itu rencana di bawahnya disusun dari kegiatan, bukan dari kebutuhan."
//   en: "A performance tree begins with the factors that decide about the outcome; without them the plan below grows from activities and not from what is needed."
// mend:
//   id: "Tentukan faktor kunci keberhasilan {subject}: catat sebagai sasaran dengan `csf` pada kolom `role` dan {subject} pada kolom `contributes_to`."
//   en: "Name the critical success factors of {subject}: record them as objectives with `csf` in the column `role` and {subject} in the column `contributes_to`."
// fields: [objectives.role, objectives.contributes_to]
// message:
//   id: "Tidak ada faktor kunci keberhasilan yang mendukung {subject}."
//   en: "No critical success factor contributes to {subject}."
// example:
//   before:
//     id: "`SAS-3` («Tertibnya parkir di badan jalan», tingkat 1) mendukung `SAS-1` («Menurunnya kemacetan», tingkat 0) tanpa peran; `SAS-4` adalah faktor kunci `SAS-2`."
//     en: "`SAS-3` (“orderly kerbside parking”, level 1) contributes to `SAS-1` (“less congestion”, level 0) without a role; `SAS-4` is a success factor of `SAS-2`."
//   after:
//     id: "`SAS-3` ditandai sebagai faktor kunci."
//     en: "`SAS-3` is marked as a success factor."
//   cells:
//     - {cell: objectives.role, row: SAS-3, before: "", after: "csf"}
// limits:
//   id: "Satu faktor kunci sudah cukup di sini; apakah faktornya tepat dinilai orang. Kontribusi yang ditolak tidak dihitung. Tingkat yang tidak diketahui dilewati."
//   en: "One success factor is enough here; whether it is the right one is for people to judge. A rejected contribution does not count. An unknown level is passed over."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "hasil dijabarkan menjadi faktor kunci keberhasilan, kondisi antara, indikator, lalu komponen rencana (dibaca dari ringkasan publik)"
//       en: "an outcome is split into critical success factors, conditions in between, indicators and parts of the plan (as read in public summaries)"
// anchor: [Objective]
// columns: {id: str}
// identity: [id]
// population: population-top-objectives
// needs: population-success-factors
// needs_why:
//   id: "Rencana ini tidak menyebut satu faktor kunci keberhasilan pun (peran `csf`)."
//   en: "The plan names no critical success factor (role `csf`)."
// since: 0.1.0
// ---
MATCH (o:Objective {scope: $scope})
WHERE o.level = 0
  AND NOT EXISTS { (o)<-[:CONTRIBUTES_TO]-(:Objective {role: 'csf'}) }
  AND NOT EXISTS { (o)<-[:MEASURES]-(:Indicator)<-[:CONTRIBUTES_TO]-(:Objective {role: 'csf'}) }
RETURN o.id AS id
