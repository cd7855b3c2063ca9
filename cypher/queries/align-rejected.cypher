// ---
// name: align-rejected
// what: the rejected contributions to the results of the given keys
// parameters: {keys: the keys asked for}
// columns: {source: str, source_label: str, target: str}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (y:Objective {key: key}) RETURN y
  UNION ALL
  MATCH (y:Indicator {key: key}) RETURN y
}
MATCH (y)<-[:REJECTED_CONTRIBUTION]-(x)
RETURN x.id AS source, labels(x)[0] AS source_label, y.id AS target
