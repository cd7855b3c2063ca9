// ---
// name: population-indicators-of-documents
// what: how many indicators stand in a document beside the plan
// parameters: [document_groups]
// counts: {id: "indikator dalam dokumen selain rencana", en: "indicators in a document beside the plan"}
// columns: {population: int}
// ---
UNWIND $document_groups AS one
WITH one
WHERE one.documents <> ['plan']
RETURN count(one) AS population
