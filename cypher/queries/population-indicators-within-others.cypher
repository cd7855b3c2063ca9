// ---
// name: population-indicators-within-others
// what: how many indicators stand in a document that must follow others of which one is loaded
// parameters: [document_groups]
// counts: {id: "indikator dokumen yang harus bersumber dari dokumen lain", en: "indicators of documents that must follow others"}
// columns: {population: int}
// ---
UNWIND $document_groups AS one
WITH one
WHERE size(one.within) > 0
RETURN count(one) AS population
