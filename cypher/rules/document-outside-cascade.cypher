// ---
// id: document-outside-cascade
// severity: warning
// category: alignment
// title:
//   id: Indikator di luar rencana
//   en: Indicator outside the plan
// what:
//   id: "Indikator dari suatu dokumen (misalnya perjanjian kinerja) yang tidak ada dalam rencana (pohon kinerja) edisi yang sama. Nama yang padanannya tidak pasti dilewati."
//   en: "An indicator of a document, such as a performance agreement, that is not in the plan (the performance tree) of the same edition. A name whose match is not certain is passed over."
// why:
//   id: "Yang dijanjikan dalam dokumen, tetapi tidak ada dalam pohon kinerja, tidak terhubung dengan satu hasil pun."
//   en: "What a document promises without standing in the performance tree is linked to no outcome."
// mend:
//   id: "Tambahkan {subject} ke rencana, beri id atau nama (`name`) yang sama bila sudah ada di sana dengan nama lain, atau hapus dari dokumen {documents}."
//   en: "Add {subject} to the plan; give it the same id or `name` if it is there under another name; or remove it from {documents}."
// fields: [indicators.id, indicators.name]
// message:
//   id: "Indikator {subject} ada dalam dokumen {documents}, tetapi tidak ada dalam rencana."
//   en: "Indicator {subject} stands in {documents} but not in the plan."
// example:
//   before:
//     id: "Perjanjian kinerja memuat `PK-9` «Jumlah rambu terpasang»; dalam rencana indikator itu bernama «Rambu» (`IKU-9`)."
//     en: "The agreement has `PK-9` (“number of signs put up”), which the plan calls “signs” (`IKU-9`)."
//   after:
//     id: "Nama dalam rencana disamakan."
//     en: "The plan gives it the same name."
//   cells:
//     - {cell: indicators.name, row: IKU-9, before: "Rambu", after: "Jumlah rambu terpasang"}
// limits:
//   id: "Indikator yang sama dengan nama lain dan id lain tampak di luar rencana. Dijalankan hanya bila audit tidak memilih satu dokumen."
//   en: "The same indicator under another name and another id appears to be outside. It runs only where no single document was chosen for the audit."
// source:
//   - text: PermenPANRB 89/2021
//     about:
//       id: "pohon kinerja menjadi dasar dokumen perencanaan (dibaca dari ringkasan publik)"
//       en: "the performance tree is what planning documents are based on (as read in public summaries)"
// anchor: [Indicator]
// columns: {id: str, document: str, documents: list}
// identity: [id]
// population: population-indicators-of-documents
// needs: population-documents-beside-a-plan
// needs_why:
//   id: "Edisi ini tidak mempunyai rencana dan dokumen di sampingnya, atau satu dokumen dipilih."
//   en: "The edition does not have a plan and a document beside it, or one document was chosen."
// since: 0.1.0
// ---
UNWIND $document_groups AS one
WITH one
WHERE one.document <> 'plan' AND NOT one.unclear
RETURN one.id AS id, one.document AS document, one.documents AS documents
