// ---
// id: missing-data-source
// severity: warning
// category: quality
// title:
//   id: Indikator tanpa sumber data
//   en: Missing data source
// what:
//   id: "Indikator yang sumber datanya tidak diketahui (kolom `data_source` kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose data source is unknown (column `data_source` is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: Realisasi tanpa sumber tidak dapat diperiksa.
//   en: A realisation without a source cannot be verified.
// mend:
//   id: "Isi sumber data {subject} pada kolom `data_source`: dokumen, aplikasi, atau instansi pengumpulnya."
//   en: "State the data source of {subject} in the column `data_source`: the document, system or body that collects it."
// fields: [indicators.data_source]
// message:
//   id: "Indikator {subject} tidak mempunyai sumber data."
//   en: "Indicator {subject} has no data source."
// example:
//   before:
//     id: "`IKU-2` tidak menyebut dari mana angkanya."
//     en: "`IKU-2` does not say where its figures come from."
//   after:
//     id: "Sumbernya disebut: survei tahunan."
//     en: "Its source is named: a yearly survey of the organisation division."
//   cells:
//     - {cell: indicators.data_source, row: IKU-2, before: "", after: "Survei kepuasan tahunan Bagian Organisasi"}
// limits:
//   id: "Yang dilihat hanya ada atau tidaknya isian. Sumber data yang tidak dapat dibaca dilaporkan `unreadable-value` saja."
//   en: "Only whether something is written is seen. A data source that could not be read is told by `unreadable-value` alone."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai pengukuran kinerja dan datanya
//       en: the AKIP evaluation looks at measurement and its data
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// whole:
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai sumber data."
//     en: "None of the {of} indicators of {subject} has a data source."
//   mend:
//     id: "Isi kolom `data_source` (sumber data) di tabel `indicators` untuk setiap indikator; tambahkan kolomnya bila belum ada."
//     en: "Fill the column `data_source` of the table `indicators` for every indicator; add the column where it is not there."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.data_source IS NULL
  RETURN i.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Indicator' AND p.heading = 'data_source'
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
