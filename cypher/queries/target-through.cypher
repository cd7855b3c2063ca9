// ---
// name: target-through
// what: the indicators that contribute to a result, to the objective that it measures, or through an objective that they measure
// parameters: {key: scope and id of the result}
// columns: {id: str}
// ---
CALL () {
  MATCH (s:Objective {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Indicator {key: $key}) RETURN s
  UNION ALL
  MATCH (:Indicator {key: $key})-[:MEASURES]->(s:Objective) RETURN s
}
CALL (s) {
  MATCH (s)<-[:CONTRIBUTES_TO]-(c:Indicator)
  RETURN c
  UNION ALL
  MATCH (s)<-[:CONTRIBUTES_TO]-(o:Objective)
  WHERE o <> s
  MATCH (o)<-[:MEASURES]-(c:Indicator)
  RETURN c
}
RETURN DISTINCT c.id AS id
