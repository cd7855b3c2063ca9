// ---
// id: percent-in-name
// severity: info
// category: quality
// title:
//   id: "Satuan di depan nama"
//   en: "Unit before the name"
// what:
//   id: "Nama indikator diawali tanda persen."
//   en: "The name of an indicator begins with a percent sign."
// why:
//   id: "Satuan di dalam nama mudah berbeda dari satuan yang dicatat."
//   en: "A unit within a name easily differs from the unit that is recorded."
// mend:
//   id: "Hapus tanda persen dari nama {subject}; catat satuannya."
//   en: "Take the percent sign from the name of {subject}; record its unit."
// fields: [indicators.name, indicators.measure_unit]
// message:
//   id: "Nama {subject} diawali tanda persen."
//   en: "The name of {subject} begins with a percent sign."
// example:
//   before:
//     id: "`I` bernama “% jalan mantap”."
//     en: "`I` is called “% jalan mantap”."
//   after:
//     id: "`I` bernama “Jalan mantap” dengan satuan persen."
//     en: "`I` is called “Jalan mantap” and counted in per cent."
//   cells:
//     - {cell: indicators.name, row: I, before: "% jalan mantap", after: "Jalan mantap"}
// limits:
//   id: "Kata “persen” di dalam nama tidak dicari."
//   en: "The word “per cent” within a name is not looked for."
// source:
//   - text: {id: "Contoh pengujian", en: "Example of a test"}
//     about:
//       id: "Aturan buatan untuk menguji cara menambah aturan"
//       en: "A rule made to test how rules are added"
// anchor: [Indicator]
// columns: {id: str}
// identity: [id]
// population: population-indicators
// since: 0.1.0
// ---
MATCH (i:Indicator {scope: $scope})
WHERE i.name STARTS WITH '%'
RETURN i.id AS id
