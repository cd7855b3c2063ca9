// ---
// id: dangling-reference
// severity: error
// category: chain
// title: {id: Rujukan menggantung, en: Dangling reference}
// what:
//   id: "Sebuah catatan merujuk id yang tidak ada, atau id catatan yang jenisnya tidak cocok. Hanya ditemukan setelah pemuatan longgar (`--lenient`)."
//   en: "A record names an id that is not there, or that of a record of the wrong kind. Found after a lenient load (`--lenient`) only."
// why:
//   id: "Sambungan ke id yang tidak ada hilang dari rantai: yang tampak sebagai tanpa induk mungkin hanya salah ketik."
//   en: "A link to an id that is not there is lost to the chain: what looks like an orphan may be a typing error."
// mend:
//   id: "Betulkan rujukan ke {other} di sel asalnya, atau tambahkan catatan dengan id itu ke tabel yang sesuai."
//   en: "Correct the reference to {other} in its cell, or add a record of that id to the table where it belongs."
// fields:
//   - units.parent
//   - positions.unit
//   - positions.reports_to
//   - objectives.owner
//   - objectives.contributes_to
//   - objectives.expected_agencies
//   - indicators.objective
//   - indicators.owner
//   - indicators.contributes_to
//   - tasks.performer
//   - tasks.contributes_to
//   - values.indicator
//   - contributions.from
//   - contributions.to
// message:
//   id: "{subject} merujuk {other}, tetapi tidak ada catatan yang cocok dengan id itu."
//   en: "{subject} names {other}, but no fitting record has that id."
// example:
//   before:
//     id: "Indikator `IKU-07` menyebut `SAS-9`, padahal tidak ada sasaran `SAS-9`."
//     en: "Indicator `IKU-07` names `SAS-9`, and there is no objective `SAS-9`."
//   after:
//     id: "`IKU-07` menyebut `SAS-09`, sasaran yang memang ada."
//     en: "`IKU-07` names `SAS-09`, an objective that is there."
//   cells:
//     - {cell: indicators.contributes_to, row: IKU-07, before: "SAS-9", after: "SAS-09"}
// limits:
//   id: "Pemuatan ketat menolak rujukan seperti ini, sehingga aturan ini hanya menemukan sesuatu setelah pemuatan longgar (`--lenient`)."
//   en: "A strict load refuses such references, so this rule finds something after a lenient load (`--lenient`) only."
// source:
//   - text: {id: "Metode: keutuhan rujukan", en: "Method: referential integrity"}
//     about:
//       id: "Keutuhan rujukan data (metode, bukan peraturan)"
//       en: "Referential integrity of data (a method, no regulation)"
// anchor: [Unit, Position, Objective, Indicator, Task]
// other: []
// columns: {id: str, label: str, other_id: str, origin: str}
// identity: [id, other_id]
// population: population-records
// since: 0.1.0
// ---
MATCH (p:Problem {scope: $scope})
WHERE p.code = 'dangling-reference'
WITH p
ORDER BY toInteger(split(p.id, ' ')[1])
RETURN p.subject_id AS id, p.subject_label AS label, p.missing_id AS other_id,
  head(collect(p.origin)) AS origin
