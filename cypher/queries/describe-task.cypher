// ---
// name: describe-task
// what: the tasks of the given keys, with their performers and the performers' agencies
// parameters: {keys: the keys asked for}
// columns: {id: str, name: str, level: int, origin: str, source: str, line: int, agencies: list, owners: list}
// ---
UNWIND $keys AS key
MATCH (x:Task {key: key})
OPTIONAL MATCH (x)<-[:PERFORMS]-(p:Position)
RETURN x.id AS id, x.name AS name, null AS level, x.origin AS origin,
  x.source AS source, x.line AS line,
  collect(DISTINCT p.agency) AS agencies, collect(DISTINCT p.id) AS owners
