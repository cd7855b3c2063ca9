// ---
// # Every key is explained in docs/own-rules.md. Change what stands here step by step, and run
// # `kinerja rules test` on this folder after each step: now it holds.
// id: new-rule
// severity: warning
// category: quality
// title:
//   id: Indikator tanpa pemasok catatan
//   en: Indicator without a supplier of its record
// what:
//   id: "Indikator yang tidak menyebut siapa yang memasok catatannya (kolom `source`)."
//   en: "An indicator that does not name who supplied its record (column `source`)."
// why:
//   id: Tanpa pemasok, tidak ada yang dapat ditanya bila catatannya meragukan.
//   en: Without a supplier there is nobody to ask when the record is in doubt.
// mend:
//   id: "Isi kolom `source` untuk indikator {subject}."
//   en: "Fill in the column `source` for indicator {subject}."
// fields: [indicators.source]
// message:
//   id: "Indikator {subject} pada tingkat {level} tidak menyebut siapa yang memasok catatannya."
//   en: "Indicator {subject} of level {level} does not name who supplied its record."
// example:
//   before:
//     id: "`IKU-01` tidak menyebut pemasoknya."
//     en: "`IKU-01` does not name its supplier."
//   after:
//     id: Pemasoknya disebut.
//     en: Its supplier is named.
//   cells:
//     - {cell: indicators.source, row: IKU-01, before: "", after: Bidang Angkutan}
// limits:
//   id: Hanya ada tidaknya isian yang diperiksa, bukan kebenarannya.
//   en: Only whether something is filled in is checked, not whether it is right.
// source:
//   - text: Kebiasaan instansi kami
//     about:
//       id: setiap catatan menyebut pemasoknya
//       en: every record names its supplier
// anchor: [Indicator]
// columns: {id: str, level: int}
// identity: [id]
// population: population-indicators
// parameters:
//   lowest_level:
//     type: int
//     default: 5
//     meaning:
//       id: tingkat terendah yang diperiksa, 0 sampai 5
//       en: the lowest level that is looked at, 0 to 5
// since: "1"
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.source IS NULL AND i.level <= $lowest_level
RETURN i.id AS id, i.level AS level
