// ---
// name: network-objectives
// what: what a picture shows about the objectives of the given keys
// parameters: {keys: the keys asked for}
// columns: {id: str, alias: str, source: str, source_text: str, note: str, role: str, tags: list}
// ---
UNWIND $keys AS key
MATCH (x:Objective {key: key})
RETURN x.id AS id, x.alias AS alias, x.source AS source, x.source_text AS source_text,
  x.note AS note, x.role AS role, x.tags AS tags
