// ---
// name: documents-beside
// what: the documents of one edition, its plan among them
// parameters: [dataset, edition]
// columns: {dataset: str, edition: str, scope: str, name: str, first_year: int, last_year: int, as_of: int, loaded_at: str, first_loaded: int, digest: str, schema_version: int, headings: str, values_origin: str, document: str}
// ---
MATCH (e:Edition)
WHERE e.dataset = $dataset AND e.edition = $edition
RETURN e.dataset AS dataset, e.edition AS edition, e.scope AS scope, e.name AS name,
  e.first_year AS first_year, e.last_year AS last_year, e.as_of AS as_of,
  e.loaded_at AS loaded_at, e.first_loaded AS first_loaded, e.digest AS digest,
  e.schema_version AS schema_version, e.headings AS headings,
  e.values_origin AS values_origin, e.document AS document
