// ---
// name: record-unit
// what: the details of the unit with the given key
// parameters: {key: scope and id}
// columns: {kind: str, alias: str, source: str, source_text: str, note: str}
// ---
MATCH (x:Unit {key: $key})
RETURN x.kind AS kind, x.alias AS alias, x.source AS source, x.source_text AS source_text, x.note AS note
