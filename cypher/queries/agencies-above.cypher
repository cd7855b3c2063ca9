// ---
// name: agencies-above
// what: the agencies that own the results right above the given records
// parameters: {keys: the keys of the records below}
// columns: {id: str, agency: str}
// ---
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Task {key: key})-[:CONTRIBUTES_TO]->(y)
  RETURN x.id AS id, y
  UNION ALL
  MATCH (x:Indicator {key: key})-[:CONTRIBUTES_TO|MEASURES]->(y)
  RETURN x.id AS id, y
  UNION ALL
  MATCH (x:Objective {key: key})-[:CONTRIBUTES_TO]->(y)
  RETURN x.id AS id, y
}
MATCH (y)<-[:OWNS]-(w)
WHERE w.agency IS NOT NULL
RETURN DISTINCT id, w.agency AS agency
