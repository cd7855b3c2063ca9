// ---
// id: only-in-one-document
// severity: warning
// category: alignment
// title:
//   id: Hanya dalam satu dokumen
//   en: In one document alone
// what:
//   id: "Indikator yang ada dalam satu dokumen saja (rencana tidak dihitung), padahal indikator dokumen itu harus bersumber dari dokumen lain yang juga dimuat: iku dari rpjmd atau renstra, renja dari renstra, pk dari iku, renstra atau renja, renaksi dari pk, dpa dari renja. Nama yang padanannya tidak pasti dilewati."
//   en: "An indicator that stands in one document alone (the plan not counted), although indicators of that document must come from another document that is loaded too: iku from rpjmd or renstra, renja from renstra, pk from iku, renstra or renja, renaksi from pk, dpa from renja. A name whose match is not certain is passed over."
// why:
//   id: "Dokumen perencanaan diturunkan satu dari yang lain; yang muncul hanya di satu dokumen tidak direncanakan di atasnya."
//   en: "Planning documents follow from one another; what appears in one alone was not planned above it."
// mend:
//   id: "Tambahkan {subject} ke dokumen yang menjadi sumbernya ({within}), beri id atau nama (`name`) yang sama bila sudah ada di sana dengan nama lain, atau hapus dari dokumen {only}."
//   en: "Add {subject} to a document that it has to follow ({within}); give it the same id or `name` if it is there under another name; or remove it from {only}."
// fields: [indicators.id, indicators.name]
// message:
//   id: "Dokumen {only} memuat indikator {subject}, yang tidak ada dalam {within}."
//   en: "Document {only} has indicator {subject}, which is missing from {within}."
// example:
//   before:
//     id: "Perjanjian kinerja memuat `PK-5` «Jalan mantap», rencana juga; daftar IKU menyebutnya `IKU-5`, seperti rencana sebelum namanya dibetulkan."
//     en: "The agreement has `PK-5` (“sound roads”); the list of IKU and the plan call it `IKU-5` (“roads”)."
//   after:
//     id: "Nama `IKU-5` dalam rencana disamakan dengan nama dalam perjanjian, sehingga ketiganya satu."
//     en: "The plan gives `IKU-5` the name in the agreement, which makes the three one."
//   cells:
//     - {cell: indicators.name, row: IKU-5, before: "Jalan", after: "Jalan mantap"}
// limits:
//   id: "Dokumen yang tidak dimuat tidak dapat diperiksa; satu dari dokumen sumbernya sudah cukup. Dijalankan hanya bila audit tidak memilih satu dokumen."
//   en: "A document that is not loaded cannot be looked at; one of the documents that it follows is enough. It runs only where no single document was chosen for the audit."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: "dokumen perencanaan kinerja selaras dan berkesinambungan (dibaca dari salinan publik)"
//       en: "planning documents are aligned with each other (as read in public copies)"
// anchor: [Indicator]
// columns: {id: str, document: str, documents: list, only: str, within: list}
// identity: [id]
// spoken: [only, within]
// population: population-indicators-within-others
// needs: population-documents-within-others
// needs_why:
//   id: "Tidak ada dokumen yang dimuat bersama dokumen yang menjadi sumbernya, atau satu dokumen dipilih."
//   en: "No document is loaded together with one that it has to follow, or one document was chosen."
// since: 0.1.0
// ---
UNWIND $document_groups AS one
WITH one
WHERE one.only IS NOT NULL AND size(one.within) > 0 AND NOT one.unclear
RETURN one.id AS id, one.document AS document, one.documents AS documents, one.only AS only,
  one.within AS within
