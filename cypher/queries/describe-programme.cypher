// ---
// name: describe-programme
// what: the programmes of the given keys, with the agency of their unit
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, level: int, origin: str, source: str, line: int, agencies: list, owners: list}
// ---
UNWIND $keys AS key
MATCH (x:Programme {key: key})
CALL (x) {
  MATCH (x)-[:IN_UNIT]->(u:Unit)
  RETURN collect(u.id) AS owners, collect(u.agency) AS agencies
}
RETURN x.id AS id, x.name AS name, null AS level, x.origin AS origin,
  x.source AS source, x.line AS line, agencies, owners
