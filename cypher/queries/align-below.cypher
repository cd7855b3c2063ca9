// ---
// name: align-below
// what: the chain edges into everything that reaches a result, itself included, as parallel lists in one row per type, sign and status
// parameters: {key: scope and id of a result}
// columns: {type: str, sign: str, status: str, sources: list, targets: list}
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
MATCH (y)<-[e:CONTRIBUTES_TO|MEASURES]-(x)
RETURN type(e) AS type, e.sign AS sign, e.status AS status,
  collect(x.id) AS sources, collect(y.id) AS targets
