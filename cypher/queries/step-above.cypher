// ---
// name: step-above
// what: label and id of what the records of the given keys lead to in one step of the chain
// parameters: {keys: the keys asked for}
// columns: {label: str, id: str}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Objective {key: key}) RETURN x
  UNION ALL
  MATCH (x:Indicator {key: key}) RETURN x
  UNION ALL
  MATCH (x:Task {key: key}) RETURN x
}
MATCH (x)-[:CONTRIBUTES_TO|MEASURES]->(y)
RETURN DISTINCT labels(y)[0] AS label, y.id AS id
