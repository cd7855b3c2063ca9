// ---
// id: unreadable-value
// severity: error
// category: chain
// title: {id: Isi tidak terbaca, en: Unreadable value}
// what:
//   id: "Sebuah catatan memuat sel yang ditolak pemuatan ketat, misalnya angka yang tidak terbaca atau pilihan yang tidak dikenal. Hanya ditemukan setelah pemuatan longgar (`--lenient`)."
//   en: "A record has cells that a strict load refuses, such as a number that cannot be read or an unknown choice. Found after a lenient load (`--lenient`) only."
// why:
//   id: "Isi yang tidak terbaca dimuat sebagai tidak diketahui; aturan lain tidak dapat menilainya."
//   en: "What cannot be read is loaded as unknown, and other rules cannot judge it."
// mend:
//   id: "Betulkan isi kolom {cells} pada {subject}; `kinerja validate` menyebut setiap sel dan cara memperbaikinya."
//   en: "Correct what stands under {cells} of {subject}; `kinerja validate` names each cell and how to fix it."
// fields: [dataset.*, units.*, positions.*, objectives.*, indicators.*, tasks.*, values.*, contributions.*]
// message:
//   id: "{subject} memuat isi yang tidak terbaca: {written}."
//   en: "{subject} has content that cannot be read: {written}."
// example:
//   before:
//     id: "Nilai awal `IKU-1` ditulis dengan huruf."
//     en: "The baseline of `IKU-1` is written in letters (“one hundred”)."
//   after:
//     id: "Nilai awalnya ditulis dengan angka."
//     en: "It is written in digits."
//   cells:
//     - {cell: indicators.baseline, row: IKU-1, before: "seratus", after: "100"}
// limits:
//   id: "Rujukan ke id yang tidak ada dilaporkan oleh `dangling-reference`, rujukan ke diri sendiri oleh `contribution-cycle` dan `reporting-cycle`."
//   en: "References to ids that are not there are reported by `dangling-reference`, those to oneself by `contribution-cycle` and `reporting-cycle`."
// source:
//   - text: {id: "Metode: pemeriksaan isian", en: "Method: checking of entries"}
//     about:
//       id: "Pemeriksaan isian terhadap format masukan (metode, bukan peraturan)"
//       en: "Content is checked against the format of the input (a method, no regulation)"
// anchor: [Unit, Position, Objective, Indicator, Task]
// columns: {id: str, label: str, origin: str, cells: list, written: list}
// spoken: [written]
// identity: [id]
// population: population-records
// since: 0.1.0
// ---
MATCH (p:Problem {scope: $scope})
WHERE p.code <> 'dangling-reference'
WITH p
ORDER BY toInteger(split(p.id, ' ')[1])
WITH p.subject_id AS id, p.subject_label AS label,
  head(collect(p.origin)) AS origin, collect(DISTINCT p.heading) AS headings,
  collect(DISTINCT p.heading + CASE WHEN p.beside IS NULL THEN '' ELSE ' ' + p.beside END
    + CASE WHEN p.value IS NULL THEN '' ELSE ' = ' + left(p.value, 60) END) AS written
UNWIND CASE WHEN size(headings) = 0 THEN [null] ELSE headings END AS heading
WITH id, label, origin, written, heading
ORDER BY heading
RETURN id, label, origin, collect(heading) AS cells, written
