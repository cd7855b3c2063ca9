// ---
// name: population-documents-within-others
// what: how many documents must be contained in others of which one is loaded
// parameters: [documents]
// counts: {id: "dokumen yang harus bersumber dari dokumen lain", en: "documents that must follow others"}
// columns: {population: int}
// ---
UNWIND $documents AS one
WITH one
WHERE size(one.within) > 0
RETURN count(one) AS population
