// ---
// id: ambiguous-match
// severity: info
// category: alignment
// title:
//   id: Padanan tidak pasti
//   en: Ambiguous match
// what:
//   id: "Nama indikator yang ada dalam dua dokumen atau lebih, tetapi salah satunya memuat beberapa indikator bernama itu, sehingga tidak pasti yang mana sama dengan yang mana dan tidak satu pun dicocokkan."
//   en: "A name of indicators in two or more documents, one of which has several indicators of that name: it is not certain which is the same as which, so none is matched."
// why:
//   id: "Yang tidak dapat dicocokkan tidak dapat dibandingkan: perbedaan di antara dokumen itu tidak akan terlihat."
//   en: "What cannot be matched cannot be compared: where those documents disagree goes unseen."
// mend:
//   id: "Beri indikator yang sama id yang sama dalam setiap dokumen, atau bedakan namanya (`name`), tingkatnya (`level`), atau pemiliknya (`owner`): {places}."
//   en: "Give the same indicator the same id in every document, or tell them apart by `name`, `level` or `owner`: {places}."
// fields: [indicators.id, indicators.name, indicators.level, indicators.owner]
// message:
//   id: "Tidak pasti mana yang sama dengan indikator {subject}: {places}."
//   en: "It is not certain which of these are the same as indicator {subject}: {places}."
// example:
//   before:
//     id: "Rencana memuat `A` dan `B`, keduanya bernama «Waktu tanggap», begitu pula `K` dalam perjanjian kinerja."
//     en: "The plan has `A` and `B`, both called “response time”, as `K` in the agreement is."
//   after:
//     id: "`B` diberi nama yang membedakannya."
//     en: "`B` gets a name of its own."
//   cells:
//     - {cell: indicators.name, row: B, before: "Waktu tanggap", after: "Waktu tanggap malam hari"}
// limits:
//   id: "Indikator bernama mirip tidak dicocokkan dan tidak disebut. Id dalam `path` dapat berasal dari dokumen yang berlainan. Dijalankan hanya bila audit tidak memilih satu dokumen."
//   en: "Indicators of similar names are neither matched nor told. Ids in `path` may be of different documents. It runs only where no single document was chosen for the audit."
// source:
//   - text: {id: "Praktik penyusunan kinerja", en: "Practice of performance planning"}
//     about:
//       id: "satu indikator ditulis dengan nama yang sama di semua dokumen"
//       en: "one indicator has the same name in every document"
// anchor: [Indicator]
// columns: {id: str, document: str, path: list, places: list}
// identity: [id]
// spoken: [places]
// population: population-shared-names
// needs: population-documents
// needs_why:
//   id: "Edisi ini hanya mempunyai satu dokumen, atau satu dokumen dipilih."
//   en: "The edition has one document alone, or one was chosen."
// since: 0.1.0
// ---
UNWIND $document_names AS one
WITH one
WHERE one.unclear
RETURN one.id AS id, one.document AS document, one.ids AS path, one.places AS places
