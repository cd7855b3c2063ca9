// ---
// name: export-edges
// what: every edge that leaves the nodes of the given keys
// parameters: {keys: the keys asked for}
// columns: {key: str, type: str, label: str, id: str, properties: map}
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
}
MATCH (x)-[e]->(y)
RETURN key AS key, type(e) AS type, labels(y)[0] AS label, y.id AS id, properties(e) AS properties
