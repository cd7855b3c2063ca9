// ---
// name: population-shared-names
// what: how many names of indicators stand in two or more documents
// parameters: [document_names]
// counts: {id: "nama indikator dalam dua dokumen atau lebih", en: "names of indicators in two or more documents"}
// columns: {population: int}
// ---
UNWIND $document_names AS one
RETURN count(one) AS population
