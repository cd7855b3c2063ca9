// ---
// id: missing-measure-unit
// severity: error
// category: quality
// title:
//   id: Indikator tanpa satuan
//   en: Missing measure unit
// what:
//   id: "Indikator yang satuannya tidak diketahui (kolom `measure_unit` kosong). Bila semua indikator demikian, satu temuan untuk seluruh rencana."
//   en: "An indicator whose measure unit is unknown (column `measure_unit` is empty). Where this is so of all indicators, one finding stands for the whole plan."
// why:
//   id: "Target tanpa satuan tidak dapat dibaca, dijumlahkan, atau dibandingkan."
//   en: "A target without a unit cannot be read, added up or compared."
// mend:
//   id: "Isi satuan {subject} pada kolom `measure_unit`, misalnya persen, kilometer, atau indeks."
//   en: "State the measure unit of {subject} in the column `measure_unit`, such as percent, kilometres or index."
// fields: [indicators.measure_unit]
// message:
//   id: "Indikator {subject} tidak mempunyai satuan."
//   en: "Indicator {subject} has no measure unit."
// example:
//   before:
//     id: "`IKU-2` (panjang ruas jalan) tidak bersatuan: 12 meter atau 12 kilometer?"
//     en: "`IKU-2` (a length of road) has no unit: 12 metres or 12 kilometres?"
//   after:
//     id: "Satuannya diisi: km."
//     en: "Its unit is given: km."
//   cells:
//     - {cell: indicators.measure_unit, row: IKU-2, before: "", after: "km"}
// limits:
//   id: Satuan yang tersurat dalam nama («% …») tidak dibaca. Satuan yang tidak dapat dibaca dilaporkan `unreadable-value` saja.
//   en: A unit written in the name (“% …”) is not read. A measure unit that could not be read is told by `unreadable-value` alone.
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: evaluasi AKIP menilai apakah indikator SMART
//       en: the AKIP evaluation asks whether indicators are SMART
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// whole:
//   message:
//     id: "Tidak satu pun dari {of} indikator dalam {subject} mempunyai satuan."
//     en: "None of the {of} indicators of {subject} has a measure unit."
//   mend:
//     id: "Isi kolom `measure_unit` (satuan) di tabel `indicators` untuk setiap indikator; tambahkan kolomnya bila belum ada."
//     en: "Fill the column `measure_unit` of the table `indicators` for every indicator; add the column where it is not there."
// since: 0.1.0
// ---
CALL () {
  MATCH (i:Indicator {scope: $scope})
  WHERE i.measure_unit IS NULL
  RETURN i.id AS id, null AS problem
  UNION ALL
  // A value that a lenient load could not read is not missing.
  MATCH (p:Problem {scope: $scope})
  WHERE p.subject_label = 'Indicator' AND p.heading = 'measure_unit'
  RETURN p.subject_id AS id, p.id AS problem
}
WITH id, count(problem) AS unread
WHERE unread = 0
RETURN id
