// ---
// id: missing-formula
// severity: warning
// category: quality
// title:
//   id: Indikator tanpa rumus
//   en: Missing formula
// what:
//   id: "Indikator yang rumusnya tidak diketahui (kolom `formula` kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose formula is unknown (column `formula` is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: "Tanpa definisi operasional dan rumus, dua orang dapat menghitung angka yang berbeda dan keduanya merasa benar."
//   en: Without an operational definition and formula two people compute two figures and both think themselves right.
// mend:
//   id: "Isi rumus {subject} pada kolom `formula`: pembilang, penyebut, dan apa yang dihitung."
//   en: "State the formula of {subject} in the column `formula`: numerator, denominator and what is counted."
// fields: [indicators.formula]
// message:
//   id: "Indikator {subject} tidak mempunyai rumus."
//   en: "Indicator {subject} has no formula."
// example:
//   before:
//     id: "`IKU-2` tidak menyebut cara menghitungnya."
//     en: "`IKU-2` does not say how it is computed."
//   after:
//     id: "Rumusnya ditulis."
//     en: "Its formula is written down (bridges in good state ÷ all bridges × 100)."
//   cells:
//     - {cell: indicators.formula, row: IKU-2, before: "", after: "Jembatan berkondisi baik ÷ seluruh jembatan × 100"}
// limits:
//   id: "Yang dilihat hanya ada atau tidaknya isian; mutu rumus dinilai orang. Rumus yang tidak dapat dibaca dilaporkan `unreadable-value` saja."
//   en: "Only whether something is written is seen; its quality is for people to judge. A formula that could not be read is told by `unreadable-value` alone."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menanyakan definisi operasional indikator
//       en: the AKIP evaluation asks for operational definitions
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// whole:
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai rumus."
//     en: "None of the {of} indicators of {subject} has a formula."
//   mend:
//     id: "Isi kolom `formula` (rumus) di tabel `indicators` untuk setiap indikator; tambahkan kolomnya bila belum ada."
//     en: "Fill the column `formula` of the table `indicators` for every indicator; add the column where it is not there."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.formula IS NULL
  RETURN i.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Indicator' AND p.heading = 'formula'
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
