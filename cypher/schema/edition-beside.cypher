// ---
// name: edition-beside
// what: when the documents of this edition that readers see were first loaded
// parameters: [dataset, edition]
// columns: {first_loaded: int}
// ---
MATCH (e:Edition)
WHERE e.dataset = $dataset AND e.edition = $edition
RETURN min(e.first_loaded) AS first_loaded
