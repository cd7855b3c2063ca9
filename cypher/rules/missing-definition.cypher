// ---
// id: missing-definition
// severity: warning
// category: quality
// title:
//   id: Indikator tanpa definisi operasional
//   en: Missing operational definition
// what:
//   id: "Indikator tingkat 0 atau 1 yang definisi operasionalnya tidak diketahui (kolom `definition` kosong), dalam rencana yang menyebut definisi sedikitnya satu indikator."
//   en: "An indicator of level 0 or 1 whose operational definition is unknown (column `definition` is empty), in a plan that states the definition of at least one indicator."
// why:
//   id: "Tanpa definisi operasional tidak jelas apa yang dihitung dan apa yang tidak; dua orang dapat menghitung angka yang berbeda."
//   en: "Without an operational definition it is not clear what is counted and what is not; two people may compute two figures."
// mend:
//   id: "Isi definisi operasional {subject} pada kolom `definition`: apa yang dihitung, apa yang tidak, dan batasnya."
//   en: "State the operational definition of {subject} in the column `definition`: what is counted, what is not, and the limits."
// fields: [indicators.definition]
// message:
//   id: "Indikator {subject} tidak mempunyai definisi operasional."
//   en: "Indicator {subject} has no operational definition."
// example:
//   before:
//     id: "`IKU-1` mempunyai definisi operasional, `IKU-2` tidak."
//     en: "`IKU-1` has an operational definition, `IKU-2` has none."
//   after:
//     id: "Definisi operasional `IKU-2` ditulis."
//     en: "The operational definition of `IKU-2` is written down (bridges that carry all traffic without a load limit)."
//   cells:
//     - {cell: indicators.definition, row: IKU-2, before: "", after: "Jembatan yang dapat dilalui semua kendaraan tanpa pembatasan beban"}
// limits:
//   id: "Yang dilihat hanya ada atau tidaknya isian; mutu definisi dinilai orang. Tingkat yang tidak diketahui dilewati. Definisi yang tidak dapat dibaca dilaporkan `unreadable-value` saja."
//   en: "Only whether something is written is seen; its quality is for people to judge. An unknown level is passed over. A definition that could not be read is told by `unreadable-value` alone."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menanyakan definisi operasional indikator
//       en: the AKIP evaluation asks for operational definitions
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-strategic-indicators
// needs: population-defined-indicators
// needs_why:
//   id: "Rencana ini tidak memuat satu definisi operasional pun."
//   en: "The plan has no operational definition."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.level <= 1 AND i.definition IS NULL
  RETURN i.id AS id, true AS lacking
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Indicator' AND p.heading = 'definition'
  RETURN p.subject_id AS id, false AS lacking
}
WITH id, collect(lacking) AS told
WHERE told = [true]
RETURN id
