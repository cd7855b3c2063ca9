// ---
// name: export-nodes
// what: every property of the nodes of the given keys
// parameters: {keys: the keys asked for}
// columns: {key: str, properties: map}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Unit {key: key}) RETURN x
  UNION ALL
  MATCH (x:Position {key: key}) RETURN x
  UNION ALL
  MATCH (x:Objective {key: key}) RETURN x
  UNION ALL
  MATCH (x:Indicator {key: key}) RETURN x
  UNION ALL
  MATCH (x:Task {key: key}) RETURN x
  UNION ALL
  MATCH (x:Programme {key: key}) RETURN x
  UNION ALL
  MATCH (x:Problem {key: key}) RETURN x
}
RETURN key AS key, properties(x) AS properties
