// ---
// name: individual-chain
// what: everything that the records of the given keys reach, with the ends of its upward chain edges
// parameters: {keys: keys of tasks and results}
// columns: {label: str, id: str, above: list}
// ---
CALL () {
  UNWIND $keys AS key
  MATCH (s:Task {key: key}) RETURN s
  UNION ALL
  UNWIND $keys AS key
  MATCH (s:Indicator {key: key}) RETURN s
}
CALL (s) {
  MATCH (s)-[:CONTRIBUTES_TO|MEASURES*0..]->(y)
  RETURN DISTINCT y
}
WITH DISTINCT y
OPTIONAL MATCH (y)-[:CONTRIBUTES_TO|MEASURES]->(x)
RETURN labels(y)[0] AS label, y.id AS id, collect(x.id) AS above
