// ---
// id: document-disagrees
// severity: error
// category: alignment
// title:
//   id: Dokumen berbeda isi
//   en: Documents disagree
// what:
//   id: "Indikator yang ada dalam dua dokumen atau lebih dari satu edisi (rencana termasuk), tetapi nama, satuan, arah, tingkat, jabatan pemilik, instansi, nilai awal, target tahun, atau target periodenya tidak sama. Indikator dicocokkan menurut id, lalu nama, instansi, dan tingkatnya. Yang tidak ditulis di satu dokumen tidak berbeda dari apa pun."
//   en: "An indicator that stands in two or more documents of one edition, the plan among them, with another name, unit, polarity, level, owning post, agency, baseline, target of a year or target of a period. Indicators are matched by id, then by name, agencies and level. What one document does not state disagrees with nothing."
// why:
//   id: "Dokumen perencanaan harus menjanjikan hal yang sama: bila renstra dan perjanjian kinerja menyebut target yang berlainan, tidak jelas mana yang dipertanggungjawabkan."
//   en: "Planning documents have to promise the same: where the strategic plan and the agreement state different targets, it is not clear which one is answered for."
// mend:
//   id: "Samakan {fields} dari {subject} dalam dokumen {documents}; ubah sel dokumen yang keliru, lalu muat lagi dokumen itu."
//   en: "Make {fields} of {subject} the same in {documents}: change the cell of the document that is wrong, and load that document again."
// fields: [indicators.name, indicators.measure_unit, indicators.polarity, indicators.level, indicators.owner, indicators.baseline, values.target]
// message:
//   id: "Dokumen {documents} berbeda tentang indikator {subject}: {differences}."
//   en: "Documents {documents} disagree about indicator {subject}: {differences}."
// example:
//   before:
//     id: "Tingkat `IKU-6` 1 dalam rencana, tetapi 2 dalam perjanjian kinerja (`pk`)."
//     en: "The level of `IKU-6` is 1 in the plan and 2 in the performance agreement (`pk`)."
//   after:
//     id: "Tingkat dalam rencana dibetulkan menjadi 2."
//     en: "The level in the plan is corrected to 2."
//   cells:
//     - {cell: indicators.level, row: IKU-6, before: "1", after: "2"}
// limits:
//   id: "Dokumen mana yang benar tidak terlihat. Nama yang ditulis lain sama sekali tidak dapat dicocokkan tanpa id yang sama. Pemilik dan tingkat yang diambil dari sasaran ikut dibandingkan. Dijalankan hanya bila audit tidak memilih satu dokumen."
//   en: "Which document is right is not seen. Names that are written altogether differently cannot be matched without equal ids. An owner or a level taken from the objective is compared too. It runs only where no single document was chosen for the audit."
// source:
//   - text: PermenPANRB 88/2021
//     about:
//       id: "dokumen perencanaan kinerja selaras dan berkesinambungan (dibaca dari salinan publik)"
//       en: "planning documents are aligned with each other (as read in public copies)"
// anchor: [Indicator]
// columns: {id: str, document: str, documents: list, fields: list, differences: map}
// identity: [id]
// spoken: [differences]
// population: population-indicators-of-several-documents
// needs: population-documents
// needs_why:
//   id: "Edisi ini hanya mempunyai satu dokumen, atau satu dokumen dipilih."
//   en: "The edition has one document alone, or one was chosen."
// since: 0.1.0
// ---
UNWIND $document_groups AS one
WITH one
WHERE size(one.fields) > 0
RETURN one.id AS id, one.document AS document, one.documents AS documents, one.fields AS fields,
  one.differences AS differences
