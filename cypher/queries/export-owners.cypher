// ---
// name: export-owners
// what: the owners of the results, or performers of the tasks, of the given keys
// parameters: {keys: the keys asked for}
// columns: {key: str, id: str}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Objective {key: key}) RETURN x
  UNION ALL
  MATCH (x:Indicator {key: key}) RETURN x
  UNION ALL
  MATCH (x:Task {key: key}) RETURN x
}
MATCH (owner)-[:OWNS|PERFORMS]->(x)
RETURN key AS key, owner.id AS id
