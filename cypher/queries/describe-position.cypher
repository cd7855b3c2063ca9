// ---
// name: describe-position
// what: the posts of the given keys, with the agency of their unit
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, level: int, origin: str, source: str, line: int, agencies: list, owners: list}
// ---
UNWIND $keys AS key
MATCH (x:Position {key: key})
RETURN x.id AS id, x.name AS name, null AS level, x.origin AS origin,
  x.source AS source, x.line AS line,
  CASE WHEN x.agency IS NULL THEN [] ELSE [x.agency] END AS agencies, [] AS owners
