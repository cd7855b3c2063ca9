// ---
// name: describe-unit
// what: the units of the given keys, with their own agency
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, level: int, origin: str, source: str, line: int, agencies: list, owners: list}
// ---
UNWIND $keys AS key
MATCH (x:Unit {key: key})
RETURN x.id AS id, x.name AS name, null AS level, x.origin AS origin,
  x.source AS source, x.line AS line,
  CASE WHEN x.agency IS NULL THEN [] ELSE [x.agency] END AS agencies, [] AS owners
