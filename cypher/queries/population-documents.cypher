// ---
// name: population-documents
// what: how many documents are held together
// parameters: [documents]
// counts: {id: "dokumen", en: "documents"}
// columns: {population: int}
// ---
UNWIND $documents AS one
RETURN count(one) AS population
