// ---
// name: align-rejected
// what: the rejected contributions to everything that reaches a result, itself included
// parameters: {key: scope and id of a result}
// columns: {source: str, target: str}
// ---
CALL () {
  MATCH (s:Objective {key: $key}) RETURN s
  UNION ALL
  MATCH (s:Indicator {key: $key}) RETURN s
}
CALL (s) {
  MATCH (s)<-[:CONTRIBUTES_TO|MEASURES*0..]-(y)
  RETURN DISTINCT y
}
MATCH (y)<-[:REJECTED_CONTRIBUTION]-(x)
WHERE x <> y
RETURN x.id AS source, y.id AS target
