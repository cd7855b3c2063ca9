// ---
// name: population-indicators-of-several-documents
// what: how many indicators stand in two or more documents
// parameters: [document_groups]
// counts: {id: "indikator dalam dua dokumen atau lebih", en: "indicators in two or more documents"}
// columns: {population: int}
// ---
UNWIND $document_groups AS one
WITH one
WHERE size(one.documents) > 1
RETURN count(one) AS population
