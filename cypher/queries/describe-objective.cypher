// ---
// name: describe-objective
// what: the objectives of the given keys, with the agencies and the owners of their own OWNS
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, level: int, origin: str, source: str, line: int, agencies: list, owners: list}
// ---
UNWIND $keys AS key
MATCH (x:Objective {key: key})
CALL (x) {
  MATCH (x)<-[:OWNS]-(u:Unit)
  RETURN u.id AS owner, u.agency AS agency
  UNION ALL
  MATCH (x)<-[:OWNS]-(p:Position)
  RETURN p.id AS owner, p.agency AS agency
  UNION ALL
  RETURN null AS owner, null AS agency
}
RETURN x.id AS id, x.name AS name, x.level AS level, x.origin AS origin,
  x.source AS source, x.line AS line,
  collect(DISTINCT agency) AS agencies, collect(DISTINCT owner) AS owners
